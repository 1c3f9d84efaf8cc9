package dev.e2ei.api.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Trust policies")
class TrustPolicyTest {
    /** Each leniency alone, on top of the preset without any. */
    static Stream<TrustPolicy> lenient() {
        TrustPolicy strict = TrustPolicy.strict();
        return Stream.of(
                strict.withUnknownRevocationAccepted(true),
                strict.withStaleCrlGrace(Duration.ofHours(36)),
                strict.withStaleCrlGrace(RevocationPolicy.FOR_EVER),
                strict.withLeafOnlyRevocation(true),
                strict.withRevocationNotNeededUpTo(Duration.ofHours(24)),
                strict.withClockSkew(Duration.ofMinutes(5)),
                strict.withRsaAccepted(true),
                strict.withFurtherPurposesAccepted(true),
                strict.withUnverifiedAdditionsAccepted(true));
    }

    @ParameterizedTest
    @MethodSource("lenient")
    @DisplayName("say each leniency in one sentence")
    void sentence(TrustPolicy lenient) {
        List<String> sentences = lenient.describe();
        assertEquals(1, sentences.size());
        assertTrue(sentences.get(0).matches("[A-Z][^.]*\\."), sentences.get(0));
    }

    @Test
    @DisplayName("each say something else")
    void distinct() {
        List<String> all =
                lenient().flatMap(policy -> policy.describe().stream()).toList();
        assertEquals(all.size(), all.stream().distinct().count());
    }

    @Test
    @DisplayName("strict has no leniency")
    void strict() {
        assertEquals(List.of(), TrustPolicy.strict().describe());
    }

    @Test
    @DisplayName("wire differs from strict by its four leniencies and by nothing else")
    void wire() {
        assertEquals(4, TrustPolicy.wire().describe().size());
        assertEquals(
                TrustPolicy.strict(),
                TrustPolicy.wire()
                        .withUnknownRevocationAccepted(false)
                        .withStaleCrlGrace(Duration.ZERO)
                        .withRsaAccepted(false)
                        .withFurtherPurposesAccepted(false));
    }

    @Test
    @DisplayName("keep unverified members where they are unless told otherwise, which nothing is shown by")
    void admission() {
        assertTrue(TrustPolicy.strict().unverifiedMembersAdmitted());
        assertEquals(
                List.of(),
                TrustPolicy.strict().withUnverifiedMembersAdmitted(false).describe());
    }

    @Test
    @DisplayName("turn the switch that they name, and no other")
    void switches() {
        TrustPolicy wire = TrustPolicy.wire();
        assertEquals(
                wire,
                wire.withUnverifiedMembersAdmitted(false)
                        .withLeafProfile(LeafProfile.IM_URI)
                        .withLeafProfile(LeafProfile.WIRE)
                        .withUnverifiedMembersAdmitted(true));
        assertEquals(
                LeafProfile.IM_URI, wire.withLeafProfile(LeafProfile.IM_URI).leafProfile());
        assertEquals(
                new RevocationPolicy(false, Duration.ofHours(1), true, Duration.ofHours(2)),
                wire.withUnknownRevocationAccepted(false)
                        .withStaleCrlGrace(Duration.ofHours(1))
                        .withLeafOnlyRevocation(true)
                        .withRevocationNotNeededUpTo(Duration.ofHours(2))
                        .revocation());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 300_001})
    @DisplayName("refuse a clock skew below zero and above five minutes")
    void skew(long millis) {
        TrustPolicy wire = TrustPolicy.wire();
        assertThrows(IllegalArgumentException.class, () -> wire.withClockSkew(Duration.ofMillis(millis)));
        assertEquals(
                TrustPolicy.MAX_CLOCK_SKEW,
                wire.withClockSkew(Duration.ofMinutes(5)).clockSkew());
    }

    @Test
    @DisplayName("refuse durations below zero and beyond for ever")
    void durations() {
        RevocationPolicy strict = RevocationPolicy.strict();
        Duration tooLong = RevocationPolicy.FOR_EVER.plusNanos(1);
        for (Duration wrong : List.of(Duration.ofNanos(-1), tooLong)) {
            assertThrows(IllegalArgumentException.class, () -> strict.withStaleGrace(wrong));
            assertThrows(IllegalArgumentException.class, () -> strict.withNotNeededUpTo(wrong));
        }
    }
}
