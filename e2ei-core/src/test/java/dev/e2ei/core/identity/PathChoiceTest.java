package dev.e2ei.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.RevocationEvidence;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One authority with one key, certified under five roots, of which each makes something else of the same leaf. */
@DisplayName("Of several paths")
class PathChoiceTest {
    private static final Instant NOW = TestDevice.NOW;
    private static final Duration DAY = Duration.ofDays(1);
    private static final TestKey CA = TestKey.p256();
    private static final List<DeviceVerdict> BEST_FIRST = List.of(
            DeviceVerdict.VALID,
            DeviceVerdict.REVOCATION_UNKNOWN,
            DeviceVerdict.NOT_YET_VALID,
            DeviceVerdict.EXPIRED,
            DeviceVerdict.REVOKED);
    private static final Bytes LEAF = Bytes.of(TestCertificate.leaf("CA").encodedBy(CA));

    private final Map<DeviceVerdict, ParsedCertificate> authorities = new EnumMap<>(DeviceVerdict.class);
    private final TrustState trust;

    PathChoiceTest() {
        TrustStore store = TrustStore.empty();
        CrlRegistry lists = CrlRegistry.empty();
        for (DeviceVerdict verdict : BEST_FIRST) {
            TestKey key = TestKey.p256();
            String name = "Root " + verdict;
            ParsedCertificate root = TestCertificate.authority(name).key(key).selfSigned();
            store = store.withAnchor(root, TestCertificate.fingerprint(root));
            authorities.put(verdict, authority(verdict, name).signedBy(key));
            if (verdict != DeviceVerdict.REVOCATION_UNKNOWN) {
                TestCrl list = TestCrl.of(name, NOW).number(1);
                if (verdict == DeviceVerdict.REVOKED) {
                    list.revoke(7);
                }
                lists = register(lists, name, list.signedBy(key), store);
            }
        }
        TrustStore known = store.withIntermediate(authorities.get(DeviceVerdict.VALID));
        lists = register(lists, "CA", TestCrl.of("CA", NOW).number(1).signedBy(CA), known);
        trust = new TrustState(store, lists);
    }

    private static TestCertificate authority(DeviceVerdict verdict, String issuer) {
        TestCertificate authority =
                TestCertificate.authority("CA").key(CA).issuer(issuer).serialNumber(7);
        return switch (verdict) {
            case NOT_YET_VALID -> authority.validity(NOW.plus(DAY), TestCertificate.TO);
            case EXPIRED -> authority.validity(TestCertificate.FROM, NOW.minus(DAY));
            default -> authority;
        };
    }

    private static CrlRegistry register(CrlRegistry lists, String name, byte[] list, TrustStore store) {
        return lists.register(
                        URI.create("http://crl.wire.com/" + name.replace(' ', '-')),
                        list,
                        store,
                        TestHierarchy.CRYPTO,
                        NOW)
                .registry();
    }

    private DeviceFinding find(TrustPolicy policy, Instant at, List<DeviceVerdict> offered) {
        List<Bytes> chain = new ArrayList<>(List.of(LEAF));
        offered.forEach(verdict -> chain.add(authorities.get(verdict).encoded()));
        return TestVerdicts.find(new CertificateChain(chain), Optional.empty(), trust, policy, Viewpoint.STANDING, at);
    }

    @Test
    @DisplayName("the best decides, in whatever order they were offered, and is the one that is shown")
    void best() {
        for (int subset = 1; subset < 1 << BEST_FIRST.size(); subset++) {
            List<DeviceVerdict> offered = new ArrayList<>();
            for (int i = 0; i < BEST_FIRST.size(); i++) {
                if ((subset >> i & 1) != 0) {
                    offered.add(BEST_FIRST.get(i));
                }
            }
            DeviceVerdict best = offered.get(0);
            for (int turn = 0; turn < offered.size(); turn++) {
                offered.add(offered.remove(0));
                DeviceFinding finding = find(TrustPolicy.strict(), NOW, offered);
                assertEquals(best, finding.answer(), offered::toString);
                assertEquals("CN=Root " + best, finding.verdict().path().get(2));
                assertTrue(finding.isVouchedFor());
                assertEquals("Alice Smith", finding.identity().orElseThrow().displayName());
                assertEquals(finding.identity(), finding.verdict().identity());
            }
        }
    }

