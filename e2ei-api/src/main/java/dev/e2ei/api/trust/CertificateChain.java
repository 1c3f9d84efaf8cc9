package dev.e2ei.api.trust;

import dev.e2ei.api.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A certificate chain: leaf first, each certificate issued by the next, without the root.
 *
 * @param certificates the certificates in DER, at least one
 */
public record CertificateChain(List<Bytes> certificates) {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** {@inheritDoc} */
    public CertificateChain {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("a chain has at least one certificate");
        }
    }

    /** {@return the leaf in DER} */
    public Bytes leaf() {
        return certificates.get(0);
    }

    /** {@return the certificates above the leaf, in order; may be empty} */
    public List<Bytes> issuers() {
        return certificates.subList(1, certificates.size());
    }

    /** {@return the chain as PEM text, 64 columns, LF line ends} */
    public String toPem() {
        StringBuilder out = new StringBuilder();
        certificates.forEach(certificate -> out.append(pem(certificate)));
        return out.toString();
    }

    /**
     * One certificate as PEM text.
     *
     * @param certificate the certificate in DER
     * @return PEM with the label CERTIFICATE, 64 columns, LF line ends
     */
    public static String pem(Bytes certificate) {
        return "-----BEGIN CERTIFICATE-----\n"
                + new String(LINES.encode(certificate.toByteArray()), StandardCharsets.US_ASCII)
                + "\n-----END CERTIFICATE-----\n";
    }
}
