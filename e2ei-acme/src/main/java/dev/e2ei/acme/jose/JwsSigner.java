package dev.e2ei.acme.jose;

import dev.e2ei.spi.enrollment.EnrollmentKeys;
import dev.e2ei.spi.enrollment.PublicJwk;
import dev.e2ei.spi.enrollment.RevocationContext;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** A key that signs elsewhere: its public part, and the capability to have something signed. */
public final class JwsSigner {
    private final PublicJwk key;
    private final UnaryOperator<byte[]> signature;

    private JwsSigner(PublicJwk key, UnaryOperator<byte[]> signature) {
        this.key = key;
        this.signature = signature;
    }

    /** The account's key. */
    public static JwsSigner account(EnrollmentKeys keys) {
        return new JwsSigner(keys.accountJwk(), keys::signWithAccountKey);
    }

    /** The key of the certificate that is revoked. */
    public static JwsSigner certificate(RevocationContext context) {
        return new JwsSigner(context.certificateJwk(), context::signWithCertificateKey);
    }

    public PublicJwk key() {
        return key;
    }

    /** The signature over the ASCII text as base64url, RFC 7515, section 5.1. */
    String sign(String signingInput) {
        byte[] octets = signature.apply(signingInput.getBytes(StandardCharsets.US_ASCII));
        if (octets.length != signatureLength()) {
            throw new IllegalStateException(
                    "a signature of " + octets.length + " octets, " + key.algorithm() + " has " + signatureLength());
        }
        return Base64Url.encode(octets);
    }

    private int signatureLength() {
        return switch (key.algorithm()) {
            case "ES384" -> 96;
            case "ES512" -> 132;
            default -> 64;
        };
    }
}
