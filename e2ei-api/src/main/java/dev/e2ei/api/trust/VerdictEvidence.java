package dev.e2ei.api.trust;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * On what a verdict rests.
 *
 * @param path the path that verified, leaf first and trust anchor last; empty where none does
 * @param revocation what revocation lists say about the certificates of that path that were asked about, leaf first
 * @param comparison what decided against the certificate; none for a valid one
 */
public record VerdictEvidence(
        List<PathCertificate> path, List<RevocationEvidence> revocation, Optional<Comparison> comparison) {
    /** No path, and nothing to compare. */
    public static final VerdictEvidence NONE = new VerdictEvidence(List.of(), List.of(), Optional.empty());

    /** {@inheritDoc} */
    public VerdictEvidence {
        path = List.copyOf(path);
        revocation = List.copyOf(revocation);
        Objects.requireNonNull(comparison, "comparison");
    }

    /**
     * Evidence that ends with a comparison: there is no path.
     *
     * @param comparison what decided
     * @return the evidence
     */
    public static VerdictEvidence refused(Comparison comparison) {
        return new VerdictEvidence(List.of(), List.of(), Optional.of(comparison));
    }

    /** {@return the subjects of the path as RFC 4514 strings} */
    public List<String> subjects() {
        return path.stream().map(PathCertificate::subject).toList();
    }
}
