package dev.e2ei.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.error.CertificateRejectedException;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.Comparison;
import dev.e2ei.api.trust.LeafProfile;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TestCertificate;
import dev.e2ei.core.pki.TestExtensions;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.pki.TestName;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.core.x509.ParsedCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("V4 The profile of leaves")
class LeafProfileTest {
    private static final TestHierarchy HIERARCHY = new TestHierarchy();
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String ANY = "2.5.29.37.0";

    private static ChainVerdict judge(TestCertificate leaf, TrustPolicy policy) {
        return judge(HIERARCHY.chain(leaf), policy);
    }

    private static ChainVerdict judge(CertificateChain chain, TrustPolicy policy) {
        return TestVerdicts.judge(chain, HIERARCHY.trust, CrlRegistry.empty(), policy, TestDevice.NOW);
    }

    private static TrustPolicy policy(LeafProfile profile, boolean furtherPurposes) {
        return TrustPolicy.wire().withLeafProfile(profile).withFurtherPurposesAccepted(furtherPurposes);
    }

    private static TestCertificate leafFor(String... purposes) {
        return HIERARCHY.leaf().extension(EXTENDED_KEY_USAGE, false, TestExtensions.extendedKeyUsage(purposes));
    }

    private static Comparison refusal(TestCertificate leaf) {
        ChainVerdict verdict = judge(leaf, TrustPolicy.wire());
        assertEquals(DeviceVerdict.MALFORMED, verdict.verdict(), verdict::describe);
        return verdict.evidence().comparison().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "asks for its own purpose; the other profile's leaf is none of its own, and any purpose is none at all")
    void purposes(LeafProfile profile) {
        LeafProfile other = profile == LeafProfile.WIRE ? LeafProfile.IM_URI : LeafProfile.WIRE;
        for (boolean further : new boolean[] {false, true}) {
            TrustPolicy policy = policy(profile, further);
            assertEquals(
                    DeviceVerdict.VALID,
                    judge(leafFor(profile.extendedKeyUsage()), policy).verdict());
            TestCertificate critical = HIERARCHY
                    .leaf()
                    .extension(EXTENDED_KEY_USAGE, true, TestExtensions.extendedKeyUsage(profile.extendedKeyUsage()));
            assertEquals(DeviceVerdict.VALID, judge(critical, policy).verdict(), "RFC 9734: critical or not");
            for (String wrong : List.of(other.extendedKeyUsage(), ANY, SERVER_AUTH)) {
                ChainVerdict verdict = judge(leafFor(wrong), policy);
                assertEquals(DeviceVerdict.MALFORMED, verdict.verdict());
                assertEquals(
                        "LEAF_EXTENDED_KEY_USAGE",
                        verdict.evidence().comparison().orElseThrow().rule());
                assertTrue(verdict.explanation().contains(profile.extendedKeyUsage()), verdict::explanation);
            }
            // Both, or any beside: one of the profile's, with a further purpose, where the policy lets that pass.
            for (String beside : List.of(other.extendedKeyUsage(), ANY, SERVER_AUTH)) {
                assertEquals(
                        further ? DeviceVerdict.VALID : DeviceVerdict.MALFORMED,
                        judge(leafFor(profile.extendedKeyUsage(), beside), policy)
                                .verdict());
            }
            assertEquals(
                    DeviceVerdict.MALFORMED,
                    judge(HIERARCHY.leaf().without(EXTENDED_KEY_USAGE), policy).verdict());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("is chained: an authority that issues for the other purpose only issues none of these")
    void chained(LeafProfile profile) {
        for (LeafProfile issued : LeafProfile.values()) {
            ParsedCertificate authority = TestCertificate.authority("CA")
                    .key(HIERARCHY.caKey)
                    .issuer("Root")
                    .serialNumber(2)
                    .extension(EXTENDED_KEY_USAGE, false, TestExtensions.extendedKeyUsage(issued.extendedKeyUsage()))
                    .signedBy(HIERARCHY.rootKey);
            CertificateChain chain = new CertificateChain(List.of(
                    Bytes.of(leafFor(profile.extendedKeyUsage()).encodedBy(HIERARCHY.caKey)), authority.encoded()));
            ChainVerdict verdict = judge(chain, policy(profile, true));
            assertEquals(issued == profile ? DeviceVerdict.VALID : DeviceVerdict.MALFORMED, verdict.verdict());
            if (issued != profile) {
                assertEquals(
                        "EXTENDED_KEY_USAGE",
                        verdict.evidence().comparison().orElseThrow().rule());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("is asked of certificates that this client enrolls for or imports")
    void ownCertificates(LeafProfile profile) {
        for (LeafProfile issued : LeafProfile.values()) {
            DeviceCertificateRule rule = new DeviceCertificateRule(
                    new TrustState(HIERARCHY.trust, CrlRegistry.empty()),
                    policy(profile, true),
                    TestHierarchy.CRYPTO,
                    TestDevice::sha256,
                    TestDevice.NOW);
            CertificateChain chain = HIERARCHY.chain(leafFor(issued.extendedKeyUsage()));
            Ciphersuite suite = Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519;
            if (issued == profile) {
                assertEquals(
                        chain,
                        rule.check(chain, suite, HIERARCHY.leafKey.mlsKey()).chain());
            } else {
                assertEquals(
                        CertificateRejectedException.Reason.EXTENDED_KEY_USAGE,
                        assertThrows(
                                        CertificateRejectedException.class,
                                        () -> rule.check(chain, suite, HIERARCHY.leafKey.mlsKey()))
                                .reason());
            }
        }
    }

    @Test
    @DisplayName("has the purposes that the API names")
    void identifiers() {
        for (LeafProfile profile : LeafProfile.values()) {
            assertEquals(
                    profile.extendedKeyUsage(),
                    LeafProfileRule.of(policy(profile, true)).purpose().dotted());
        }
        assertEquals("1.3.6.1.5.5.7.3.40", LeafProfile.IM_URI.extendedKeyUsage());
    }

    static Stream<TestKey> keys() {
        return Stream.of(TestKey.p256(), TestKey.p384(), TestKey.p521(), TestKey.ed25519());
    }

    @ParameterizedTest
    @MethodSource("keys")
    @DisplayName("takes the keys of the suites that enroll, equal to the MLS signature key")
    void keys(TestKey key) {
        CertificateChain chain = HIERARCHY.chain(HIERARCHY.leaf().key(key));
        assertEquals(
                DeviceVerdict.VALID,
                judge(chain, TrustPolicy.strict().withUnknownRevocationAccepted(true))
                        .verdict());
        DeviceVerdicts verdicts = new DeviceVerdicts(TrustPolicy.wire(), TestHierarchy.CRYPTO, TestDevice::sha256);
        TrustState trust = new TrustState(HIERARCHY.trust, CrlRegistry.empty());
        assertEquals(
                DeviceVerdict.VALID,
                verdicts.judge(chain, key.mlsKey(), trust, TestDevice.NOW).answer());
        assertEquals(
                DeviceVerdict.KEY_MISMATCH,
                verdicts.judge(chain, TestKey.p256().mlsKey(), trust, TestDevice.NOW)
                        .answer());
    }

    @Test
    @DisplayName("takes no other keys")
    void otherKeys() {
        for (TestKey key : List.of(TestKey.rsa(), TestKey.ed448())) {
            assertEquals("LEAF_KEY", refusal(HIERARCHY.leaf().key(key)).rule());
        }
    }

    @ParameterizedTest(name = "key usage {0}: {1}")
    @CsvSource({"80, true", "c0, true", "40, false", "84, false", "82, false", "86, false", "04, false", "02, false"})
    @DisplayName("signs, and signs neither certificates nor lists")
    void keyUsage(String octet, boolean accepted) {
        TestCertificate leaf =
                HIERARCHY.leaf().extension(KEY_USAGE, true, TestExtensions.keyUsage(Integer.parseInt(octet, 16)));
        if (accepted) {
            assertEquals(DeviceVerdict.VALID, judge(leaf, TrustPolicy.wire()).verdict());
        } else {
            assertEquals("LEAF_KEY_USAGE", refusal(leaf).rule());
        }
        assertEquals(
                "LEAF_KEY_USAGE", refusal(HIERARCHY.leaf().without(KEY_USAGE)).rule());
    }

    @Test
    @DisplayName("is no authority, has no critical extension that is not understood, and is signed with SHA-2")
    void rest() {
        assertEquals("LEAF_IS_CA", refusal(HIERARCHY.leaf().pathLength(0)).rule());
        assertEquals(
                "CRITICAL_EXTENSION",
                refusal(HIERARCHY.leaf().extension("1.2.3.4", true, new byte[] {5, 0}))
                        .rule());
        assertEquals(
                DeviceVerdict.VALID,
                judge(HIERARCHY.leaf().extension("1.2.3.4", false, new byte[] {5, 0}), TrustPolicy.wire())
                        .verdict());
        TestKey old = TestKey.p256WithSha1();
        ParsedCertificate root = TestCertificate.authority("Old").key(old).selfSigned();
        ChainVerdict verdict = TestVerdicts.judge(
                new CertificateChain(
                        List.of(TestCertificate.leaf("Old").signedBy(old).encoded())),
                TrustStore.empty().withAnchor(root, TestCertificate.fingerprint(root)),
                CrlRegistry.empty(),
                TrustPolicy.wire(),
                TestDevice.NOW);
        assertEquals(DeviceVerdict.UNTRUSTED, verdict.verdict());
        assertEquals(
                "UNSUPPORTED_ALGORITHM",
                verdict.evidence().comparison().orElseThrow().rule());
    }

    @Test
    @DisplayName("is relaxed by its own switches only: RSA above, further purposes, clocks that differ")
    void relaxations() {
        TrustPolicy strict = TrustPolicy.strict().withUnknownRevocationAccepted(true);
        TestKey rsa = TestKey.rsa();
        ParsedCertificate root = TestCertificate.authority("RSA").key(rsa).selfSigned();
        CertificateChain chain = new CertificateChain(
                List.of(TestCertificate.leaf("RSA").signedBy(rsa).encoded()));
        TrustStore trust = TrustStore.empty().withAnchor(root, TestCertificate.fingerprint(root));
        assertEquals(
                DeviceVerdict.UNTRUSTED,
                TestVerdicts.judge(chain, trust, CrlRegistry.empty(), strict, TestDevice.NOW)
                        .verdict());
        assertEquals(
                DeviceVerdict.VALID,
                TestVerdicts.judge(chain, trust, CrlRegistry.empty(), strict.withRsaAccepted(true), TestDevice.NOW)
                        .verdict());
        TestCertificate further = leafFor(LeafProfile.WIRE.extendedKeyUsage(), SERVER_AUTH);
        assertEquals(DeviceVerdict.MALFORMED, judge(further, strict).verdict());
        assertEquals(
                DeviceVerdict.VALID,
                judge(further, strict.withFurtherPurposesAccepted(true)).verdict());
        for (int skew : new int[] {0, 1, 300}) {
            TrustPolicy skewed = strict.withClockSkew(Duration.ofSeconds(skew));
            for (int offset = -1; offset <= 1; offset++) {
                Instant from = TestDevice.NOW.plusSeconds(skew - offset);
                Instant to = TestDevice.NOW.minusSeconds(skew + offset);
                TestCertificate begins = HIERARCHY.leaf().validity(from, TestCertificate.TO);
                TestCertificate ends = HIERARCHY.leaf().validity(TestCertificate.FROM, to);
                assertEquals(
                        offset < 0 ? DeviceVerdict.NOT_YET_VALID : DeviceVerdict.VALID,
                        judge(begins, skewed).verdict());
                assertEquals(
                        offset > 0 ? DeviceVerdict.EXPIRED : DeviceVerdict.VALID,
                        judge(ends, skewed).verdict());
            }
        }
    }

    @Test
    @DisplayName("has one client id and one handle, in both orders and spellings, of one domain")
    void names() {
        String client = TestCertificate.CLIENT_ID;
        String handle = TestCertificate.HANDLE;
        for (String spelled : List.of(client, client.replace("%21", "!"))) {
            for (List<String> order : List.of(List.of(spelled, handle), List.of(handle, spelled))) {
                assertEquals(
                        DeviceVerdict.VALID,
                        judge(named(order), TrustPolicy.wire()).verdict());
            }
        }
        List<List<String>> wrong = new ArrayList<>(List.of(
                List.of(client),
                List.of(handle),
                List.of(client, client, handle),
                List.of(client, client.replace("%21", "!"), handle),
                List.of(client, handle, handle),
                List.of(client, handle.replace("%40", "@")),
                List.of(client, handle, "https://wire.com"),
                List.of(client.replace("%21", "%2521"), handle),
                List.of(client.replace("%21", ":"), handle)));
        wrong.add(List.of(client, handle.replace("@wire.com", "@evil.wire.com")));
        for (List<String> names : wrong) {
            refusal(named(names));
        }
        assertEquals(
                "DOMAIN",
                refusal(HIERARCHY.leaf().subject(TestName.of("O", "evil.com", "CN", "Alice")))
                        .rule());
        refusal(HIERARCHY.leaf().without("2.5.29.17"));
    }

    private static TestCertificate named(List<String> uris) {
        return HIERARCHY.leaf().names(uris.stream().map(uri -> "uri:" + uri).toArray(String[]::new));
    }
}
