package dev.e2ei.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.identity.DeviceStatus;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TestCertificate;
import dev.e2ei.core.pki.TestCrl;
import dev.e2ei.core.pki.TestExtensions;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.pki.TestName;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.pki.TrustStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The verdict on a device")
class DeviceVerdictRuleTest {
    private static final TestHierarchy HIERARCHY = new TestHierarchy();
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final URI POINT = URI.create("http://crl.wire.com/");

    private static ChainVerdict judge(CertificateChain chain, CrlRegistry crls, TrustPolicy policy, Instant at) {
        return TestVerdicts.judge(chain, HIERARCHY.trust, crls, policy, at);
    }

    private static DeviceVerdict verdict(TestCertificate leaf) {
        return judge(HIERARCHY.chain(leaf), CrlRegistry.empty(), TrustPolicy.wire(), NOW)
                .verdict();
    }

    /** What is registered for an authority: nothing, a list that clears, one that revokes; current or overdue. */
    private static CrlRegistry with(CrlRegistry registry, String issuer, TestKey key, String state, long serialNumber) {
        if (state.equals("none")) {
            return registry;
        }
        Instant issued = NOW.minus(Duration.ofHours(state.contains("overdue") ? 48 : 1));
        TestCrl list = TestCrl.of(issuer, issued).number(1);
        if (state.startsWith("revoked")) {
            list.revoke(serialNumber);
        }
        TrustStore trust = HIERARCHY.trust.withIntermediate(HIERARCHY.ca);
        return registry.register(POINT, list.signedBy(key), trust, TestHierarchy.CRYPTO, NOW)
                .registry();
    }

    @Test
    @DisplayName("is revoked by a list that names another distribution point, and not cleared by one")
    void listOfAnotherPoint() {
        CertificateChain chain = HIERARCHY.chain(HIERARCHY.leaf());
        TrustPolicy leafOnly = TrustPolicy.strict().withLeafOnlyRevocation(true);
        TestCrl clear = TestCrl.of("CA", NOW).number(1).about("http://crl.wire.com/elsewhere", out -> {});
        CrlRegistry crls = registered(clear);
        ChainVerdict verdict = judge(chain, crls, leafOnly, NOW);
        assertEquals(DeviceVerdict.REVOCATION_UNKNOWN, verdict.verdict());
        assertTrue(verdict.explanation().contains("another distribution point"), verdict.explanation());
        TestCrl revoking =
                TestCrl.of("CA", NOW).number(1).revoke(4711).about("http://crl.wire.com/elsewhere", out -> {});
        assertEquals(
                DeviceVerdict.REVOKED,
                judge(chain, registered(revoking), TrustPolicy.wire(), NOW).verdict());
    }

    private static CrlRegistry registered(TestCrl list) {
        TrustStore trust = HIERARCHY.trust.withIntermediate(HIERARCHY.ca);
        return CrlRegistry.empty()
                .register(POINT, list.signedBy(HIERARCHY.caKey), trust, TestHierarchy.CRYPTO, NOW)
                .registry();
    }

