package dev.e2ei.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.RevocationEvidence;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TestCertificate;
import dev.e2ei.core.pki.TestCrl;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.core.x509.ParsedCertificate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The sender of what was sent some time ago")
class BacklogVerdictTest {
    private static final TestHierarchy HIERARCHY = new TestHierarchy();
    private static final Instant LISTED = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant NOW = LISTED.plus(Duration.ofDays(14));
    private static final String REASON = "2.5.29.21";
    private static final String INVALIDITY_DATE = "2.5.29.24";
    private static final CertificateChain CHAIN = HIERARCHY.chain(HIERARCHY.leaf());

    private static byte[] reason(int code) {
        return new byte[] {10, 1, (byte) code};
    }

    private static TrustState trust(TestCrl list) {
        TrustStore known = HIERARCHY.trust.withIntermediate(HIERARCHY.ca);
        CrlRegistry lists = CrlRegistry.empty()
                .register(
                        URI.create("http://crl.wire.com/"),
                        list.signedBy(HIERARCHY.caKey),
                        known,
                        TestHierarchy.CRYPTO,
                        NOW)
                .registry();
        return new TrustState(known, lists);
    }

    private static DeviceVerdict verdict(TrustState trust, Viewpoint viewpoint, Instant at) {
        return TestVerdicts.find(CHAIN, Optional.empty(), trust, TrustPolicy.wire(), viewpoint, at)
                .answer();
    }

    @ParameterizedTest(name = "reason {0}: reaches back {1}")
    @CsvSource({
        "-1, false",
        "0, false",
        "1, true",
        "2, true",
        "3, false",
        "4, false",
        "5, false",
        "6, false",
        "9, false",
        "10, true"
    })
    @DisplayName("was revoked from its revocation on, or ever since where its key may have been another's")
    void reasons(int code, boolean reachesBack) {
        TestCrl list = TestCrl.of("CA", LISTED).number(1);
        TrustState trust = trust(code < 0 ? list.revoke(4711) : list.revoke(4711, REASON, false, reason(code)));
        DeviceVerdict before = reachesBack ? DeviceVerdict.REVOKED : DeviceVerdict.VALID;
        assertEquals(before, verdict(trust, Viewpoint.BACKLOG, TestCertificate.FROM));
        assertEquals(before, verdict(trust, Viewpoint.BACKLOG, LISTED.minusSeconds(1)));
        assertEquals(DeviceVerdict.REVOKED, verdict(trust, Viewpoint.BACKLOG, LISTED));
        assertEquals(DeviceVerdict.REVOKED, verdict(trust, Viewpoint.BACKLOG, LISTED.plusSeconds(1)));
        for (Instant at : List.of(Instant.EPOCH, TestCertificate.FROM, LISTED.minusSeconds(1), LISTED, NOW)) {
            assertEquals(DeviceVerdict.REVOKED, verdict(trust, Viewpoint.STANDING, at), "V6 at " + at);
        }
    }

    @Test
    @DisplayName("was revoked since the invalidity date, where there is one")
    void invalidityDate() {
        Instant since = LISTED.minus(Duration.ofDays(3));
        byte[] date = new DerWriter()
                .primitive(DerTag.GENERALIZED_TIME, "20260529120000Z".getBytes(StandardCharsets.US_ASCII))
                .toByteArray();
        TrustState trust = trust(TestCrl.of("CA", LISTED).number(1).revoke(4711, INVALIDITY_DATE, false, date));
        assertEquals(DeviceVerdict.VALID, verdict(trust, Viewpoint.BACKLOG, since.minusSeconds(1)));
        assertEquals(DeviceVerdict.REVOKED, verdict(trust, Viewpoint.BACKLOG, since));
    }

