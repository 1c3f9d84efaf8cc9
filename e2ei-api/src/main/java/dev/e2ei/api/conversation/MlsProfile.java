package dev.e2ei.api.conversation;

import dev.e2ei.api.Ciphersuite;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What RFC 9420 leaves to the application. {@link #wire()} is what Wire's clients do, {@link #rfc9420()} what the RFC
 * recommends where they differ.
 *
 * @param wirePolicy how handshake messages are framed
 * @param ciphersuites the suites in the capabilities of own leaves, in this order
 * @param bothCredentialsRequired whether new groups require Basic and X.509 of every leaf
 * @param bareKeyPackages whether key packages go out without MLSMessage around them; both forms are always read
 * @param paddingBlock application messages are padded to multiples of this many octets; 0 for none
 * @param pastEpochs how many past epochs' application messages can still be read
 * @param outOfOrderTolerance how many skipped messages of a sender are kept readable
 * @param maximumForwardDistance how many messages of a sender may be skipped at once
 * @param resumptionPsks how many epochs' resumption keys are kept
 * @param keyPackageLifetime how long a new key package is valid from now on, at most until its certificate ends
 * @param keyPackageBackdating how far before now its validity begins
 * @param longestKeyPackageLifetime the longest whole validity that is taken from others; none for no limit
 */
public record MlsProfile(
        WirePolicy wirePolicy,
        List<Ciphersuite> ciphersuites,
        boolean bothCredentialsRequired,
        boolean bareKeyPackages,
        int paddingBlock,
        int pastEpochs,
        int outOfOrderTolerance,
        int maximumForwardDistance,
        int resumptionPsks,
        Duration keyPackageLifetime,
        Duration keyPackageBackdating,
        Optional<Duration> longestKeyPackageLifetime) {
    /** {@inheritDoc} */
    public MlsProfile {
        Objects.requireNonNull(wirePolicy, "wirePolicy");
        ciphersuites = List.copyOf(ciphersuites);
        Objects.requireNonNull(longestKeyPackageLifetime, "longestKeyPackageLifetime");
        if (ciphersuites.isEmpty()) {
            throw new IllegalArgumentException("at least one ciphersuite");
        }
        inRange("padding", paddingBlock, 4096);
        inRange("past epochs", pastEpochs, 64);
        inRange("out-of-order tolerance", outOfOrderTolerance, 4096);
        inRange("forward distance", maximumForwardDistance, 65_536);
        inRange("resumption keys", resumptionPsks, 64);
        if (keyPackageLifetime.isNegative() || keyPackageLifetime.isZero() || keyPackageBackdating.isNegative()) {
            throw new IllegalArgumentException("a lifetime is more than zero, and begins now or before");
        }
    }

    private static void inRange(String what, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(what + ": 0 to " + most + ", not " + value);
        }
    }

    /** {@return what Wire's clients do} */
    public static MlsProfile wire() {
        return new MlsProfile(
                WirePolicy.Plaintext,
                List.of(
                        Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519,
                        Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256,
                        Ciphersuite.MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519,
                        Ciphersuite.MLS_256_DHKEMP384_AES256GCM_SHA384_P384,
                        Ciphersuite.MLS_256_DHKEMP521_AES256GCM_SHA512_P521),
                true,
                true,
                128,
                3,
                2,
                1000,
                1,
                Duration.ofDays(84),
                Duration.ofHours(1),
                Optional.empty());
    }

    /** {@return what RFC 9420 recommends: private handshakes, framed key packages, all suites} */
    public static MlsProfile rfc9420() {
        return new MlsProfile(
                WirePolicy.Ciphertext,
                List.of(Ciphersuite.values()),
                false,
                false,
                128,
                3,
                16,
                1000,
                4,
                Duration.ofDays(84),
                Duration.ofHours(1),
                Optional.of(Duration.ofDays(85)));
    }

    /**
     * This profile with another framing of handshakes.
     *
     * @param policy the framing
     * @return the other profile
     */
    public MlsProfile withWirePolicy(WirePolicy policy) {
        return new MlsProfile(
                policy,
                ciphersuites,
                bothCredentialsRequired,
                bareKeyPackages,
                paddingBlock,
                pastEpochs,
                outOfOrderTolerance,
                maximumForwardDistance,
                resumptionPsks,
                keyPackageLifetime,
                keyPackageBackdating,
                longestKeyPackageLifetime);
    }

    /**
     * This profile with another lifetime of key packages.
     *
     * @param lifetime more than zero
     * @return the other profile
     */
    public MlsProfile withKeyPackageLifetime(Duration lifetime) {
        return new MlsProfile(
                wirePolicy,
                ciphersuites,
                bothCredentialsRequired,
                bareKeyPackages,
                paddingBlock,
                pastEpochs,
                outOfOrderTolerance,
                maximumForwardDistance,
                resumptionPsks,
                lifetime,
                keyPackageBackdating,
                longestKeyPackageLifetime);
    }
}
