package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.core.x509.CertificatePem;
import dev.e2ei.core.x509.ParsedCertificate;
import java.util.List;

/** Reads all certificates of a chain, of which there are not too many. */
final class ChainReader {
    private ChainReader() {}

    static List<ParsedCertificate> read(List<Bytes> chain) {
        if (chain.size() > CertificatePem.MAX_CERTIFICATES) {
            throw new MalformedCertificateException(
                    Reason.TOO_LARGE,
                    0,
                    "chain",
                    chain.size() + " certificates, at most " + CertificatePem.MAX_CERTIFICATES);
        }
        return chain.stream().map(ParsedCertificate::parse).toList();
    }
}
