package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.pki.TestCertificate;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.X509Crypto;
import java.util.List;
import java.util.ServiceLoader;

/** A root, and an intermediate that is constrained to one domain, as Wire sets them up. */
final class TestHierarchy {
    static final X509Crypto CRYPTO =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().x509();

    final TestKey rootKey = TestKey.p256();
    final TestKey caKey = TestKey.p256();
    final TestKey leafKey = TestKey.ed25519();
    final ParsedCertificate root =
            TestCertificate.authority("Root").key(rootKey).pathLength(1).selfSigned();
    final ParsedCertificate ca = TestCertificate.authority("CA")
            .key(caKey)
            .issuer("Root")
            .serialNumber(2)
            .pathLength(0)
            .constraints(List.of("uri:wire.com", "dns:ca.wire.com"), List.of())
            .signedBy(rootKey);
    final TrustStore trust = TrustStore.empty().withAnchor(root, TestCertificate.fingerprint(root));

    TestCertificate leaf() {
        return TestCertificate.leaf("CA").key(leafKey);
    }

    CertificateChain chain(TestCertificate leaf) {
        return chain(leaf.encodedBy(caKey));
    }

    CertificateChain chain(byte[] leaf) {
        return new CertificateChain(List.of(Bytes.of(leaf), ca.encoded()));
    }
}