    @ParameterizedTest(name = "leaf {0}, authority {1}: wire {2}, strict {3}, strict and leaf only {4}")
    @CsvSource({
        "none,            none,    VALID,   REVOCATION_UNKNOWN, REVOCATION_UNKNOWN",
        "none,            clear,   VALID,   REVOCATION_UNKNOWN, REVOCATION_UNKNOWN",
        "none,            revoked, REVOKED, REVOKED,            REVOCATION_UNKNOWN",
        "clear,           none,    VALID,   REVOCATION_UNKNOWN, VALID",
        "clear,           clear,   VALID,   VALID,              VALID",
        "clear,           revoked, REVOKED, REVOKED,            VALID",
        "clear,           overdue, VALID,   REVOCATION_UNKNOWN, VALID",
        "clear overdue,   clear,   VALID,   REVOCATION_UNKNOWN, REVOCATION_UNKNOWN",
        "revoked,         none,    REVOKED, REVOKED,            REVOKED",
        "revoked,         clear,   REVOKED, REVOKED,            REVOKED",
        "revoked,         revoked, REVOKED, REVOKED,            REVOKED",
        "revoked overdue, none,    REVOKED, REVOKED,            REVOKED",
        "revoked overdue, clear,   REVOKED, REVOKED,            REVOKED"
    })
    @DisplayName("follows the lists and the policy")
    void truthTable(String leaf, String authority, DeviceVerdict wire, DeviceVerdict strict, DeviceVerdict leafOnly) {
        CrlRegistry crls = with(CrlRegistry.empty(), "CA", HIERARCHY.caKey, leaf, 4711);
        crls = with(crls, "Root", HIERARCHY.rootKey, authority, 2);
        CertificateChain chain = HIERARCHY.chain(HIERARCHY.leaf());
        assertEquals(wire, judge(chain, crls, TrustPolicy.wire(), NOW).verdict());
        assertEquals(strict, judge(chain, crls, TrustPolicy.strict(), NOW).verdict());
        assertEquals(
                leafOnly,
                judge(chain, crls, TrustPolicy.strict().withLeafOnlyRevocation(true), NOW)
                        .verdict());
    }

    @Test
    @DisplayName("says what the policy let pass, and what the certificate proves")
    void evidence() {
        ChainVerdict verdict = judge(HIERARCHY.chain(HIERARCHY.leaf()), CrlRegistry.empty(), TrustPolicy.wire(), NOW);
        assertEquals(2, verdict.notes().size());
        assertTrue(
                verdict.notes().get(0).contains("revocation not checked"),
                verdict.notes().toString());
        assertEquals("Alice Smith", verdict.identity().orElseThrow().displayName());
        assertEquals("1267", verdict.identity().orElseThrow().serialNumber());
        assertEquals(3, verdict.path().size());
        assertEquals("CN=Root", verdict.path().get(2));
        assertFalse(verdict.explanation().contains("Alice"));
    }

    @ParameterizedTest(name = "{0} s after its last second: {1}; before its first: {2}")
    @CsvSource({"-1, VALID, NOT_YET_VALID", "0, VALID, VALID", "1, EXPIRED, VALID", "0.999, VALID, VALID"})
    @DisplayName("changes at the bounds of validity")
    void bounds(double seconds, DeviceVerdict afterEnd, DeviceVerdict afterBeginning) {
        Duration offset = Duration.ofMillis(Math.round(seconds * 1000));
        CertificateChain chain = HIERARCHY.chain(HIERARCHY.leaf());
        assertEquals(
                afterEnd,
                judge(chain, CrlRegistry.empty(), TrustPolicy.wire(), TestCertificate.TO.plus(offset))
                        .verdict());
        assertEquals(
                afterBeginning,
                judge(chain, CrlRegistry.empty(), TrustPolicy.wire(), TestCertificate.FROM.plus(offset))
                        .verdict());
    }

    @Test
    @DisplayName("allows clocks to differ as far as the policy says")
    void clockSkew() {
        TrustPolicy skewed = TrustPolicy.wire().withClockSkew(Duration.ofSeconds(60));
        CertificateChain chain = HIERARCHY.chain(HIERARCHY.leaf());
        assertEquals(
                DeviceVerdict.VALID,
                judge(chain, CrlRegistry.empty(), skewed, TestCertificate.TO.plusSeconds(60))
                        .verdict());
        assertEquals(
                DeviceVerdict.EXPIRED,
                judge(chain, CrlRegistry.empty(), skewed, TestCertificate.TO.plusSeconds(61))
                        .verdict());
    }

