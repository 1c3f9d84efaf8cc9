package dev.e2ei.core.pki;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.X509Crypto;
import java.net.URI;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An intermediate to be registered")
class IntermediateRuleTest {
    private static final X509Crypto CRYPTO =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().x509();
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final TestKey ROOT_KEY = TestKey.p256();
    private static final ParsedCertificate ROOT =
            TestCertificate.authority("Root").key(ROOT_KEY).selfSigned();
    private static final TrustState TRUST =
            TrustState.NONE.with(TrustStore.empty().withAnchor(ROOT, TestCertificate.fingerprint(ROOT)));

    private static TestCertificate ca() {
        return TestCertificate.authority("CA").issuer("Root");
    }

    private static void check(ParsedCertificate intermediate, TrustState trust, Instant now) {
        IntermediateRule.check(intermediate, trust, TrustPolicy.strict(), CRYPTO, now);
    }

    private static Reason refusal(ParsedCertificate intermediate, Instant now) {
        return assertThrows(PathRejectedException.class, () -> check(intermediate, TRUST, now))
                .reason();
    }

    @Test
    @DisplayName("is an authority under an anchor, valid now")
    void rules() {
        assertDoesNotThrow(() -> check(ca().signedBy(ROOT_KEY), TRUST, NOW));
        assertEquals(Reason.NOT_A_CA, refusal(TestCertificate.leaf("Root").signedBy(ROOT_KEY), NOW));
        assertEquals(
                Reason.KEY_USAGE,
                refusal(
                        ca().extension(TestCertificate.KEY_USAGE, true, TestExtensions.keyUsage(0x80))
                                .signedBy(ROOT_KEY),
                        NOW));
        assertEquals(Reason.BAD_SIGNATURE, refusal(ca().signedBy(TestKey.p256()), NOW));
        assertEquals(Reason.EXPIRED, refusal(ca().signedBy(ROOT_KEY), TestCertificate.TO.plusSeconds(600)));
        assertEquals(Reason.NOT_YET_VALID, refusal(ca().signedBy(ROOT_KEY), TestCertificate.FROM.minusSeconds(600)));
    }

    @Test
    @DisplayName("is not one that its issuer has revoked")
    void revoked() {
        ParsedCertificate intermediate = ca().serialNumber(7).signedBy(ROOT_KEY);
        byte[] list =
                TestCrl.of("Root", NOW.minusSeconds(60)).number(1).revoke(7).signedBy(ROOT_KEY);
        CrlRegistry crls = CrlRegistry.empty()
                .register(URI.create("http://crl.wire.com/"), list, TRUST.store(), CRYPTO, NOW)
                .registry();
        PkiException refused = assertThrows(PkiException.class, () -> check(intermediate, TRUST.with(crls), NOW));
        assertTrue(refused.getMessage().contains("revoked"), refused.getMessage());
        assertDoesNotThrow(() -> check(ca().serialNumber(8).signedBy(ROOT_KEY), TRUST.with(crls), NOW));
    }

    @Test
    @DisplayName("has a key that MLS has, or RSA of the size that is asked for")
    void keys() {
        ParsedCertificate rsa = ca().key(TestKey.rsa()).signedBy(ROOT_KEY);
        assertDoesNotThrow(() -> KeyStrengthCheck.check(ROOT, requirements(OptionalInt.empty())));
        assertDoesNotThrow(() -> KeyStrengthCheck.check(rsa, requirements(OptionalInt.of(2048))));
        for (OptionalInt size : new OptionalInt[] {OptionalInt.empty(), OptionalInt.of(2049)}) {
            PathRejectedException refused =
                    assertThrows(PathRejectedException.class, () -> KeyStrengthCheck.check(rsa, requirements(size)));
            assertEquals(Reason.UNSUPPORTED_ALGORITHM, refused.reason());
            assertTrue(refused.found().startsWith("RSA of 2048 bits"), refused.found());
        }
    }

    private static PathRequirements requirements(OptionalInt smallestRsaKey) {
        return new PathRequirements(Purpose.ANY, true, PolicyInputs.ANY, smallestRsaKey);
    }
}
