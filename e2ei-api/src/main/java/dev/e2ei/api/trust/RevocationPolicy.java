package dev.e2ei.api.trust;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How revocation is judged. Whatever the policy says, a certificate that a registered list names is revoked.
 *
 * @param unknownAccepted whether a certificate counts as valid while no list for it is registered; the verdict then says
 *     that revocation was not checked
 * @param staleGrace for how long a list still clears certificates after the next one was due; 0 to {@link #FOR_EVER}
 * @param leafOnly whether revocation is asked for the leaf only, and not for the authorities above it
 * @param notNeededUpTo the whole lifetime up to which a certificate needs no list; zero: none does without
 */
public record RevocationPolicy(boolean unknownAccepted, Duration staleGrace, boolean leafOnly, Duration notNeededUpTo) {
    /** A grace without end, in practice. */
    public static final Duration FOR_EVER = Duration.ofDays(36500);

    /** {@inheritDoc} */
    public RevocationPolicy {
        requireBounded(staleGrace, "staleGrace");
        requireBounded(notNeededUpTo, "notNeededUpTo");
    }

    private static void requireBounded(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative() || duration.compareTo(FOR_EVER) > 0) {
            throw new IllegalArgumentException(name + " is 0 to " + FOR_EVER.toDays() + " days");
        }
    }

    /** {@return the policy of Wire's clients: what is not known to be revoked is not} */
    public static RevocationPolicy wire() {
        return new RevocationPolicy(true, FOR_EVER, false, Duration.ZERO);
    }

    /** {@return the policy without leniencies} */
    public static RevocationPolicy strict() {
        return new RevocationPolicy(false, Duration.ZERO, false, Duration.ZERO);
    }

    /**
     * This policy with one switch turned.
     *
     * @param accepted whether a certificate without a registered list counts as not revoked
     * @return the other policy
     */
    public RevocationPolicy withUnknownAccepted(boolean accepted) {
        return new RevocationPolicy(accepted, staleGrace, leafOnly, notNeededUpTo);
    }

    /**
     * This policy with one switch turned.
     *
     * @param grace for how long an overdue list still clears certificates
     * @return the other policy
     */
    public RevocationPolicy withStaleGrace(Duration grace) {
        return new RevocationPolicy(unknownAccepted, grace, leafOnly, notNeededUpTo);
    }

    /**
     * This policy with one switch turned.
     *
     * @param only whether revocation is asked for the leaf only
     * @return the other policy
     */
    public RevocationPolicy withLeafOnly(boolean only) {
        return new RevocationPolicy(unknownAccepted, staleGrace, only, notNeededUpTo);
    }

    /**
     * This policy with one switch turned.
     *
     * @param lifetime the whole lifetime up to which a certificate needs no list
     * @return the other policy
     */
    public RevocationPolicy withNotNeededUpTo(Duration lifetime) {
        return new RevocationPolicy(unknownAccepted, staleGrace, leafOnly, lifetime);
    }

    /** {@return one sentence for each leniency of this policy; empty for {@link #strict()}} */
    public List<String> describe() {
        List<String> leniencies = new ArrayList<>();
        if (unknownAccepted) {
            leniencies.add("A certificate without a registered revocation list counts as not revoked.");
        }
        if (!staleGrace.isZero()) {
            leniencies.add("A revocation list still clears certificates for " + text(staleGrace)
                    + " after the next one was due.");
        }
        if (leafOnly) {
            leniencies.add("Revocation of authorities is not asked for.");
        }
        if (!notNeededUpTo.isZero()) {
            leniencies.add("A certificate that lives at most " + text(notNeededUpTo) + " needs no revocation list.");
        }
        return List.copyOf(leniencies);
    }

    private static String text(Duration duration) {
        if (duration.compareTo(FOR_EVER) >= 0) {
            return "any time";
        }
        return duration.toSeconds() % 3600 == 0 ? duration.toHours() + " hours" : duration.toSeconds() + " seconds";
    }
}
