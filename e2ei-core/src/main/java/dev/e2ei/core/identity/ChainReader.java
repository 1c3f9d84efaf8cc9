package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.Comparison;
import dev.e2ei.core.x509.CertificatePem;
import dev.e2ei.core.x509.ParsedCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads all certificates of a chain, of which there are not too many; authorities that it has met, once. */
final class ChainReader {
    private static final int AUTHORITIES = 256;

    private final Remembered<Bytes, ParsedCertificate> authorities = new Remembered<>(AUTHORITIES);

    List<ParsedCertificate> read(List<Bytes> chain) {
        if (chain.size() > CertificatePem.MAX_CERTIFICATES) {
            throw new MalformedCertificateException(
                    Reason.TOO_LARGE,
                    0,
                    "chain",
                    chain.size() + " certificates, at most " + CertificatePem.MAX_CERTIFICATES);
        }
        List<ParsedCertificate> certificates = new ArrayList<>();
        certificates.add(ParsedCertificate.parse(chain.get(0)));
        for (Bytes issuer : chain.subList(1, chain.size())) {
            certificates.add(authority(issuer, certificates.size()));
        }
        return certificates;
    }

    private ParsedCertificate authority(Bytes der, int place) {
        Optional<ParsedCertificate> known = authorities.find(der);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            ParsedCertificate certificate = ParsedCertificate.parse(der);
            authorities.put(der, certificate);
            return certificate;
        } catch (MalformedCertificateException e) {
            throw new MalformedCertificateException(
                    e.reason(), e.offset(), "chain[" + place + "]." + e.path(), detail(e));
        }
    }

    /** Where the octets are not what a certificate has there. */
    static Comparison comparison(MalformedCertificateException e) {
        return new Comparison(
                DeviceVerdict.MALFORMED.name(),
                "a certificate in DER, RFC 5280",
                e.reason() + " at octet " + e.offset() + " in " + e.path() + ": " + detail(e));
    }

    /** The message without what goes before it, which is told by fields of its own. */
    private static String detail(MalformedCertificateException e) {
        String place = " in " + e.path() + ": ";
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf(place);
        return at < 0 ? message : message.substring(at + place.length());
    }
}
