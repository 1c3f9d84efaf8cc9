package dev.e2ei.core.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A trust anchor")
class TrustAnchorRuleTest {
    private static final X509Crypto CRYPTO =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().x509();
    private static final TestKey KEY = TestKey.p256();

    private static TestCertificate root() {
        return TestCertificate.authority("Root").key(KEY);
    }

    private static void check(ParsedCertificate root, Instant at) {
        TrustAnchorRule.check(root, CRYPTO, at);
    }

    private static Reason refusal(ParsedCertificate root, Instant at) {
        return assertThrows(PathRejectedException.class, () -> check(root, at)).reason();
    }

    private static Reason refusal(TestCertificate root) {
        return refusal(root.selfSigned(), TestCertificate.FROM);
    }

    @Test
    @DisplayName("is self-signed, an authority that may sign certificates, and valid now")
    void rules() {
        check(root().selfSigned(), TestCertificate.FROM);
        check(root().selfSigned(), TestCertificate.TO);
        assertEquals(Reason.NOT_YET_VALID, refusal(root().selfSigned(), TestCertificate.FROM.minusSeconds(1)));
        assertEquals(Reason.EXPIRED, refusal(root().selfSigned(), TestCertificate.TO.plusSeconds(1)));
        assertEquals(Reason.BAD_SIGNATURE, refusal(root().signedBy(TestKey.p256()), TestCertificate.FROM));
        assertEquals(Reason.BAD_SIGNATURE, refusal(root().issuer("Other")));
        assertEquals(Reason.NOT_A_CA, refusal(root().without("2.5.29.19")));
        assertEquals(Reason.KEY_USAGE, refusal(root().extension("2.5.29.15", true, TestExtensions.keyUsage(0x02))));
        assertEquals(Reason.CRITICAL_EXTENSION, refusal(root().extension("1.2.3", true, new byte[] {5, 0})));
    }

    @Test
    @DisplayName("is stored once, found by its fingerprint, and removed by it")
    void store() {
        ParsedCertificate root = root().selfSigned();
        Bytes fingerprint = TestCertificate.fingerprint(root);
        TrustStore trust = TrustStore.empty().withAnchor(root, fingerprint);
        assertSame(trust, trust.withAnchor(root, fingerprint));
        assertTrue(trust.hasAnchor(fingerprint));
        assertEquals("CN=Root", trust.anchors().get(0).subject());
        assertEquals(TestCertificate.TO, trust.anchors().get(0).notAfter());
        assertSame(trust, trust.withoutAnchor(Bytes.EMPTY));
        assertFalse(trust.withoutAnchor(fingerprint).hasAnchors());
        assertTrue(trust.hasAnchors(), "a store is a value");
    }

    @Test
    @DisplayName("is no intermediate, and an intermediate is stored once")
    void intermediates() {
        ParsedCertificate root = root().selfSigned();
        ParsedCertificate ca = TestCertificate.authority("CA").issuer("Root").signedBy(KEY);
        TrustStore trust = TrustStore.empty().withAnchor(root, TestCertificate.fingerprint(root));
        assertSame(trust, trust.withIntermediate(root));
        TrustStore more = trust.withIntermediate(ca);
        assertSame(more, more.withIntermediate(ca));
        assertEquals(List.of(ca), more.intermediatesNamed(ca.subject()));
        assertEquals(List.of(), more.withoutIntermediate(ca).intermediates());
    }
}
