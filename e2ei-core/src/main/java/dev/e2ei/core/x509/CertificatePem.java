package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Strict PEM of certificates, RFC 7468: nothing but CERTIFICATE blocks and empty lines between them; LF or CRLF; canonical
 * base64 in lines of at most 76 characters. Up to 8 certificates of 64 KiB each.
 */
public final class CertificatePem {
    public static final int MAX_CERTIFICATES = 8;

    private static final int MAX_TEXT = MAX_CERTIFICATES * ParsedCertificate.MAX_SIZE * 3 / 2;

    private CertificatePem() {}

    /**
     * Reads PEM text.
     *
     * @return the certificates in DER, in order; none for empty text. Whether they are certificates is not looked at
     * @throws MalformedCertificateException if the text is anything else
     */
    public static List<Bytes> parse(byte[] pem) {
        if (pem.length > MAX_TEXT) {
            throw PemReader.malformed(Reason.TOO_LARGE, MAX_TEXT, "more than " + MAX_TEXT + " octets");
        }
        PemReader reader = new PemReader(pem, "CERTIFICATE");
        List<Bytes> certificates = new ArrayList<>();
        while (reader.atBlock()) {
            int start = reader.position();
            if (certificates.size() == MAX_CERTIFICATES) {
                throw PemReader.malformed(Reason.TOO_LARGE, start, "more than " + MAX_CERTIFICATES + " certificates");
            }
            byte[] der = reader.block();
            if (der.length > ParsedCertificate.MAX_SIZE) {
                throw PemReader.malformed(
                        Reason.TOO_LARGE, start, "a certificate of more than " + ParsedCertificate.MAX_SIZE);
            }
            certificates.add(Bytes.of(der));
        }
        return List.copyOf(certificates);
    }

    public static List<Bytes> parse(String pem) {
        if (pem.length() > MAX_TEXT) {
            throw PemReader.malformed(Reason.TOO_LARGE, MAX_TEXT, "more than " + MAX_TEXT + " characters");
        }
        return parse(pem.getBytes(StandardCharsets.UTF_8));
    }
}