    @Test
    @DisplayName("knows when it will change: when a list is overdue, then when the leaf expires")
    void nextChange() {
        CrlRegistry crls = with(CrlRegistry.empty(), "CA", HIERARCHY.caKey, "clear", 4711);
        crls = with(crls, "Root", HIERARCHY.rootKey, "clear", 2);
        CertificateChain chain = HIERARCHY.chain(HIERARCHY.leaf());
        ChainVerdict verdict = judge(chain, crls, TrustPolicy.strict(), NOW);
        Instant change = verdict.nextChange().orElseThrow();
        assertEquals(NOW.plus(Duration.ofHours(23)).plusSeconds(1), change);
        assertEquals(
                DeviceVerdict.VALID,
                judge(chain, crls, TrustPolicy.strict(), change.minusSeconds(1)).verdict());
        assertEquals(
                DeviceVerdict.REVOCATION_UNKNOWN,
                judge(chain, crls, TrustPolicy.strict(), change).verdict());
    }

    @Test
    @DisplayName("stays REVOKED while the list becomes overdue and the leaf expires")
    void revokedForGood() {
        CrlRegistry crls = with(CrlRegistry.empty(), "CA", HIERARCHY.caKey, "revoked", 4711);
        CertificateChain chain =
                HIERARCHY.chain(HIERARCHY.leaf().validity(NOW.minusSeconds(60), NOW.plusSeconds(3600)));
        ChainVerdict verdict = judge(chain, crls, TrustPolicy.strict(), NOW);
        assertEquals(DeviceVerdict.REVOKED, verdict.verdict());
        assertTrue(verdict.nextChange().isEmpty(), "for good");
        for (Instant at : List.of(NOW.plusSeconds(86_400), TestCertificate.TO.plusSeconds(1), Instant.EPOCH)) {
            assertEquals(
                    DeviceVerdict.REVOKED,
                    judge(chain, crls, TrustPolicy.strict(), at).verdict());
        }
    }

    @Test
    @DisplayName("lets short-lived certificates and overdue lists pass where the policy says so")
    void leniencies() {
        CertificateChain shortLived =
                HIERARCHY.chain(HIERARCHY.leaf().validity(NOW.minusSeconds(3600), NOW.plusSeconds(3600)));
        TrustPolicy brief =
                TrustPolicy.strict().withLeafOnlyRevocation(true).withRevocationNotNeededUpTo(Duration.ofHours(2));
        assertEquals(
                DeviceVerdict.VALID,
                judge(shortLived, CrlRegistry.empty(), brief, NOW).verdict());
        assertEquals(
                DeviceVerdict.REVOCATION_UNKNOWN,
                judge(HIERARCHY.chain(HIERARCHY.leaf()), CrlRegistry.empty(), brief, NOW)
                        .verdict());
        CrlRegistry overdue = with(CrlRegistry.empty(), "CA", HIERARCHY.caKey, "clear overdue", 4711);
        TrustPolicy graceful = TrustPolicy.strict().withLeafOnlyRevocation(true).withStaleCrlGrace(Duration.ofDays(1));
        CertificateChain chain = HIERARCHY.chain(HIERARCHY.leaf());
        assertEquals(DeviceVerdict.VALID, judge(chain, overdue, graceful, NOW).verdict());
        assertEquals(
                DeviceVerdict.REVOCATION_UNKNOWN,
                judge(chain, overdue, graceful, NOW.plusSeconds(1)).verdict());
    }