    @Test
    @DisplayName("was valid before it was revoked, and the evidence says since when it is not")
    void evidence() {
        TrustState trust = trust(TestCrl.of("CA", LISTED).number(7).revoke(4711, REASON, false, reason(4)));
        Instant then = LISTED.minusSeconds(60);
        DeviceFinding finding =
                TestVerdicts.find(CHAIN, Optional.empty(), trust, TrustPolicy.wire(), Viewpoint.BACKLOG, then);
        assertEquals(DeviceVerdict.VALID, finding.answer());
        assertEquals(Optional.of(LISTED), finding.nextChange());
        RevocationEvidence evidence = finding.verdict().evidence().revocation().get(0);
        assertEquals(RevocationEvidence.State.REVOKED, evidence.state());
        assertEquals(Optional.of(LISTED), evidence.revokedSince());
        assertEquals(4, evidence.reason().orElseThrow());
        assertTrue(finding.verdict().notes().get(0).contains("reason superseded"), finding.verdict()::describe);
    }

    @Test
    @DisplayName("was valid before it expired, and valid under strict() while the list of today answers")
    void expiredSince() {
        TrustStore known = HIERARCHY.trust.withIntermediate(HIERARCHY.ca);
        Instant end = LISTED.plus(Duration.ofDays(7));
        CertificateChain brief = HIERARCHY.chain(HIERARCHY.leaf().validity(LISTED, end));
        CrlRegistry lists = CrlRegistry.empty()
                .register(
                        URI.create("http://crl.wire.com/"),
                        TestCrl.of("CA", NOW.minusSeconds(3600)).number(1).signedBy(HIERARCHY.caKey),
                        known,
                        TestHierarchy.CRYPTO,
                        NOW)
                .registry();
        TrustPolicy policy = TrustPolicy.strict().withLeafOnlyRevocation(true);
        TrustState trust = new TrustState(known, lists);
        assertEquals(
                DeviceVerdict.VALID,
                TestVerdicts.find(brief, Optional.empty(), trust, policy, Viewpoint.BACKLOG, end)
                        .answer());
        assertEquals(
                DeviceVerdict.EXPIRED,
                TestVerdicts.find(brief, Optional.empty(), trust, policy, Viewpoint.STANDING, NOW)
                        .answer());
    }

    @Test
    @DisplayName("V6 stays revoked when the signer of the list is over, or the clock is before its beginning")
    void signerIsOver() {
        TestKey second = TestKey.p256();
        Instant from = LISTED.minus(Duration.ofDays(1));
        Instant to = LISTED.plus(Duration.ofDays(1));
        ParsedCertificate signer = TestCertificate.authority("CA")
                .key(second)
                .issuer("Root")
                .serialNumber(3)
                .validity(from, to)
                .signedBy(HIERARCHY.rootKey);
        TrustStore known = HIERARCHY.trust.withIntermediate(HIERARCHY.ca).withIntermediate(signer);
        TrustPolicy policy = TrustPolicy.strict().withLeafOnlyRevocation(true);
        for (boolean revokes : new boolean[] {true, false}) {
            TestCrl list = TestCrl.of("CA", LISTED).nextUpdate(NOW.plus(Duration.ofDays(30)));
            byte[] octets = (revokes ? list.revoke(4711) : list).signedBy(second);
            CrlRegistry lists = CrlRegistry.empty()
                    .register(URI.create("http://crl.wire.com/"), octets, known, TestHierarchy.CRYPTO, NOW)
                    .registry();
            for (Instant at : List.of(from.minusSeconds(1), LISTED, to.plusSeconds(1))) {
                DeviceVerdict cleared = at.equals(LISTED) ? DeviceVerdict.VALID : DeviceVerdict.REVOCATION_UNKNOWN;
                assertEquals(
                        revokes ? DeviceVerdict.REVOKED : cleared,
                        TestVerdicts.find(
                                        CHAIN,
                                        Optional.empty(),
                                        new TrustState(known, lists),
                                        policy,
                                        Viewpoint.STANDING,
                                        at)
                                .answer(),
                        "at " + at);
            }
        }
    }
}
