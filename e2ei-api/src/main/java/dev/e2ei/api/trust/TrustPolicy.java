package dev.e2ei.api.trust;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How certificates are judged, as a value. The default preset is Wire's; {@link #strict()} takes nothing on faith. Every
 * leniency is a switch of its own.
 *
 * @param unknownRevocationAccepted whether a certificate counts as valid while no revocation list for it is registered;
 *     the verdict then says that revocation was not checked
 * @param staleCrlGrace for how long a revocation list still clears certificates after the next one was due; what it
 *     lists stays revoked for ever
 * @param leafOnlyRevocation whether revocation is asked for the leaf only, and not for the authorities above it
 * @param revocationNotNeededUpTo the whole lifetime up to which a certificate needs no revocation list
 * @param clockSkew by how much this device's clock may differ, at most 5 minutes
 * @param rsaAccepted whether authorities may sign with RSA
 * @param furtherPurposesAccepted whether a leaf may have extended key usages beside that of a Wire client
 * @param unverifiedAdditionsAccepted whether this client itself adds devices to conversations whose certificate is
 *     expired, revoked, not valid yet, or without a path to a trust anchor; the conversation is degraded then. A
 *     certificate that is forged, malformed, for another key or outside its issuer's names is refused all the same
 */
public record TrustPolicy(
        boolean unknownRevocationAccepted,
        Duration staleCrlGrace,
        boolean leafOnlyRevocation,
        Duration revocationNotNeededUpTo,
        Duration clockSkew,
        boolean rsaAccepted,
        boolean furtherPurposesAccepted,
        boolean unverifiedAdditionsAccepted) {
    /** The largest difference of clocks that a policy can allow. */
    public static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

    /** A grace without end, in practice. */
    private static final Duration FOR_EVER = Duration.ofDays(36500);

    /** {@inheritDoc} */
    public TrustPolicy {
        requireNotNegative(staleCrlGrace, "staleCrlGrace");
        requireNotNegative(revocationNotNeededUpTo, "revocationNotNeededUpTo");
        requireNotNegative(clockSkew, "clockSkew");
        if (clockSkew.compareTo(MAX_CLOCK_SKEW) > 0) {
            throw new IllegalArgumentException("clockSkew is at most " + MAX_CLOCK_SKEW);
        }
    }

    private static void requireNotNegative(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative() || duration.compareTo(FOR_EVER) > 0) {
            throw new IllegalArgumentException(name + " is 0 to " + FOR_EVER.toDays() + " days");
        }
    }

    /** {@return the preset that behaves like Wire's clients} */
    public static TrustPolicy wire() {
        return new TrustPolicy(true, FOR_EVER, false, Duration.ZERO, Duration.ZERO, true, true, false);
    }

    /** {@return the preset without leniencies} */
    public static TrustPolicy strict() {
        return new TrustPolicy(false, Duration.ZERO, false, Duration.ZERO, Duration.ZERO, false, false, false);
    }

    /**
     * This policy with one switch turned.
     *
     * @param accepted whether a certificate without a registered revocation list counts as not revoked
     * @return the other policy
     */
    public TrustPolicy withUnknownRevocationAccepted(boolean accepted) {
        return new TrustPolicy(
                accepted,
                staleCrlGrace,
                leafOnlyRevocation,
                revocationNotNeededUpTo,
                clockSkew,
                rsaAccepted,
                furtherPurposesAccepted,
                unverifiedAdditionsAccepted);
    }

    /**
     * This policy with one switch turned.
     *
     * @param grace for how long an overdue revocation list still clears certificates
     * @return the other policy
     */
    public TrustPolicy withStaleCrlGrace(Duration grace) {
        return new TrustPolicy(
                unknownRevocationAccepted,
                grace,
                leafOnlyRevocation,
                revocationNotNeededUpTo,
                clockSkew,
                rsaAccepted,
                furtherPurposesAccepted,
                unverifiedAdditionsAccepted);
    }

    /**
     * This policy with one switch turned.
     *
     * @param leafOnly whether revocation is asked for the leaf only
     * @return the other policy
     */
    public TrustPolicy withLeafOnlyRevocation(boolean leafOnly) {
        return new TrustPolicy(
                unknownRevocationAccepted,
                staleCrlGrace,
                leafOnly,
                revocationNotNeededUpTo,
                clockSkew,
                rsaAccepted,
                furtherPurposesAccepted,
                unverifiedAdditionsAccepted);
    }

    /**
     * This policy with one switch turned.
     *
     * @param lifetime the whole lifetime up to which a certificate needs no revocation list
     * @return the other policy
     */
    public TrustPolicy withRevocationNotNeededUpTo(Duration lifetime) {
        return new TrustPolicy(
                unknownRevocationAccepted,
                staleCrlGrace,
                leafOnlyRevocation,
                lifetime,
                clockSkew,
                rsaAccepted,
                furtherPurposesAccepted,
                unverifiedAdditionsAccepted);
    }

    /**
     * This policy with one switch turned.
     *
     * @param skew by how much this device's clock may differ, at most 5 minutes
     * @return the other policy
     */
    public TrustPolicy withClockSkew(Duration skew) {
        return new TrustPolicy(
                unknownRevocationAccepted,
                staleCrlGrace,
                leafOnlyRevocation,
                revocationNotNeededUpTo,
                skew,
                rsaAccepted,
                furtherPurposesAccepted,
                unverifiedAdditionsAccepted);
    }

    /**
     * This policy with one switch turned.
     *
     * @param accepted whether authorities may sign with RSA
     * @return the other policy
     */
    public TrustPolicy withRsaAccepted(boolean accepted) {
        return new TrustPolicy(
                unknownRevocationAccepted,
                staleCrlGrace,
                leafOnlyRevocation,
                revocationNotNeededUpTo,
                clockSkew,
                accepted,
                furtherPurposesAccepted,
                unverifiedAdditionsAccepted);
    }

    /**
     * This policy with one switch turned.
     *
     * @param accepted whether a leaf may have extended key usages beside that of a Wire client
     * @return the other policy
     */
    public TrustPolicy withFurtherPurposesAccepted(boolean accepted) {
        return new TrustPolicy(
                unknownRevocationAccepted,
                staleCrlGrace,
                leafOnlyRevocation,
                revocationNotNeededUpTo,
                clockSkew,
                rsaAccepted,
                accepted,
                unverifiedAdditionsAccepted);
    }

    /**
     * This policy with one switch turned.
     *
     * @param accepted whether this client itself adds devices whose certificate does not prove who they are
     * @return the other policy
     */
    public TrustPolicy withUnverifiedAdditionsAccepted(boolean accepted) {
        return new TrustPolicy(
                unknownRevocationAccepted,
                staleCrlGrace,
                leafOnlyRevocation,
                revocationNotNeededUpTo,
                clockSkew,
                rsaAccepted,
                furtherPurposesAccepted,
                accepted);
    }

    /** {@return one sentence for each leniency of this policy; empty for {@link #strict()}} */
    public List<String> describe() {
        List<String> leniencies = new ArrayList<>();
        if (unknownRevocationAccepted) {
            leniencies.add("A certificate without a registered revocation list counts as not revoked.");
        }
        if (!staleCrlGrace.isZero()) {
            leniencies.add("A revocation list still clears certificates for " + text(staleCrlGrace)
                    + " after the next one was due.");
        }
        if (leafOnlyRevocation) {
            leniencies.add("Revocation of authorities is not asked for.");
        }
        if (!revocationNotNeededUpTo.isZero()) {
            leniencies.add(
                    "A certificate that lives at most " + text(revocationNotNeededUpTo) + " needs no revocation list.");
        }
        if (!clockSkew.isZero()) {
            leniencies.add("Clocks may differ by " + text(clockSkew) + ".");
        }
        if (rsaAccepted) {
            leniencies.add("Authorities may sign with RSA from 2048 bits on.");
        }
        if (furtherPurposesAccepted) {
            leniencies.add("A leaf may have extended key usages beside that of a Wire client.");
        }
        if (unverifiedAdditionsAccepted) {
            leniencies.add("Devices whose certificate does not prove who they are may be added to conversations.");
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
