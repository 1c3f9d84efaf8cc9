package dev.e2ei.core.x509;

import dev.e2ei.core.der.ObjectIdentifier;

/**
 * The key usage extension, RFC 5280 section 4.2.1.3.
 *
 * @param bits bit n is named bit n of the extension
 */
public record KeyUsage(int bits) {
    public static final ObjectIdentifier OID = ObjectIdentifier.of("2.5.29.15");

    public boolean digitalSignature() {
        return has(0);
    }

    public boolean keyCertSign() {
        return has(5);
    }

    public boolean crlSign() {
        return has(6);
    }

    /** Whether digitalSignature is the one usage. */
    public boolean digitalSignatureOnly() {
        return bits == 1;
    }

    private boolean has(int bit) {
        return (bits >>> bit & 1) != 0;
    }
}
