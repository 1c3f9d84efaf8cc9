package dev.e2ei.core.x509;

import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;

/** Strict PEM of a revocation list, RFC 7468 section 6: one X509 CRL block and nothing else but empty lines. */
public final class CrlPem {
    /** The longest text that is read, in octets. */
    public static final int MAX_TEXT = ParsedCrl.MAX_SIZE / 2 * 3;

    private CrlPem() {}

    /**
     * The DER of a list that is given as DER or as PEM.
     *
     * @param octets what was registered or downloaded
     * @return the same array where it is no PEM; whether the DER is a list is not looked at
     * @throws MalformedCertificateException if it begins like PEM and is anything else
     */
    public static byte[] der(byte[] octets) {
        boolean pem = octets.length > 0 && (octets[0] == '-' || octets[0] == '\n' || octets[0] == '\r');
        if (!pem) {
            return octets;
        }
        if (octets.length > MAX_TEXT) {
            throw PemReader.malformed(Reason.TOO_LARGE, MAX_TEXT, "more than " + MAX_TEXT + " octets");
        }
        PemReader reader = new PemReader(octets, "X509 CRL");
        if (!reader.atBlock()) {
            throw PemReader.malformed(Reason.PEM, 0, "one block is expected");
        }
        byte[] der = reader.block();
        if (reader.atBlock()) {
            throw PemReader.malformed(Reason.PEM, reader.position(), "one block is expected, and nothing after it");
        }
        return der;
    }
}
