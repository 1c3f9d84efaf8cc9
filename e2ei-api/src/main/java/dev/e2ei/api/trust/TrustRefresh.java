package dev.e2ei.api.trust;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@link ClientTrust#refresh} did.
 *
 * @param outcomes one for each point, in the order in which they were fetched
 * @param nextDue when the next list will be due; none if no list says so. A list that is overdue although it was asked
 *     for does not count: how soon to ask for it again is the host's decision
 */
public record TrustRefresh(List<TrustOutcome> outcomes, Optional<Instant> nextDue) {
    /** {@inheritDoc} */
    public TrustRefresh {
        outcomes = List.copyOf(outcomes);
    }

    /** {@return whether a verdict may have changed} */
    public boolean dirty() {
        return outcomes.stream()
                .anyMatch(outcome -> outcome.crl().map(CrlRegistration::dirty).orElse(outcome.registered() > 0));
    }

    /** {@return those that failed} */
    public List<TrustOutcome> failures() {
        return outcomes.stream()
                .filter(outcome -> outcome.failure().isPresent())
                .toList();
    }
}
