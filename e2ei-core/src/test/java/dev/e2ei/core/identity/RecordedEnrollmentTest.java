package dev.e2ei.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TrustAnchorRule;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.core.x509.CertificatePem;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Certificates that a real step-ca issued to real clients")
class RecordedEnrollmentTest {
    private static final X509Crypto CRYPTO =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().x509();

    /** The roots of all recordings that have one; the others were made with another authority. */
    private static TrustStore trust(List<RecordedEnrollment> recordings) {
        TrustStore trust = TrustStore.empty();
        byte number = 0;
        for (RecordedEnrollment recording : recordings) {
            for (Bytes root : CertificatePem.parse(recording.root())) {
                ParsedCertificate parsed = ParsedCertificate.parse(root);
                TrustAnchorRule.check(parsed, CRYPTO, parsed.validity().notBefore());
                trust = trust.withAnchor(parsed, Bytes.of(number++));
            }
        }
        return trust;
    }

    /** Where the recording lacks the root, the intermediate is trusted in its place: its constraints hold as well then. */
    private static TrustStore intermediateOf(CertificateChain chain) {
        ParsedCertificate intermediate = ParsedCertificate.parse(chain.issuers().get(0));
        return TrustStore.empty().withAnchor(intermediate, Bytes.of((byte) 1));
    }

    private static ChainVerdict judge(CertificateChain chain, TrustStore trust, TrustPolicy policy, Instant at) {
        return TestVerdicts.judge(chain, trust, CrlRegistry.empty(), policy, at);
    }

    @Test
    @DisplayName("are valid in their time, name their client, and change when their time is over")
    void valid() {
        List<RecordedEnrollment> recordings = RecordedEnrollment.all();
        TrustStore roots = trust(recordings);
        assertEquals(7, recordings.size());
        for (RecordedEnrollment recording : recordings) {
            CertificateChain chain = new CertificateChain(CertificatePem.parse(recording.chain()));
            TrustStore trust = recording.root().isEmpty() ? intermediateOf(chain) : roots;
            ParsedCertificate leaf = ParsedCertificate.parse(chain.leaf());
            LeafProfileRule.of(TrustPolicy.strict()).check(leaf);
            assertEquals(
                    ClientId.parse(recording.clientId()),
                    WireIdentityReader.read(leaf).clientId(),
                    recording.name());
            Instant from = leaf.validity().notBefore();
            Instant to = leaf.validity().notAfter();
            ChainVerdict verdict = judge(chain, trust, TrustPolicy.wire(), from);
            assertEquals(DeviceVerdict.VALID, verdict.verdict(), recording + ": " + verdict.explanation());
            assertTrue(verdict.identity().isPresent());
            assertFalse(verdict.notes().isEmpty(), "revocation was not checked, and that is said");
            assertEquals(to.plusSeconds(1), verdict.nextChange().orElseThrow());
            assertEquals(
                    DeviceVerdict.VALID,
                    judge(chain, trust, TrustPolicy.wire(), to).verdict());
            assertEquals(
                    DeviceVerdict.EXPIRED,
                    judge(chain, trust, TrustPolicy.wire(), to.plusSeconds(1)).verdict());
            assertEquals(
                    DeviceVerdict.NOT_YET_VALID,
                    judge(chain, trust, TrustPolicy.wire(), from.minusSeconds(1))
                            .verdict());
            assertEquals(
                    DeviceVerdict.REVOCATION_UNKNOWN,
                    judge(chain, trust, TrustPolicy.strict(), from.plus(Duration.ofDays(1)))
                            .verdict());
        }
    }

    @Test
    @DisplayName("are untrusted under no anchor, and malformed with their intermediate in front")
    void untrusted() {
        for (RecordedEnrollment recording : RecordedEnrollment.all()) {
            List<Bytes> certificates = CertificatePem.parse(recording.chain());
            Instant at = ParsedCertificate.parse(certificates.get(0)).validity().notBefore();
            assertEquals(
                    DeviceVerdict.TRUST_NOT_CONFIGURED,
                    judge(new CertificateChain(certificates), TrustStore.empty(), TrustPolicy.wire(), at)
                            .verdict());
            assertEquals(
                    DeviceVerdict.MALFORMED,
                    judge(new CertificateChain(certificates.subList(1, 2)), TrustStore.empty(), TrustPolicy.wire(), at)
                            .verdict());
        }
    }
}
