package dev.e2ei.core.pki;

import static dev.e2ei.core.pki.RevocationWorld.CRYPTO;
import static dev.e2ei.core.pki.RevocationWorld.LEAF_SERIAL;
import static dev.e2ei.core.pki.RevocationWorld.NOW;
import static dev.e2ei.core.pki.RevocationWorld.POINT;
import static dev.e2ei.core.pki.RevocationWorld.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.CrlRejectedException;
import dev.e2ei.api.trust.RevocationEvidence;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.pki.RevocationFinding.State;
import dev.e2ei.core.x509.ParsedCertificate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What lists say of a certificate")
class RevocationStatesTest {
    private static final RevocationWorld WORLD = new RevocationWorld();
    private static final byte[] HOLD = {0x0a, 1, 6};
    private static final byte[] REMOVE = {0x0a, 1, 8};

    private static RevocationFinding leaf(CrlRegistry registry) {
        return WORLD.finding(registry, WORLD.leaf);
    }

    private static byte[] time(Instant instant) {
        DerWriter out = new DerWriter();
        String text = instant.toString().replaceAll("[-:T]", "");
        return out.primitive(DerTag.GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII))
                .toByteArray();
    }

    private static byte[] reasonThenInvalidity(int reason, Optional<Instant> invalidity) {
        DerWriter out = new DerWriter();
        if (reason >= 0) {
            TestCrl.writeExtension(out, TestCrl.REASON, false, new byte[] {0x0a, 1, (byte) reason});
        }
        invalidity.ifPresent(date -> TestCrl.writeExtension(out, "2.5.29.24", false, time(date)));
        return out.toByteArray();
    }

    @Test
    @DisplayName("is a state of its own for each cause, with the cause in words and in the evidence")
    void causes() {
        CrlRegistry none = CrlRegistry.empty();
        CrlRegistry otherPoint = WORLD.registry(
                list(-1).about("http://crl.wire.com/other", further -> {}).signedBy(WORLD.caKey));
        CrlRegistry someReasons =
                WORLD.registry(list(-1).about("", further -> further.primitive(DerTag.context(3), new byte[] {6, 0x40}))
                        .signedBy(WORLD.caKey));
        CrlRegistry stale = WORLD.registry(list(-30).signedBy(WORLD.caKey));
        CrlRegistry good = WORLD.registry(list(-1).signedBy(WORLD.caKey));
        CrlRegistry revoked = WORLD.registry(list(-1).revoke(LEAF_SERIAL).signedBy(WORLD.caKey));
        assertState(State.MISSING, "no list of", none);
        assertState(State.OTHER_SCOPE, "another distribution point", otherPoint);
        assertState(State.SOME_REASONS, "do not cover all reasons", someReasons);
        assertState(State.STALE, "overdue", stale);
        assertState(State.GOOD, "not listed", good);
        assertState(State.REVOKED, "revoked on", revoked);
        assertEquals(Duration.ofHours(6), leaf(stale).overdue());
        assertEquals(Optional.of(NOW.minus(Duration.ofHours(6))), leaf(stale).due());
        assertEquals(Optional.empty(), leaf(revoked).due());
        assertEquals(POINT, leaf(good).list().orElseThrow().distributionPoint());
    }

    private static void assertState(State state, String words, CrlRegistry registry) {
        RevocationFinding finding = leaf(registry);
        assertEquals(state, finding.state());
        assertTrue(finding.explanation().contains(words), finding.explanation());
        RevocationEvidence evidence = finding.evidence();
        assertEquals(state.name(), evidence.state().name());
        assertEquals(finding.explanation(), evidence.explanation());
        assertEquals(
                state == State.GOOD || state == State.STALE || state == State.REVOKED,
                evidence.crl().isPresent());
        assertEquals(state == State.REVOKED, finding.revokedSince().isPresent());
        assertEquals(state == State.REVOKED, finding.wasRevokedAt(NOW));
    }

    @Test
    @DisplayName("is the same state name in the API")
    void sameStates() {
        assertEquals(
                Stream.of(State.values()).map(Enum::name).toList(),
                Stream.of(RevocationEvidence.State.values()).map(Enum::name).toList());
    }

    @Test
    @DisplayName("is nothing where its distribution point names the list that it signs itself, registered or not")
    void signedByItself() {
        ParsedCertificate pointed = RevocationWorld.authority(WORLD.caKey, 12)
                .distributionPoints(POINT.toString())
                .signedBy(WORLD.rootKey);
        assertEquals(State.MISSING, WORLD.finding(CrlRegistry.empty(), pointed).state());
        RevocationFinding own = WORLD.finding(WORLD.registry(list(-1).signedBy(WORLD.caKey)), pointed);
        assertEquals(State.SIGNED_BY_ITSELF, own.state());
        assertTrue(own.explanation().contains("signs itself"));
        CrlRegistry both = WORLD.registry(
                list(-1).signedBy(WORLD.caKey),
                TestCrl.of("Root", NOW)
                        .about("", further -> further.primitive(DerTag.context(1), new byte[] {-1}))
                        .signedBy(WORLD.rootKey));
        assertEquals(State.SIGNED_BY_ITSELF, WORLD.finding(both, pointed).state());
        CrlRegistry root = WORLD.registry(TestCrl.of("Root", NOW).signedBy(WORLD.rootKey));
        assertEquals(State.GOOD, WORLD.finding(root, pointed).state());
        CrlRegistry elsewhere = CrlRegistry.empty()
                .register(
                        URI.create("http://crl.wire.com/else"),
                        list(-1).signedBy(WORLD.caKey),
                        WORLD.trust,
                        CRYPTO,
                        NOW)
                .registry();
        assertEquals(State.MISSING, WORLD.finding(elsewhere, pointed).state());
    }

    @Test
    @DisplayName("is nothing new where a key signs a list about its own certificate under its issuer's name")
    void selfIssued() {
        TestKey next = TestKey.p256();
        ParsedCertificate selfIssued = RevocationWorld.authority(next, 9)
                .issuer("CA")
                .distributionPoints(POINT.toString())
                .signedBy(WORLD.caKey);
        TrustStore trust = WORLD.trust.withIntermediate(selfIssued);
        VerifiedPath path =
                new PathBuilder(trust, CRYPTO, PathRequirements.forAuthority(true)).build(selfIssued, List.of());
        CrlRegistry own = CrlRegistry.empty()
                .register(POINT, list(-1).signedBy(next), trust, CRYPTO, NOW)
                .registry();
        assertEquals(
                State.SIGNED_BY_ITSELF,
                RevocationWorld.finding(own, trust, path, NOW, Duration.ZERO).state());
        CrlRegistry issuers = own.register(POINT, list(-1).signedBy(WORLD.caKey), trust, CRYPTO, NOW)
                .registry();
        assertEquals(
                State.GOOD,
                RevocationWorld.finding(issuers, trust, path, NOW, Duration.ZERO)
                        .state());
    }

    @ParameterizedTest(name = "reason {0}, invalid since hour {1}: since hour {2}")
    @CsvSource({
        "-1, , -5",
        "0, , -5",
        "3, , -5",
        "4, , -5",
        "5, , -5",
        "6, , -5",
        "9, , -5",
        "1, , always",
        "2, , always",
        "10, , always",
        "1, -9, -9",
        "2, -9, -9",
        "10, -9, -9",
        "-1, -9, -9",
        "4, -9, -9",
        "1, -2, -5",
        "4, -2, -5"
    })
    @DisplayName(
            "holds since the earlier of revocation and invalidity, and always for a compromised key of unknown date")
    void since(int reason, Integer invalidity, String expected) {
        Optional<Instant> invalidSince =
                Optional.ofNullable(invalidity).map(hours -> NOW.plus(Duration.ofHours(hours)));
        CrlRegistry registry = WORLD.registry(list(-1).revokedOn(
                        NOW.minus(Duration.ofHours(5)), LEAF_SERIAL, reasonThenInvalidity(reason, invalidSince))
                .signedBy(WORLD.caKey));
        RevocationFinding finding = leaf(registry);
        assertEquals(State.REVOKED, finding.state());
        boolean always = expected.equals("always");
        Instant since = always ? Instant.MIN : NOW.plus(Duration.ofHours(Long.parseLong(expected)));
        assertEquals(Optional.of(since), finding.revokedSince());
        assertTrue(finding.wasRevokedAt(since));
        assertEquals(always, finding.wasRevokedAt(NOW.minus(Duration.ofDays(3650))));
        if (!always) {
            assertFalse(finding.wasRevokedAt(since.minusSeconds(1)));
        }
        RevocationEvidence evidence = finding.evidence();
        assertEquals(always ? Optional.empty() : Optional.of(since), evidence.revokedSince());
        assertEquals(reason < 0 ? OptionalInt.empty() : OptionalInt.of(reason), evidence.reason());
        assertEquals(invalidity != null, evidence.explanation().contains("invalid since"));
    }

    @Test
    @DisplayName("holds at once where the revocation date is still to come, and since the earliest of several entries")
    void dates() {
        CrlRegistry later = WORLD.registry(list(-1).revokedOn(NOW.plus(Duration.ofDays(9)), LEAF_SERIAL, new byte[0])
                .signedBy(WORLD.caKey));
        assertEquals(Optional.of(NOW.minus(Duration.ofHours(1))), leaf(later).revokedSince());
        CrlRegistry several = WORLD.registry(
                list(-1).revoke(LEAF_SERIAL)
                        .revokedOn(NOW.minus(Duration.ofHours(20)), LEAF_SERIAL, new byte[0])
                        .signedBy(WORLD.caKey),
                list(-2).revokedOn(NOW.minus(Duration.ofHours(30)), LEAF_SERIAL, new byte[0])
                        .signedBy(WORLD.secondKey));
        assertEquals(Optional.of(NOW.minus(Duration.ofHours(30))), leaf(several).revokedSince());
    }

    @Test
    @DisplayName("is revoked while a certificate is on hold, and good when the next list has no entry, or removes it")
    void hold() {
        byte[] held = list(-3).number(1)
                .revoke(LEAF_SERIAL, TestCrl.REASON, false, HOLD)
                .signedBy(WORLD.caKey);
        assertEquals(State.REVOKED, leaf(WORLD.registry(held)).state());
        byte[] released = list(-2).number(2).signedBy(WORLD.caKey);
        assertEquals(State.GOOD, leaf(WORLD.registry(held, released)).state());
        byte[] removed = list(-2).number(2)
                .revoke(LEAF_SERIAL, TestCrl.REASON, false, REMOVE)
                .signedBy(WORLD.caKey);
        assertEquals(State.GOOD, leaf(WORLD.registry(held, removed)).state());
        byte[] both = list(-2).number(2)
                .revoke(LEAF_SERIAL, TestCrl.REASON, false, REMOVE)
                .revoke(LEAF_SERIAL)
                .signedBy(WORLD.caKey);
        assertEquals(State.REVOKED, leaf(WORLD.registry(both)).state());
        byte[] tie = list(-3).number(1)
                .revoke(LEAF_SERIAL, TestCrl.REASON, false, REMOVE)
                .signedBy(WORLD.caKey);
        assertThrows(CrlRejectedException.class, () -> WORLD.registry(held, tie), "a tie drops no entry");
    }

    @ParameterizedTest(name = "skew {0} s")
    @ValueSource(ints = {0, 300})
    @DisplayName("V6 is current up to the second at which the next list is due, and the skew after it")
    void due(int skew) {
        Instant due = NOW.plus(Duration.ofHours(2));
        CrlRegistry registry = WORLD.registry(list(-1).nextUpdate(due).signedBy(WORLD.caKey));
        for (int second = -1; second <= 1; second++) {
            Instant at = due.plusSeconds(skew + second);
            RevocationFinding finding = WORLD.finding(registry, WORLD.leaf, at, Duration.ofSeconds(skew));
            assertEquals(second > 0 ? State.STALE : State.GOOD, finding.state(), "second " + second);
            assertEquals(Duration.ofSeconds(Math.max(0, second)), finding.overdue());
            RevocationFinding within =
                    WORLD.finding(registry, WORLD.leaf, at.plusNanos(999_999_999), Duration.ofSeconds(skew));
            assertEquals(finding.state(), within.state(), "to the second");
        }
    }

    @Test
    @DisplayName("V6 is taken up to five minutes from the future, whatever the policy")
    void fromTheFuture() {
        for (int second = -1; second <= 1; second++) {
            byte[] list = TestCrl.of("CA", NOW.plusSeconds(300 + second)).signedBy(WORLD.caKey);
            if (second <= 0) {
                assertEquals(State.GOOD, leaf(WORLD.registry(list)).state());
            } else {
                assertEquals(
                        CrlRejectedException.Reason.NOT_YET_VALID,
                        assertThrows(CrlRejectedException.class, () -> WORLD.registry(list))
                                .reason());
            }
        }
    }

    @ParameterizedTest(name = "{0} days")
    @ValueSource(ints = {-3650, -1, 0, 1, 3650})
    @DisplayName("V6 stays revoked whatever the clock says, by the issuer's key or another one of its name")
    void clockJumps(int days) {
        Instant at = NOW.plus(Duration.ofDays(days));
        for (TestKey key : List.of(WORLD.caKey, WORLD.secondKey)) {
            CrlRegistry registry = WORLD.registry(list(-1).revoke(LEAF_SERIAL).signedBy(key));
            assertEquals(
                    State.REVOKED,
                    WORLD.finding(registry, WORLD.leaf, at, Duration.ZERO).state());
        }
    }
}
