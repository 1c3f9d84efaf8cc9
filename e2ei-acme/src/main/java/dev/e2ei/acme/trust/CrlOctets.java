package dev.e2ei.acme.trust;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import java.util.List;

/** A revocation list as servers send it: in DER as RFC 5280 asks for, or in PEM as some do. */
final class CrlOctets {
    private static final String LABEL = "X509 CRL";
    private static final int SEQUENCE = 0x30;
    private static final int PEM_BEGINNING = '-';

    private CrlOctets() {}

    /** The list in DER. Whether it is a list is not looked at beyond its first octet. */
    static byte[] der(Bytes body) {
        byte[] octets = body.toByteArray();
        if (octets.length == 0) {
            throw new MalformedCertificateException(Reason.TRUNCATED, 0, "CertificateList", "the answer is empty");
        }
        if (octets[0] == SEQUENCE) {
            return octets;
        }
        if (octets[0] != PEM_BEGINNING) {
            throw new MalformedCertificateException(
                    Reason.TAG, 0, "CertificateList", "neither a SEQUENCE in DER nor PEM");
        }
        List<Bytes> lists = PemText.blocks(body, LABEL);
        if (lists.size() != 1) {
            throw new MalformedCertificateException(Reason.PEM, 0, "PEM", "expected one list, found " + lists.size());
        }
        return lists.get(0).toByteArray();
    }
}
