package dev.e2ei.api.trust;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How certificates are judged, as a value. The default preset is {@link #wire()}; {@link #strict()} takes nothing on faith.
 * The presets differ by named leniencies only, and each leniency is a switch of its own.
 *
 * <p>What {@link #wire()} gives up: as long as nobody has fetched a revocation list, or somebody keeps newer ones from
 * arriving, a revoked device is shown as valid; the verdict's notes say that revocation was not checked. What {@link
 * #strict()} gives up: devices whose authority publishes no list, or whose list cannot be fetched, are never shown as valid,
 * and neither are those of authorities that sign with RSA.
 *
 * @param revocation how revocation is judged
 * @param clockSkew by how much this device's clock may differ, at most 5 minutes
 * @param rsaAccepted whether authorities may sign with RSA, from 2048 bits on
 * @param leafProfile what a device's certificate has to be issued for
 * @param furtherPurposesAccepted whether a leaf may have extended key usages beside that of the profile
 * @param unverifiedAdditionsAccepted whether this client itself adds devices to conversations whose certificate is
 *     expired, revoked, not valid yet, or without a path to a trust anchor; the conversation is degraded then. A
 *     certificate that is forged, malformed, for another key or outside its issuer's names is refused all the same
 * @param unverifiedMembersAdmitted whether such devices may be in a conversation when others add them, commit with them,
 *     they join by themselves or this client joins; the conversation is degraded then. Both presets say so. Without it, this
 *     client refuses what the other members have accepted, and is left behind in its old epoch, or outside
 */
public record TrustPolicy(
        RevocationPolicy revocation,
        Duration clockSkew,
        boolean rsaAccepted,
        LeafProfile leafProfile,
        boolean furtherPurposesAccepted,
        boolean unverifiedAdditionsAccepted,
        boolean unverifiedMembersAdmitted) {
    /** The largest difference of clocks that a policy can allow. */
    public static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

    /** {@inheritDoc} */
    public TrustPolicy {
        Objects.requireNonNull(revocation, "revocation");
        Objects.requireNonNull(leafProfile, "leafProfile");
        Objects.requireNonNull(clockSkew, "clockSkew");
        if (clockSkew.isNegative() || clockSkew.compareTo(MAX_CLOCK_SKEW) > 0) {
            throw new IllegalArgumentException("clockSkew is 0 to " + MAX_CLOCK_SKEW);
        }
    }

    /** {@return the preset that behaves like Wire's clients} */
    public static TrustPolicy wire() {
        return new TrustPolicy(RevocationPolicy.wire(), Duration.ZERO, true, LeafProfile.WIRE, true, false, true);
    }

    /** {@return the preset without leniencies} */
    public static TrustPolicy strict() {
        return new TrustPolicy(RevocationPolicy.strict(), Duration.ZERO, false, LeafProfile.WIRE, false, false, true);
    }

    /**
     * This policy with another answer to revocation.
     *
     * @param other how revocation is judged
     * @return the other policy
     */
    public TrustPolicy withRevocation(RevocationPolicy other) {
        return new TrustPolicy(
                other,
                clockSkew,
                rsaAccepted,
                leafProfile,
                furtherPurposesAccepted,
                unverifiedAdditionsAccepted,
                unverifiedMembersAdmitted);
    }

    /**
     * This policy with one switch turned.
     *
     * @param accepted whether a certificate without a registered revocation list counts as not revoked
     * @return the other policy
     */
    public TrustPolicy withUnknownRevocationAccepted(boolean accepted) {
        return withRevocation(revocation.withUnknownAccepted(accepted));
    }

    /**
     * This policy with one switch turned.
     *
     * @param grace for how long an overdue revocation list still clears certificates
     * @return the other policy
     */
    public TrustPolicy withStaleCrlGrace(Duration grace) {
        return withRevocation(revocation.withStaleGrace(grace));
    }

    /**
     * This policy with one switch turned.
     *
     * @param leafOnly whether revocation is asked for the leaf only
     * @return the other policy
     */
    public TrustPolicy withLeafOnlyRevocation(boolean leafOnly) {
        return withRevocation(revocation.withLeafOnly(leafOnly));
    }

    /**
     * This policy with one switch turned.
     *
     * @param lifetime the whole lifetime up to which a certificate needs no revocation list
     * @return the other policy
     */
    public TrustPolicy withRevocationNotNeededUpTo(Duration lifetime) {
        return withRevocation(revocation.withNotNeededUpTo(lifetime));
    }

    /**
     * This policy with one switch turned.
     *
     * @param skew by how much this device's clock may differ, at most 5 minutes
     * @return the other policy
     */
    public TrustPolicy withClockSkew(Duration skew) {
        return new TrustPolicy(
                revocation,
                skew,
                rsaAccepted,
                leafProfile,
                furtherPurposesAccepted,
                unverifiedAdditionsAccepted,
                unverifiedMembersAdmitted);
    }

    /**
     * This policy with one switch turned.
     *
     * @param accepted whether authorities may sign with RSA
     * @return the other policy
     */
    public TrustPolicy withRsaAccepted(boolean accepted) {
        return new TrustPolicy(
                revocation,
                clockSkew,
                accepted,
                leafProfile,
                furtherPurposesAccepted,
                unverifiedAdditionsAccepted,
                unverifiedMembersAdmitted);
    }

    /**
     * This policy for certificates of another profile.
     *
     * @param profile what a device's certificate has to be issued for
     * @return the other policy
     */
    public TrustPolicy withLeafProfile(LeafProfile profile) {
        return new TrustPolicy(
                revocation,
                clockSkew,
                rsaAccepted,
                profile,
                furtherPurposesAccepted,
                unverifiedAdditionsAccepted,
                unverifiedMembersAdmitted);
    }

    /**
     * This policy with one switch turned.
     *
     * @param accepted whether a leaf may have extended key usages beside that of the profile
     * @return the other policy
     */
    public TrustPolicy withFurtherPurposesAccepted(boolean accepted) {
        return new TrustPolicy(
                revocation,
                clockSkew,
                rsaAccepted,
                leafProfile,
                accepted,
                unverifiedAdditionsAccepted,
                unverifiedMembersAdmitted);
    }

    /**
     * This policy with one switch turned.
     *
     * @param accepted whether this client itself adds devices whose certificate does not prove who they are
     * @return the other policy
     */
    public TrustPolicy withUnverifiedAdditionsAccepted(boolean accepted) {
        return new TrustPolicy(
                revocation,
                clockSkew,
                rsaAccepted,
                leafProfile,
                furtherPurposesAccepted,
                accepted,
                unverifiedMembersAdmitted);
    }

    /**
     * This policy with one switch turned.
     *
     * @param admitted whether devices whose certificate does not prove who they are may be in a conversation with this
     *     client when it was not this client that added them
     * @return the other policy
     */
    public TrustPolicy withUnverifiedMembersAdmitted(boolean admitted) {
        return new TrustPolicy(
                revocation,
                clockSkew,
                rsaAccepted,
                leafProfile,
                furtherPurposesAccepted,
                unverifiedAdditionsAccepted,
                admitted);
    }

    /**
     * What this policy takes on faith. That unverified members are admitted is none: it lets nothing be shown as proven.
     *
     * @return one sentence for each leniency of this policy; empty for {@link #strict()}
     */
    public List<String> describe() {
        List<String> leniencies = new ArrayList<>(revocation.describe());
        if (!clockSkew.isZero()) {
            leniencies.add("Clocks may differ by " + clockSkew.toSeconds() + " seconds.");
        }
        if (rsaAccepted) {
            leniencies.add("Authorities may sign with RSA from 2048 bits on.");
        }
        if (furtherPurposesAccepted) {
            leniencies.add("A leaf may have extended key usages beside that of its profile.");
        }
        if (unverifiedAdditionsAccepted) {
            leniencies.add("Devices whose certificate does not prove who they are may be added to conversations.");
        }
        return List.copyOf(leniencies);
    }
}
