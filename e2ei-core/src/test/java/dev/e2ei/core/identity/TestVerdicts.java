package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Instant;
import java.util.Optional;

/** Asks for verdicts that nobody remembers, but for the signatures that were verified. */
final class TestVerdicts {
    private static final X509Crypto CRYPTO = new RememberedSignatures(TestDevice.CRYPTO);

    private TestVerdicts() {}

    static DeviceFinding find(
            CertificateChain chain,
            Optional<Bytes> signatureKey,
            TrustState trust,
            TrustPolicy policy,
            Viewpoint viewpoint,
            Instant at) {
        return new DeviceVerdicts(policy, CRYPTO, TestDevice::sha256).judge(chain, signatureKey, trust, viewpoint, at);
    }

    static ChainVerdict judge(
            CertificateChain chain, TrustStore trust, CrlRegistry crls, TrustPolicy policy, Instant at) {
        return find(chain, Optional.empty(), new TrustState(trust, crls), policy, Viewpoint.STANDING, at)
                .verdict();
    }
}
