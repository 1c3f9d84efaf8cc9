package dev.e2ei.api.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A trust policy")
class TrustPolicyTest {
    @Test
    @DisplayName("describes each leniency in one sentence, and strict has none")
    void describes() {
        assertEquals(List.of(), TrustPolicy.strict().describe());
        assertEquals(4, TrustPolicy.wire().describe().size());
        for (TrustPolicy one : List.of(
                TrustPolicy.strict().withUnknownRevocationAccepted(true),
                TrustPolicy.strict().withStaleCrlGrace(Duration.ofHours(24)),
                TrustPolicy.strict().withLeafOnlyRevocation(true),
                TrustPolicy.strict().withRevocationNotNeededUpTo(Duration.ofHours(48)),
                TrustPolicy.strict().withClockSkew(Duration.ofSeconds(90)),
                TrustPolicy.strict().withRsaAccepted(true),
                TrustPolicy.strict().withFurtherPurposesAccepted(true),
                TrustPolicy.strict().withUnverifiedAdditionsAccepted(true))) {
            assertEquals(1, one.describe().size());
        }
        assertEquals(
                List.of("A revocation list still clears certificates for 24 hours after the next one was due."),
                TrustPolicy.strict().withStaleCrlGrace(Duration.ofHours(24)).describe());
    }

    @Test
    @DisplayName("differs from strict by its leniencies only")
    void wire() {
        assertEquals(
                TrustPolicy.strict(),
                TrustPolicy.wire()
                        .withUnknownRevocationAccepted(false)
                        .withStaleCrlGrace(Duration.ZERO)
                        .withRsaAccepted(false)
                        .withFurtherPurposesAccepted(false));
    }

    @Test
    @DisplayName("lets clocks differ by five minutes at most, and no duration be negative")
    void limits() {
        TrustPolicy.strict().withClockSkew(Duration.ofMinutes(5));
        assertThrows(
                IllegalArgumentException.class,
                () -> TrustPolicy.strict().withClockSkew(Duration.ofMinutes(5).plusNanos(1)));
        assertThrows(
                IllegalArgumentException.class, () -> TrustPolicy.wire().withStaleCrlGrace(Duration.ofSeconds(-1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> TrustPolicy.wire().withRevocationNotNeededUpTo(Duration.ofDays(40_000)));
    }
}
