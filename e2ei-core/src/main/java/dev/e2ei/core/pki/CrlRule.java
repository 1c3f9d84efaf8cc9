package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.CrlRejectedException;
import dev.e2ei.api.error.CrlRejectedException.Reason;
import dev.e2ei.core.x509.CrlExtensions;
import dev.e2ei.core.x509.IssuingDistributionPoint;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.core.x509.ParsedCrl;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What a revocation list must be to be registered at all, RFC 5280 section 6.3.3, whatever is known already. */
final class CrlRule {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final int MAX_SIGNERS = 16;

    private CrlRule() {}

    /**
     * Checks kind and date. A list that has expired, or that names another distribution point than the one under which it
     * was found, is taken: what it lists is revoked all the same, and {@link CrlScope} keeps it from clearing anybody.
     */
    static void check(ParsedCrl crl, Instant now) {
        checkKind(crl);
        if (crl.thisUpdate().isAfter(now.plus(CLOCK_SKEW))) {
            throw new CrlRejectedException(
                    Reason.NOT_YET_VALID,
                    "thisUpdate up to " + now,
                    crl.thisUpdate().toString());
        }
    }

    private static void checkKind(ParsedCrl crl) {
        CrlExtensions extensions = crl.extensions();
        if (extensions.isDelta()) {
            throw new CrlRejectedException(Reason.DELTA, "a complete list", "a delta CRL");
        }
        IssuingDistributionPoint part = extensions.issuingDistributionPoint().orElse(null);
        if (part != null && part.indirect() || crl.hasEntriesOfOtherIssuers()) {
            throw new CrlRejectedException(
                    Reason.INDIRECT, "a list of its issuer's own certificates", "an indirect CRL");
        }
        if (part != null && part.onlyAttributeCertificates()) {
            throw new CrlRejectedException(
                    Reason.ATTRIBUTE_CERTIFICATES, "a list of public key certificates", "of attribute certificates");
        }
        if (!extensions.unrecognizedCritical().isEmpty()
                || !crl.unrecognizedEntryExtensions().isEmpty()) {
            throw new CrlRejectedException(
                    Reason.CRITICAL_EXTENSION,
                    "critical extensions that are understood",
                    extensions.unrecognizedCritical() + " of the list, " + crl.unrecognizedEntryExtensions()
                            + " of entries");
        }
    }

    /** Finds whose key the list verifies under; returns that key. */
    static Bytes signerKey(ParsedCrl crl, TrustStore trust, X509Crypto crypto) {
        List<ParsedCertificate> named = Stream.concat(
                        trust.anchorsNamed(crl.issuer()).stream(), trust.intermediatesNamed(crl.issuer()).stream())
                .toList();
        if (named.isEmpty()) {
            throw new CrlRejectedException(
                    Reason.UNKNOWN_ISSUER, "a known authority", crl.issuer().toString());
        }
        List<ParsedCertificate> signers =
                named.stream().filter(KeyUsageCheck::maySignCrls).toList();
        if (signers.isEmpty()) {
            throw new CrlRejectedException(
                    Reason.ISSUER_KEY_USAGE,
                    "an issuer with cRLSign",
                    crl.issuer().toString());
        }
        String algorithm = crl.signatureAlgorithm().algorithm().dotted();
        if (!crypto.supports(algorithm)) {
            throw new CrlRejectedException(Reason.UNSUPPORTED_ALGORITHM, "a supported signature algorithm", algorithm);
        }
        byte[] identifier = crl.signatureAlgorithm().encoded().toByteArray();
        byte[] signature = crl.signature().toByteArray();
        return signers.stream()
                .map(signer -> signer.publicKey().encoded())
                .distinct()
                .limit(MAX_SIGNERS)
                .filter(key -> crl.verify((octets, from, to) ->
                        crypto.verifyPart(key.toByteArray(), identifier, octets, from, to, signature)))
                .findFirst()
                .orElseThrow(() -> new CrlRejectedException(
                        Reason.BAD_SIGNATURE, "a signature by " + crl.issuer(), "another one"));
    }
}
