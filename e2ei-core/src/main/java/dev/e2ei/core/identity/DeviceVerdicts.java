package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Judges devices, each pair of chain and key once for as long as the trust stays the same and neither the answer nor its
 * evidence can change. Safe for use by several threads.
 */
public final class DeviceVerdicts {
    private static final int CAPACITY = 20_000;

    private final TrustPolicy policy;
    private final X509Crypto crypto;
    private final UnaryOperator<byte[]> sha256;
    private final ChainReader reader = new ChainReader();
    private final Remembered<Bytes, Optional<ClientId>> clients = new Remembered<>(CAPACITY);
    private final AtomicReference<@Nullable Answers> latest = new AtomicReference<>();

    /** What was found while one trust was in force: an answer that was begun under another one ends up with that one. */
    private record Answers(TrustState trust, DeviceVerdictRule rule, Remembered<Question, DeviceFinding> remembered) {}

    /** Hashed by what differs between devices, so that no chain is read through for a look-up. */
    private record Question(CertificateChain chain, Optional<Bytes> signatureKey, Viewpoint viewpoint) {
        private static final int DIFFERS = 16;

        @Override
        public int hashCode() {
            Bytes leaf = chain.leaf();
            int hash = leaf.size();
            // The end of the signature.
            for (int i = Math.max(0, leaf.size() - DIFFERS); i < leaf.size(); i++) {
                hash = 31 * hash + leaf.at(i);
            }
            return 31 * hash + signatureKey.hashCode();
        }
    }

    /**
     * Without answers yet.
     *
     * @param policy by which certificates are judged
     * @param crypto by which their signatures are verified
     * @param sha256 the hash by which keys are told apart in words
     */
    public DeviceVerdicts(TrustPolicy policy, X509Crypto crypto, UnaryOperator<byte[]> sha256) {
        this.policy = policy;
        this.crypto = new RememberedSignatures(crypto);
        this.sha256 = sha256;
    }

    public TrustPolicy policy() {
        return policy;
    }

    /**
     * What is known about a device at an instant; what a list names is revoked at each.
     *
     * @param chain its certificates
     * @param signatureKey the MLS signature key that it uses
     * @param trust what is trusted; as long as it is the same value, answers are remembered
     */
    public DeviceFinding judge(CertificateChain chain, Bytes signatureKey, TrustState trust, Instant at) {
        return judge(chain, Optional.of(signatureKey), trust, Viewpoint.STANDING, at);
    }

    /**
     * What is known about a certificate, or about a device.
     *
     * @param chain its certificates
     * @param signatureKey the MLS signature key that the device uses; without one, the certificate's is not looked at
     * @param trust what is trusted; as long as it is the same value, answers are remembered
     * @param viewpoint what a revocation says of the time before it
     */
    public DeviceFinding judge(
            CertificateChain chain, Optional<Bytes> signatureKey, TrustState trust, Viewpoint viewpoint, Instant at) {
        Answers answers = answers(trust);
        Question question = new Question(chain, signatureKey, viewpoint);
        Optional<DeviceFinding> known = answers.remembered().find(question);
        if (known.isPresent() && known.get().evidencePeriod().contains(at)) {
            return known.get().asOf(at);
        }
        DeviceFinding found = answers.rule().find(chain, signatureKey, viewpoint, at);
        answers.remembered().put(question, found);
        return found;
    }

    private Answers answers(TrustState trust) {
        Answers known = latest.get();
        if (known != null && known.trust().equals(trust)) {
            return known;
        }
        Answers fresh = new Answers(
                trust, new DeviceVerdictRule(trust, policy, crypto, sha256, reader), new Remembered<>(CAPACITY));
        latest.set(fresh);
        return fresh;
    }

    /** Which client a certificate claims to be of, which is no proof, and does not depend on trust. */
    public Optional<ClientId> claimedClient(CertificateChain chain) {
        Optional<Optional<ClientId>> known = clients.find(chain.leaf());
        if (known.isPresent()) {
            return known.get();
        }
        Optional<ClientId> client = ClaimedClient.ofCertificate(chain.leaf());
        clients.put(chain.leaf(), client);
        return client;
    }
}