    @Test
    @DisplayName("a worse one that becomes the better one ends the answer")
    void becomesBetter() {
        DeviceFinding finding =
                find(TrustPolicy.strict(), NOW, List.of(DeviceVerdict.EXPIRED, DeviceVerdict.NOT_YET_VALID));
        assertEquals(DeviceVerdict.NOT_YET_VALID, finding.answer());
        assertEquals(Optional.of(NOW.plus(DAY)), finding.nextChange());
        DeviceFinding revoked =
                find(TrustPolicy.strict(), NOW.minusSeconds(1), List.of(DeviceVerdict.REVOKED, DeviceVerdict.EXPIRED));
        assertEquals(DeviceVerdict.EXPIRED, revoked.answer());
        assertTrue(revoked.nextChange().isEmpty());
    }

    @Test
    @DisplayName("the certificate that decides is named, be it an authority's")
    void named() {
        ChainVerdict revoked =
                find(TrustPolicy.strict(), NOW, List.of(DeviceVerdict.REVOKED)).verdict();
        assertTrue(
                revoked.evidence().comparison().orElseThrow().expected().startsWith("CA certificate of CN=CA"),
                revoked::describe);
        assertFalse(revoked.explanation().contains("ever signed"), "no compromise");
        assertEquals(
                RevocationEvidence.State.REVOKED,
                revoked.evidence().revocation().get(1).state());
        ChainVerdict unknown = find(TrustPolicy.strict(), NOW, List.of(DeviceVerdict.REVOCATION_UNKNOWN))
                .verdict();
        assertTrue(
                unknown.evidence().comparison().orElseThrow().expected().endsWith("CA certificate of CN=CA"),
                unknown::describe);
        ChainVerdict expired =
                find(TrustPolicy.strict(), NOW, List.of(DeviceVerdict.EXPIRED)).verdict();
        assertTrue(
                expired.evidence().comparison().orElseThrow().expected().startsWith("CA certificate of CN=CA"),
                expired::describe);
    }

    @Test
    @DisplayName("what was not asked about authorities is a note where the policy leaves them out")
    void leafOnly() {
        TrustPolicy leafOnly = TrustPolicy.strict().withLeafOnlyRevocation(true);
        ChainVerdict verdict =
                find(leafOnly, NOW, List.of(DeviceVerdict.REVOKED)).verdict();
        assertEquals(DeviceVerdict.VALID, verdict.verdict());
        assertEquals(List.of("revocation not checked for the authorities"), verdict.notes());
        assertEquals("certificate 1267 up to CA certificate of CN=Root REVOKED", verdict.explanation());
        assertEquals(1, verdict.evidence().revocation().size());
        assertEquals(
                List.of(),
                find(TrustPolicy.strict(), NOW, List.of(DeviceVerdict.VALID))
                        .verdict()
                        .notes());
    }

    @Test
    @DisplayName("a valid one is shown to others")
    void own() {
        TestKey key = TestKey.ed25519();
        Bytes leaf = Bytes.of(TestCertificate.leaf("CA").key(key).encodedBy(CA));
        for (DeviceVerdict worse : List.of(DeviceVerdict.EXPIRED, DeviceVerdict.REVOKED)) {
            CertificateChain offered = new CertificateChain(List.of(
                    leaf,
                    authorities.get(worse).encoded(),
                    authorities.get(DeviceVerdict.VALID).encoded()));
            CertificateChain shown = new DeviceCertificateRule(
                            trust, TrustPolicy.wire(), TestHierarchy.CRYPTO, TestDevice::sha256, NOW)
                    .check(offered, Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519, key.mlsKey())
                    .chain();
            assertEquals(List.of(leaf, authorities.get(DeviceVerdict.VALID).encoded()), shown.certificates());
        }
    }

    @Test
    @DisplayName("nothing is proven without one")
    void none() {
        DeviceFinding finding = TestVerdicts.find(
                new CertificateChain(List.of(LEAF)),
                Optional.empty(),
                trust,
                TrustPolicy.wire(),
                Viewpoint.STANDING,
                NOW);
        assertEquals(DeviceVerdict.UNTRUSTED, finding.answer());
        assertFalse(finding.isVouchedFor());
        assertTrue(finding.identity().isEmpty());
        assertEquals("Alice Smith", finding.claimed().orElseThrow().displayName());
    }
}
