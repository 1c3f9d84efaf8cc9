package dev.e2ei.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.DeviceReport;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.Comparison;
import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.api.trust.RevocationEvidence;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.api.trust.VerdictEvidence;
import dev.e2ei.core.identity.TestDevice.Kind;
import dev.e2ei.core.pki.TestCertificate;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.pki.TrustState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The evidence of a verdict")
class VerdictEvidenceTest {
    private static final Instant NOW = TestDevice.NOW;
    private static final Ciphersuite SUITE = Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519;

    private static DeviceReport report(MemberCredential member, TrustState trust, TrustPolicy policy, Instant at) {
        DeviceVerdicts verdicts = new DeviceVerdicts(policy, TestDevice.CRYPTO, TestDevice::sha256);
        return new DeviceReports(verdicts, trust, SUITE, TestDevice::sha256).report(member, at);
    }

    private static ChainVerdict verdict(MemberCredential member, TrustState trust, TrustPolicy policy, Instant at) {
        return TestVerdicts.find(
                        member.chain().orElseThrow(),
                        Optional.of(member.signatureKey()),
                        trust,
                        policy,
                        Viewpoint.STANDING,
                        at)
                .verdict();
    }

    private static ChainVerdict verdict(Kind kind) {
        return verdict(TestDevice.member(kind, 3), TestDevice.trustedWithLists(), TrustPolicy.wire(), NOW);
    }

    @Test
    @DisplayName("is there for each of the twelve, and names nobody but in the path")
    void allTwelve() {
        Set<DeviceVerdict> met = EnumSet.noneOf(DeviceVerdict.class);
        for (Kind kind : Kind.values()) {
            MemberCredential member = TestDevice.member(kind, 3);
            met.add(assertTold(report(member, TestDevice.trustedWithLists(), TrustPolicy.wire(), NOW)));
            met.add(assertTold(report(member, TestDevice.nothingTrusted(), TrustPolicy.wire(), NOW)));
            met.add(assertTold(report(member, TestDevice.trusted(), TrustPolicy.strict(), NOW)));
        }
        assertEquals(EnumSet.allOf(DeviceVerdict.class), met);
    }

    @Test
    @DisplayName("is described in lines, the verdict first")
    void described() {
        Set<DeviceVerdict> met = EnumSet.of(VerdictWords.notEnrolled().verdict());
        assertEquals(
                "NOT_ENROLLED: a Basic credential: there is no certificate\n",
                VerdictWords.notEnrolled().describe());
        for (Kind kind : Kind.values()) {
            MemberCredential member = TestDevice.member(kind, 3);
            for (TrustState trust :
                    List.of(TestDevice.trustedWithLists(), TestDevice.trusted(), TestDevice.nothingTrusted())) {
                if (kind != Kind.BASIC) {
                    ChainVerdict verdict = verdict(member, trust, TrustPolicy.strict(), NOW);
                    List<String> lines = verdict.describe().lines().toList();
                    assertTrue(lines.get(0).startsWith(verdict.verdict().name()), lines::toString);
                    assertTrue(verdict.describe().endsWith("\n"));
                    verdict.evidence().comparison().ifPresent(comparison -> {
                        assertEquals("  expected  " + comparison.expected(), lines.get(2));
                        assertEquals("  found     " + comparison.found(), lines.get(3));
                    });
                    met.add(verdict.verdict());
                }
            }
        }
        assertEquals(EnumSet.allOf(DeviceVerdict.class), met);
    }

    private static DeviceVerdict assertTold(DeviceReport report) {
        VerdictEvidence evidence = report.evidence();
        boolean refused = report.verdict() != DeviceVerdict.VALID && report.verdict() != DeviceVerdict.NOT_ENROLLED;
        assertEquals(refused, evidence.comparison().isPresent(), report::explanation);
        evidence.comparison().ifPresent(comparison -> {
            assertFalse(comparison.expected().isBlank() || comparison.found().isBlank());
            assertTrue(report.explanation().contains(comparison.expected()));
            assertTrue(report.explanation().contains(comparison.found()));
        });
        boolean path = switch (report.verdict()) {
            case VALID, EXPIRED, NOT_YET_VALID, REVOKED, REVOCATION_UNKNOWN -> true;
            default -> false;
        };
        assertEquals(path ? 3 : 0, evidence.path().size());
        assertEquals(path ? 2 : 0, evidence.revocation().size());
        String words = report.explanation()
                + evidence.comparison()
                + report.notes()
                + evidence.revocation().stream()
                        .map(RevocationEvidence::explanation)
                        .toList();
        for (String name : List.of("Alice", "Smith", "Eve", "alice_wire")) {
            assertFalse(words.contains(name), words);
        }
        return report.verdict();
    }

    @Test
    @DisplayName("is the path with the anchor last, and each certificate's answer with the list that gave it")
    void path() {
        ChainVerdict verdict = verdict(Kind.VALID);
        assertEquals(List.of("CN=Alice Smith,O=wire.com", "CN=CA", "CN=Root"), verdict.path());
        assertEquals("1267", verdict.evidence().path().get(0).serialNumber());
        List<RevocationEvidence> revocation = verdict.evidence().revocation();
        assertEquals(
                List.of("CN=Alice Smith,O=wire.com", "CN=CA"),
                revocation.stream().map(RevocationEvidence::subject).toList());
        List<RegisteredCrl> lists =
                revocation.stream().map(answer -> answer.crl().orElseThrow()).toList();
        assertEquals(
                List.of("CN=CA", "CN=Root"),
                lists.stream().map(RegisteredCrl::issuer).toList());
        assertEquals(TestDevice.trustedWithLists().crls().registered(), lists);
        assertTrue(revocation.stream().allMatch(answer -> answer.state() == RevocationEvidence.State.GOOD));
        assertTrue(verdict.evidence().comparison().isEmpty());
    }

