package dev.e2ei.tests.paths;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.CrlRejectedException;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.CrlSigners;
import dev.e2ei.core.pki.RevocationCheck;
import dev.e2ei.core.pki.RevocationFinding;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.core.pki.VerifiedPath;
import dev.e2ei.core.x509.CrlDistributionPoints;
import dev.e2ei.core.x509.ParsedCrl;
import dev.e2ei.spi.crypto.X509Crypto;
import dev.e2ei.tests.paths.PathAnswer.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The revocation lists of a case, and its flags on how much they have to say. */
final class CaseRevocation {
    private final PathCase one;
    private final List<String> unsupportedLists = new ArrayList<>();
    private final RevocationCheck check;

    CaseRevocation(PathCase one, TrustStore trust, X509Crypto crypto) {
        this.one = one;
        CrlRegistry registry = register(trust, crypto);
        this.check = new RevocationCheck(
                registry, new CrlSigners(trust, registry, crypto, true, one.at()), one.at(), Duration.ZERO);
    }

    private CrlRegistry register(TrustStore trust, X509Crypto crypto) {
        CrlRegistry registry = CrlRegistry.empty();
        for (Bytes list : one.crls()) {
            byte[] der = list.toByteArray();
            try {
                registry = registry.register(address(der), der, trust, crypto, one.at())
                        .registry();
            } catch (CrlRejectedException e) {
                if (e.reason() == CrlRejectedException.Reason.DELTA
                        || e.reason() == CrlRejectedException.Reason.INDIRECT) {
                    unsupportedLists.add(e.getMessage());
                }
            } catch (MalformedCertificateException e) {
                // What cannot be read cannot be used.
            }
        }
        return registry;
    }

    /** The suites do not say where a list was found: at the address that it names. */
    private static URI address(byte[] der) {
        return ParsedCrl.parse(der).extensions().issuingDistributionPoint().stream()
                .flatMap(part -> CrlDistributionPoints.addresses(part.name()))
                .findFirst()
                .orElse(URI.create("http://crl.example/"));
    }

    /** Where lists came with the case, or a flag speaks of them, or the suite is about them, they have to answer. */
    private boolean isAsked() {
        return !one.flags().contains("noRevocation")
                && (!one.crls().isEmpty()
                        || one.flags().contains("eeOnly")
                        || one.flags().contains("enforceExpiry")
                        || one.isOf("wire") && one.suite().contains("crl"));
    }

    /** Why a path does not stand; empty if it does. */
    Optional<PathAnswer> problem(VerifiedPath path) {
        if (!isAsked()) {
            return Optional.empty();
        }
        return check.findings(path, one.flags().contains("eeOnly")).stream()
                .flatMap(finding -> problem(finding).stream())
                .findFirst();
    }

    private Optional<PathAnswer> problem(RevocationFinding finding) {
        boolean accepted = switch (finding.state()) {
            case GOOD -> true;
            case REVOKED -> false;
            case STALE -> isAgeIgnored();
            case MISSING, OTHER_SCOPE, SOME_REASONS, SIGNED_BY_ITSELF, SIGNER_NOT_VALID ->
                one.flags().contains("allowUnknown");
        };
        if (accepted) {
            return Optional.empty();
        }
        // A delta or an indirect list might have said otherwise.
        boolean supported = unsupportedLists.isEmpty() || finding.state() == RevocationFinding.State.STALE;
        return Optional.of(new PathAnswer(
                supported ? Kind.REFUSED : Kind.UNSUPPORTED,
                finding.explanation() + (supported ? "" : " " + unsupportedLists)));
    }

    /** The validator of the suite webpki asks for the age of lists only where it is told to. */
    private boolean isAgeIgnored() {
        return !one.flags().contains("enforceExpiry") && (one.flags().contains("allowUnknown") || one.isOf("webpki"));
    }

    /** The lists of a kind that is not supported, refused by name. */
    Optional<PathAnswer> unsupported() {
        return unsupportedLists.isEmpty()
                ? Optional.empty()
                : Optional.of(new PathAnswer(Kind.UNSUPPORTED, String.join(", ", unsupportedLists)));
    }
}
