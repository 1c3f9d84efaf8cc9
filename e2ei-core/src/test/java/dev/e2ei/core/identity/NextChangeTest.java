package dev.e2ei.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TestCertificate;
import dev.e2ei.core.pki.TestCrl;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.core.x509.ParsedCertificate;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random hierarchies of two roots, cross-certified authorities, a second key of the authority that signs lists, lists of all
 * ages, policies of all kinds; each judged at all instants at which something may turn, and a second before and after.
 */
@DisplayName("An answer")
class NextChangeTest {
    private static final int HIERARCHIES = 60;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant REGISTERED = Instant.parse("2026-12-01T00:00:00Z");
    private static final long UNIT = 1000;
    private static final TestKey[] ROOTS = {TestKey.p256(), TestKey.p256()};
    private static final TestKey CA = TestKey.p256();
    private static final TestKey SECOND = TestKey.p256();
    private static final TestKey LEAF = TestKey.ed25519();
    private static final String REASON = "2.5.29.21";

    private final Random random = new Random(20260601);
    private final Set<Instant> turns = new TreeSet<>();

    private Instant instant(int from, int to) {
        Instant instant = START.plusSeconds(UNIT * (from + random.nextInt(to - from)));
        turns.add(instant);
        return instant;
    }

    private TestCertificate timed(TestCertificate certificate) {
        return certificate.validity(instant(0, 20), instant(20, 40));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private CertificateChain chain(ParsedCertificate... authorities) {
        List<Bytes> chain = new ArrayList<>();
        chain.add(Bytes.of(timed(TestCertificate.leaf("CA").key(LEAF)).encodedBy(CA)));
        for (ParsedCertificate authority : authorities) {
            chain.add(authority.encoded());
        }
        return new CertificateChain(chain);
    }

    private ParsedCertificate authority(TestKey key, int root) {
        return timed(TestCertificate.authority("CA").key(key).issuer("Root" + root))
                .serialNumber(2 + root)
                .signedBy(ROOTS[root]);
    }

    private CrlRegistry with(CrlRegistry registry, String issuer, TestKey key, long serial, TrustStore trust) {
        if (chance(30)) {
            return registry;
        }
        TestCrl list = TestCrl.of(issuer, instant(0, 30)).number(1).nextUpdate(instant(10, 45));
        if (chance(20)) {
            byte[] reason = {10, 1, (byte) (chance(50) ? 1 : 4)};
            list.revoke(serial, REASON, false, reason);
        }
        return registry.register(
                        URI.create("http://crl.wire.com/" + issuer),
                        list.signedBy(key),
                        trust,
                        TestHierarchy.CRYPTO,
                        REGISTERED)
                .registry();
    }

    private TrustPolicy policy() {
        TrustPolicy policy = chance(50) ? TrustPolicy.wire() : TrustPolicy.strict();
        policy = policy.withUnknownRevocationAccepted(chance(60)).withLeafOnlyRevocation(chance(50));
        if (chance(50)) {
            policy = policy.withStaleCrlGrace(Duration.ofSeconds(UNIT * random.nextInt(5)));
        }
        if (chance(20)) {
            policy = policy.withRevocationNotNeededUpTo(Duration.ofSeconds(UNIT * 20));
        }
        return policy.withClockSkew(Duration.ofSeconds(chance(50) ? 0 : 300));
    }

    private static ParsedCertificate root(int number, Instant from, Instant to) {
        return TestCertificate.authority("Root" + number)
                .key(ROOTS[number])
                .validity(from, to)
                .selfSigned();
    }

    private DeviceFinding find(
            CertificateChain chain, TrustState trust, TrustPolicy policy, Viewpoint view, Instant at) {
        return TestVerdicts.find(chain, Optional.empty(), trust, policy, view, at);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("holds until it says that it may change, before and after, and so does its evidence")
    void holds(Viewpoint viewpoint) {
        Set<DeviceVerdict> met = EnumSet.noneOf(DeviceVerdict.class);
        int changes = 0;
        for (int i = 0; i < HIERARCHIES; i++) {
            turns.clear();
            TrustStore trust = TrustStore.empty();
            for (int root = 0; root < 2; root++) {
                ParsedCertificate anchor = root(root, instant(0, 10), instant(30, 45));
                trust = trust.withAnchor(anchor, TestCertificate.fingerprint(anchor));
            }
            ParsedCertificate[] authorities = chance(60)
                    ? new ParsedCertificate[] {authority(CA, 0), authority(CA, 1)}
                    : new ParsedCertificate[] {authority(CA, 0)};
            TrustStore known = trust.withIntermediate(authorities[0]).withIntermediate(authority(SECOND, 0));
            CrlRegistry lists = with(CrlRegistry.empty(), "CA", CA, 4711, known);
            lists = with(lists, "CA", SECOND, 4711, known);
            lists = with(lists, "Root0", ROOTS[0], 2, known);
            lists = with(lists, "Root1", ROOTS[1], 3, known);
            TrustState state = new TrustState(known, lists);
            TrustPolicy policy = policy();
            CertificateChain chain = chain(authorities);
            changes += check(chain, state, policy, viewpoint, met);
        }
        assertTrue(changes > HIERARCHIES, changes + " changes");
        assertEquals(
                EnumSet.of(
                        DeviceVerdict.VALID,
                        DeviceVerdict.EXPIRED,
                        DeviceVerdict.NOT_YET_VALID,
                        DeviceVerdict.REVOKED,
                        DeviceVerdict.REVOCATION_UNKNOWN),
                met);
    }

    /** Judges at each instant of interest; how many of the announced changes are changes. */
    private int check(
            CertificateChain chain, TrustState state, TrustPolicy policy, Viewpoint viewpoint, Set<DeviceVerdict> met) {
        List<Instant> instants = instants(policy);
        List<DeviceFinding> findings = instants.stream()
                .map(at -> find(chain, state, policy, viewpoint, at))
                .toList();
        int changes = 0;
        for (int i = 0; i < instants.size(); i++) {
            DeviceFinding now = findings.get(i);
            met.add(now.answer());
            Optional<Instant> next = now.nextChange();
            if (next.isPresent()) {
                assertTrue(next.get().isAfter(instants.get(i)));
                assertEquals(
                        now.answer(),
                        find(chain, state, policy, viewpoint, next.get().minusSeconds(1))
                                .answer());
                changes += find(chain, state, policy, viewpoint, next.get()).answer() != now.answer() ? 1 : 0;
            }
            for (int j = 0; j < instants.size(); j++) {
                Instant other = instants.get(j);
                Instant at = instants.get(i);
                Supplier<String> where = () -> now.answer() + " at " + at + ", next " + next + ", at " + other;
                if (j > i && next.filter(change -> !other.isBefore(change)).isEmpty()) {
                    assertEquals(now.answer(), findings.get(j).answer(), where);
                }
                if (now.evidencePeriod().contains(other)) {
                    assertEquals(now.answer(), findings.get(j).answer(), where);
                    assertSameEvidence(now.verdict(), findings.get(j).verdict(), where);
                }
            }
        }
        return changes;
    }

    /** Of one of several paths that are good, another may be found at another instant. */
    private static void assertSameEvidence(ChainVerdict one, ChainVerdict other, Supplier<String> where) {
        if (one.path().equals(other.path())) {
            assertEquals(one.evidence().revocation(), other.evidence().revocation(), where);
            assertEquals(one.notes(), other.notes(), where);
        }
    }

    private List<Instant> instants(TrustPolicy policy) {
        Set<Instant> instants = new TreeSet<>(List.of(START.minusSeconds(UNIT), START.plusSeconds(UNIT * 60)));
        Duration skew = policy.clockSkew();
        Duration grace = policy.revocation().staleGrace();
        for (Instant turn : turns) {
            for (Instant place : List.of(
                    turn, turn.plus(skew), turn.minus(skew), turn.plus(skew).plus(grace))) {
                if (place.isBefore(START.plusSeconds(UNIT * 100))) {
                    instants.addAll(List.of(place.minusSeconds(1), place, place.plusSeconds(1)));
                }
            }
        }
        return List.copyOf(instants);
    }
}