    @Test
    @DisplayName("is the list that revokes: its number, its date, the entry's date")
    void revoked() {
        ChainVerdict verdict = verdict(Kind.REVOKED);
        RevocationEvidence answer = verdict.evidence().revocation().get(0);
        assertEquals(RevocationEvidence.State.REVOKED, answer.state());
        assertEquals(Optional.of(NOW), answer.revokedSince());
        assertEquals(1, answer.crl().orElseThrow().number().orElseThrow().intValue());
        String found = comparison(verdict).found();
        assertTrue(found.contains("revoked on " + NOW) && found.contains("number 1") && found.contains("029a"), found);
        assertTrue(verdict.nextChange().isEmpty());
    }

    private static Comparison comparison(ChainVerdict verdict) {
        return verdict.evidence().comparison().orElseThrow();
    }

    @Test
    @DisplayName("is the bound and the instant where time decides")
    void time() {
        Comparison expired = comparison(verdict(Kind.EXPIRED));
        assertEquals("EXPIRED", expired.rule());
        assertTrue(expired.expected().contains(NOW.minusSeconds(3600).toString()), expired::toString);
        assertEquals(NOW.toString(), expired.found());
        ChainVerdict early = verdict(Kind.NOT_YET_VALID);
        assertEquals("NOT_YET_VALID", comparison(early).rule());
        assertTrue(comparison(early).expected().contains(NOW.plusSeconds(3600).toString()));
        assertEquals(Optional.of(NOW.plusSeconds(3600)), early.nextChange());
    }

    @Test
    @DisplayName("is why revocation is not known")
    void unknown() {
        MemberCredential member = TestDevice.member(Kind.VALID, 3);
        ChainVerdict missing = verdict(member, TestDevice.trusted(), TrustPolicy.strict(), NOW);
        assertEquals(DeviceVerdict.REVOCATION_UNKNOWN, missing.verdict());
        assertTrue(comparison(missing).found().contains("no list of CA certificate of CN=CA"), missing::describe);
        Instant late = NOW.plus(Duration.ofDays(2));
        ChainVerdict stale = verdict(member, TestDevice.trustedWithLists(), TrustPolicy.strict(), late);
        assertEquals(DeviceVerdict.REVOCATION_UNKNOWN, stale.verdict());
        assertTrue(comparison(stale).found().contains("overdue"), stale::describe);
        assertEquals(
                RevocationEvidence.State.STALE,
                stale.evidence().revocation().get(0).state());
        assertEquals(Optional.of(TestCertificate.TO.plusSeconds(1)), stale.nextChange(), "when it is over");
    }

    @Test
    @DisplayName("is both keys' thumbprints, as they are shown")
    void keys() {
        MemberCredential member = TestDevice.member(Kind.VALID, 3);
        CertificateChain chain = member.chain().orElseThrow();
        Bytes other = TestKey.ed25519().mlsKey();
        Comparison comparison = comparison(
                verdict(MemberCredential.x509(3, chain, other), TestDevice.trusted(), TrustPolicy.wire(), NOW));
        assertEquals("KEY_MISMATCH", comparison.rule());
        assertTrue(comparison
                .expected()
                .endsWith(KeyThumbprint.of(SUITE, other, TestDevice::sha256).base64Url()));
        assertTrue(comparison
                .found()
                .endsWith(KeyThumbprint.of(SUITE, member.signatureKey(), TestDevice::sha256)
                        .base64Url()));
        for (Bytes odd : List.of(TestKey.p256().mlsKey(), Bytes.EMPTY, Bytes.of(new byte[31]))) {
            Comparison of = comparison(
                    verdict(MemberCredential.x509(3, chain, odd), TestDevice.trusted(), TrustPolicy.wire(), NOW));
            assertTrue(of.expected().endsWith(odd.size() + " octets of another form"), of::toString);
        }
    }

    @Test
    @DisplayName("is where in which certificate the octets are none")
    void octets() {
        CertificateChain chain = TestDevice.member(Kind.VALID, 3).chain().orElseThrow();
        byte[] issuer = chain.issuers().get(0).toByteArray();
        Comparison cut = comparison(TestVerdicts.judge(
                new CertificateChain(List.of(chain.leaf(), Bytes.of(Arrays.copyOf(issuer, 100)))),
                TestDevice.trusted().store(),
                TestDevice.trusted().crls(),
                TrustPolicy.wire(),
                NOW));
        assertEquals("MALFORMED", cut.rule());
        assertTrue(cut.found().startsWith("TRUNCATED at octet 0 in chain[1].Certificate: "), cut::toString);
        byte[] leaf = chain.leaf().toByteArray();
        leaf[4] = 0x31;
        Comparison tag = comparison(TestVerdicts.judge(
                new CertificateChain(List.of(Bytes.of(leaf))),
                TestDevice.trusted().store(),
                TestDevice.trusted().crls(),
                TrustPolicy.wire(),
                NOW));
        assertTrue(tag.found().startsWith("TAG at octet 4 in Certificate.tbsCertificate: "), tag::toString);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNTRUSTED", "BAD_SIGNATURE", "NAME_CONSTRAINT"})
    @DisplayName("is the rule of the path that came furthest")
    void refusedPaths(Kind kind) {
        Comparison comparison = comparison(verdict(kind));
        assertEquals(kind == Kind.UNTRUSTED ? "NO_PATH" : kind.name(), comparison.rule());
        assertEquals(comparison(verdict(kind)), comparison, "the same each time");
    }
}
