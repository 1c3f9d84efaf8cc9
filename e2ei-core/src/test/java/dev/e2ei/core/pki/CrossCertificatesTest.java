package dev.e2ei.core.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.x509.ExtendedKeyUsage;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Authorities that all certify each other")
class CrossCertificatesTest {
    private static final int AUTHORITIES = 12;
    private static final Duration ALLOWED = Duration.ofSeconds(1);

    private static final X509Crypto CRYPTO =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().x509();
    private static final TestKey ROOT_KEY = TestKey.p256();
    private static final ParsedCertificate ROOT =
            TestCertificate.authority("Root").key(ROOT_KEY).selfSigned();
    private static final List<TestKey> KEYS = new ArrayList<>();
    private static final List<ParsedCertificate> MESH = new ArrayList<>();

    @BeforeAll
    static void mesh() {
        for (int i = 0; i < AUTHORITIES; i++) {
            KEYS.add(TestKey.p256());
        }
        for (int subject = 0; subject < AUTHORITIES; subject++) {
            for (int issuer = 0; issuer < AUTHORITIES; issuer++) {
                if (issuer != subject) {
                    MESH.add(authority(subject).issuer("CA " + issuer).signedBy(KEYS.get(issuer)));
                }
            }
        }
    }

    private static TestCertificate authority(int number) {
        return TestCertificate.authority("CA " + number).key(KEYS.get(number));
    }

    private static ParsedCertificate leaf() {
        return TestCertificate.leaf("CA 0").signedBy(KEYS.get(0));
    }

    private static VerifiedPath build(List<ParsedCertificate> offered) {
        TrustStore trust = TrustStore.empty().withAnchor(ROOT, TestCertificate.fingerprint(ROOT));
        PathRequirements requirements = PathRequirements.forPurpose(ExtendedKeyUsage.CLIENT_AUTH, false);
        return new PathBuilder(trust, CRYPTO, requirements).build(leaf(), offered);
    }

    private static PathRejectedException refusal(List<ParsedCertificate> offered) {
        return assertThrows(PathRejectedException.class, () -> build(offered));
    }

    @Test
    @DisplayName("but none of which an anchor certifies: no path, without walking about among them")
    void noAnchor() {
        assertTimeout(ALLOWED, () -> assertEquals(Reason.NO_PATH, refusal(MESH).reason()));
    }

    @Test
    @DisplayName("and one of which an anchor certifies: the path is found")
    void oneAnchored() {
        List<ParsedCertificate> offered = new ArrayList<>(MESH);
        offered.add(authority(0).issuer("Root").signedBy(ROOT_KEY));
        assertTimeout(ALLOWED, () -> assertEquals(ROOT, build(offered).anchor()));
    }

    @Test
    @DisplayName(
            "under an anchor whose only certificate permits none of it: the budget ends the search, which is its own reason")
    void neverPermitted() {
        List<ParsedCertificate> offered = new ArrayList<>(MESH);
        offered.add(authority(AUTHORITIES - 1)
                .issuer("Root")
                .constraints(List.of("uri:elsewhere.example"), List.of())
                .signedBy(ROOT_KEY));
        assertTimeout(ALLOWED, () -> {
            PathRejectedException refused = refusal(offered);
            assertEquals(Reason.BUDGET_EXCEEDED, refused.reason());
            assertEquals("at most 100 signatures", refused.expected());
        });
    }
}
