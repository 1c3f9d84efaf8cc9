package dev.e2ei.core.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * For how long an answer holds.
 *
 * @param from its first instant; empty: always did
 * @param until the first instant after it; empty: always will
 */
record HoldingPeriod(Optional<Instant> from, Optional<Instant> until) {
    static final HoldingPeriod ALWAYS = new HoldingPeriod(Optional.empty(), Optional.empty());

    boolean contains(Instant instant) {
        return (from.isEmpty() || !instant.isBefore(from.get())) && (until.isEmpty() || instant.isBefore(until.get()));
    }

    /** This period as far as it lies on the same side of a turn as the given instant of it. */
    HoldingPeriod within(Instant turn, Instant at) {
        if (turn.isAfter(at)) {
            return until.isPresent() && !turn.isBefore(until.get()) ? this : new HoldingPeriod(from, Optional.of(turn));
        }
        return from.isPresent() && !turn.isAfter(from.get()) ? this : new HoldingPeriod(Optional.of(turn), until);
    }

    /** What belongs to both. */
    HoldingPeriod and(HoldingPeriod other) {
        return new HoldingPeriod(later(from, other.from), earlier(until, other.until));
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || other.isPresent() && other.get().isAfter(one.get()) ? other : one;
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || other.isPresent() && other.get().isBefore(one.get()) ? other : one;
    }
}