    @Test
    @DisplayName("keeps broken, forged and foreign leaves apart")
    void kinds() {
        assertEquals(DeviceVerdict.VALID, verdict(HIERARCHY.leaf()));
        assertEquals(DeviceVerdict.UNTRUSTED, verdict(TestCertificate.leaf("Other CA")));
        assertEquals(
                DeviceVerdict.BAD_SIGNATURE,
                judge(
                                HIERARCHY.chain(HIERARCHY.leaf().encodedBy(TestKey.p256())),
                                CrlRegistry.empty(),
                                TrustPolicy.wire(),
                                NOW)
                        .verdict());
        assertEquals(
                DeviceVerdict.NAME_CONSTRAINT,
                verdict(HIERARCHY
                        .leaf()
                        .subject(TestName.of("O", "evil.com", "CN", "Eve"))
                        .names(
                                "uri:" + TestCertificate.HANDLE.replace("wire.com", "evil.com"),
                                "uri:" + TestCertificate.CLIENT_ID.replace("wire.com", "evil.com"))));
        assertEquals(DeviceVerdict.MALFORMED, verdict(HIERARCHY.leaf().extension("1.2.3", true, new byte[] {5, 0})));
        assertEquals(
                DeviceVerdict.MALFORMED,
                verdict(HIERARCHY.leaf().extension("2.5.29.15", true, TestExtensions.keyUsage(0x84))));
        assertEquals(
                DeviceVerdict.MALFORMED,
                judge(HIERARCHY.chain(new byte[] {1, 2, 3}), CrlRegistry.empty(), TrustPolicy.wire(), NOW)
                        .verdict());
    }

    @Test
    @DisplayName("has an identity exactly where a path verifies, and is Valid only where it is proven")
    void identities() {
        CrlRegistry revoked = with(CrlRegistry.empty(), "CA", HIERARCHY.caKey, "revoked", 4711);
        CertificateChain chain = HIERARCHY.chain(HIERARCHY.leaf());
        assertTrue(judge(chain, revoked, TrustPolicy.wire(), NOW).identity().isPresent());
        Instant late = TestCertificate.TO.plusSeconds(1);
        assertTrue(judge(chain, CrlRegistry.empty(), TrustPolicy.wire(), late)
                .identity()
                .isPresent());
        ChainVerdict untrusted =
                judge(HIERARCHY.chain(TestCertificate.leaf("Other CA")), CrlRegistry.empty(), TrustPolicy.wire(), NOW);
        assertTrue(untrusted.identity().isEmpty());
        assertEquals(DeviceStatus.Revoked, untrusted.verdict().status());
    }

    @Test
    @DisplayName("is KEY_MISMATCH where the device uses another key")
    void keyMismatch() {
        CertificateChain chain = HIERARCHY.chain(HIERARCHY.leaf());
        for (Bytes key : List.of(HIERARCHY.leafKey.mlsKey(), TestKey.ed25519().mlsKey())) {
            DeviceVerdict expected =
                    key.equals(HIERARCHY.leafKey.mlsKey()) ? DeviceVerdict.VALID : DeviceVerdict.KEY_MISMATCH;
            assertEquals(
                    expected,
                    TestVerdicts.find(
                                    chain,
                                    Optional.of(key),
                                    new TrustState(HIERARCHY.trust, CrlRegistry.empty()),
                                    TrustPolicy.wire(),
                                    Viewpoint.STANDING,
                                    NOW)
                            .answer());
        }
    }

    @Test
    @DisplayName("explains that an authority's own list says nothing about itself")
    void ownList() {
        TestHierarchy own = HIERARCHY;
        var pointed = TestCertificate.authority("CA")
                .key(own.caKey)
                .issuer("Root")
                .serialNumber(2)
                .distributionPoints(POINT.toString())
                .signedBy(own.rootKey);
        CrlRegistry crls = CrlRegistry.empty()
                .register(
                        POINT,
                        TestCrl.of("CA", NOW).signedBy(own.caKey),
                        own.trust.withIntermediate(pointed),
                        TestHierarchy.CRYPTO,
                        NOW)
                .registry();
        CertificateChain chain =
                new CertificateChain(List.of(Bytes.of(own.leaf().encodedBy(own.caKey)), pointed.encoded()));
        ChainVerdict wire = judge(chain, crls, TrustPolicy.wire(), NOW);
        assertEquals(DeviceVerdict.VALID, wire.verdict());
        assertTrue(wire.notes().get(0).contains("signs itself"), wire.notes().toString());
        assertEquals(
                DeviceVerdict.REVOCATION_UNKNOWN,
                judge(chain, crls, TrustPolicy.strict(), NOW).verdict());
    }
}
