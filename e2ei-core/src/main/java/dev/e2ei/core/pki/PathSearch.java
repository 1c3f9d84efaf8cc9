package dev.e2ei.core.pki;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.X509Crypto;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One search, depth first from the leaf upwards. An edge is walked only where the issuer's key verifies, so that what is
 * explored is what an authority has really signed; each edge is verified once.
 */
final class PathSearch {
    private record Edge(ParsedCertificate certificate, ParsedCertificate issuer) {}

    private final X509Crypto crypto;
    private final PathRequirements requirements;
    private final Predicate<VerifiedPath> preference;
    private final IssuerCandidates candidates;
    private final PathBudget budget = new PathBudget();
    private final Map<Edge, Optional<PathRejectedException>> edges = new HashMap<>();
    private final DistanceToAnchor distances;
    private final List<ParsedCertificate> path = new ArrayList<>();
    private @Nullable VerifiedPath secondBest;
    private PathRejectedException refusal =
            new PathRejectedException(Reason.NO_PATH, "an issuer that leads to a trust anchor", "none is known");
    private int refusalRank;

    PathSearch(
            TrustStore trust,
            X509Crypto crypto,
            PathRequirements requirements,
            Collection<ParsedCertificate> offered,
            Predicate<VerifiedPath> preference) {
        this.crypto = crypto;
        this.requirements = requirements;
        this.preference = preference;
        this.candidates = new IssuerCandidates(trust, offered);
        this.distances = new DistanceToAnchor(candidates);
    }

    VerifiedPath run(ParsedCertificate leaf) {
        VerifiedPath found;
        try {
            found = extend(leaf);
        } catch (PathRejectedException exceeded) {
            // A path that stands is not lost because the search for a better one grew too long.
            if (secondBest == null) {
                throw exceeded;
            }
            found = secondBest;
        }
        if (found != null) {
            return found;
        }
        if (secondBest != null) {
            return secondBest;
        }
        throw refusal;
    }

    /** Walks on from the given certificate; null if no preferred path goes through here. */
    private @Nullable VerifiedPath extend(ParsedCertificate certificate) {
        if (path.size() == PathBudget.MAX_PATH) {
            refuse(
                    1,
                    new PathRejectedException(
                            Reason.BUDGET_EXCEEDED, "at most " + PathBudget.MAX_PATH + " certificates", "more"));
            return null;
        }
        path.add(certificate);
        try {
            for (ParsedCertificate anchor : candidates.anchorsFor(certificate)) {
                VerifiedPath found = walkable(certificate, anchor, true) ? finish(anchor) : null;
                if (found != null) {
                    return found;
                }
            }
            for (ParsedCertificate issuer : issuersOf(certificate)) {
                VerifiedPath found = !isLoop(issuer) && walkable(certificate, issuer, false) && leadsToAnchor(issuer)
                        ? extend(issuer)
                        : null;
                if (found != null) {
                    return found;
                }
            }
            return null;
        } finally {
            path.remove(path.size() - 1);
        }
    }

    /** Those with the right key identifier first, and of these the ones that are nearest to an anchor. */
    private List<ParsedCertificate> issuersOf(ParsedCertificate certificate) {
        List<ParsedCertificate> issuers = candidates.intermediatesFor(certificate);
        if (issuers.size() > 1) {
            issuers.sort(Comparator.<ParsedCertificate, Boolean>comparing(
                            issuer -> !IssuerCandidates.fits(certificate, issuer))
                    .thenComparing(distances::of));
        }
        return issuers;
    }

    private boolean leadsToAnchor(ParsedCertificate issuer) {
        return distances.of(issuer) != DistanceToAnchor.UNREACHABLE;
    }

    /** One authority's key occurs once in a path. */
    private boolean isLoop(ParsedCertificate issuer) {
        return path.stream()
                .anyMatch(known -> known.publicKey().equals(issuer.publicKey())
                        && known.subject().equals(issuer.subject()));
    }

    private boolean walkable(ParsedCertificate certificate, ParsedCertificate issuer, boolean anchor) {
        budget.candidate();
        Edge edge = new Edge(certificate, issuer);
        Optional<PathRejectedException> known = edges.get(edge);
        if (known == null) {
            known = verify(certificate, issuer, anchor);
            edges.put(edge, known);
        }
        // A key identifier that does not fit says that another issuer was meant, not that somebody forged a signature.
        known.ifPresent(why -> refuse(IssuerCandidates.fits(certificate, issuer) ? 2 : 0, why));
        return known.isEmpty();
    }

    private Optional<PathRejectedException> verify(
            ParsedCertificate certificate, ParsedCertificate issuer, boolean anchor) {
        try {
            if (!anchor || requirements.anchorConstraints()) {
                BasicConstraintsCheck.checkIssuer(issuer);
                KeyUsageCheck.checkIssuer(issuer);
            }
            AlgorithmCheck.check(
                    certificate.signatureAlgorithm(),
                    crypto,
                    requirements.smallestRsaKey().isPresent());
        } catch (PathRejectedException why) {
            return Optional.of(why);
        }
        budget.signature();
        try {
            SignatureCheck.check(
                    certificate, issuer, crypto, requirements.smallestRsaKey().isPresent());
            return Optional.empty();
        } catch (PathRejectedException why) {
            return Optional.of(why);
        }
    }

    private @Nullable VerifiedPath finish(ParsedCertificate anchor) {
        VerifiedPath candidate = new VerifiedPath(path, anchor);
        try {
            PathChecks.check(candidate, requirements, budget);
        } catch (PathRejectedException why) {
            if (why.reason() == Reason.BUDGET_EXCEEDED) {
                throw why;
            }
            refuse(3, why);
            return null;
        }
        if (preference.test(candidate)) {
            return candidate;
        }
        if (secondBest == null) {
            secondBest = candidate;
        }
        return null;
    }

    /** Keeps the refusal of the candidate that came furthest, and of these the first. */
    private void refuse(int rank, PathRejectedException why) {
        if (rank > refusalRank) {
            refusalRank = rank;
            refusal = why;
        }
    }
}
