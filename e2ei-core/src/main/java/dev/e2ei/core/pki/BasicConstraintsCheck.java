package dev.e2ei.core.pki;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.x509.BasicConstraints;
import dev.e2ei.core.x509.ParsedCertificate;
import java.util.List;
import java.util.OptionalInt;

/** That issuers are authorities and that not too many stand below each, RFC 5280 section 6.1.4 (k) to (m). */
final class BasicConstraintsCheck {
    private BasicConstraintsCheck() {}

    static void checkIssuer(ParsedCertificate issuer) {
        if (!issuer.isCa()) {
            throw new PathRejectedException(Reason.NOT_A_CA, "an issuer with basicConstraints cA", issuer.toString());
        }
    }

    /**
     * Checks the path lengths.
     *
     * @param issuers the issuers whose constraints bind, top first
     * @param intermediates the intermediate certificates, top first; the same but for an anchor that binds
     */
    static void checkPathLengths(List<ParsedCertificate> issuers, List<ParsedCertificate> intermediates) {
        for (ParsedCertificate issuer : issuers) {
            OptionalInt allowed = issuer.extensions()
                    .basicConstraints()
                    .map(BasicConstraints::pathLength)
                    .orElse(OptionalInt.empty());
            long below = below(issuer, intermediates);
            if (allowed.isPresent() && below > allowed.getAsInt()) {
                throw new PathRejectedException(
                        Reason.PATH_LENGTH,
                        "at most " + allowed.getAsInt() + " intermediate certificates below " + issuer,
                        Long.toString(below));
            }
        }
    }

    /** How many intermediate certificates lie below an issuer; self-issued ones do not count. */
    private static long below(ParsedCertificate issuer, List<ParsedCertificate> intermediates) {
        int place = intermediates.indexOf(issuer);
        return intermediates.subList(place + 1, intermediates.size()).stream()
                .filter(certificate -> !certificate.isSelfIssued())
                .count();
    }
}
