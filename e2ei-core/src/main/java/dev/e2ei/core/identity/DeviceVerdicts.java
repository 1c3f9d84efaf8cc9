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

/**
 * Judges devices, each pair of chain and key once for as long as the trust stays the same and the answer cannot change. What
 * an answer says of an instant is of the one at which it was found. Safe for use by several threads.
 */
public final class DeviceVerdicts {
    private static final int CAPACITY = 20_000;

    private final TrustPolicy policy;
    private final X509Crypto crypto;
    private final Remembered<Bytes, Optional<ClientId>> clients = new Remembered<>(CAPACITY);
    private final AtomicReference<Answers> latest =
            new AtomicReference<>(new Answers(Optional.empty(), new Remembered<>(CAPACITY)));

    /** What was found while one trust was in force. */
    private record Answers(Optional<TrustState> trust, Remembered<Device, Answer> remembered) {}

    /** Holds from an instant up to another one, which does not belong to it. */
    private record Answer(DeviceFinding finding, Instant from) {
        boolean holds(Instant at) {
            return !at.isBefore(from)
                    && finding.verdict()
                            .nextChange()
                            .filter(next -> !at.isBefore(next))
                            .isEmpty();
        }

        /** Questions about the past are rare. */
        Answer orLater(Answer other) {
            return other.from.isBefore(from) ? this : other;
        }
    }

    /** Hashed by the key, which is unique in a group, so that no chain is read through for a look-up. */
    private record Device(CertificateChain chain, Bytes signatureKey) {
        @Override
        public int hashCode() {
            return 31 * signatureKey.hashCode() + chain.leaf().size();
        }
    }

    /**
     * Without answers yet.
     *
     * @param policy by which certificates are judged
     * @param crypto by which their signatures are verified
     */
    public DeviceVerdicts(TrustPolicy policy, X509Crypto crypto) {
        this.policy = policy;
        this.crypto = new RememberedSignatures(crypto);
    }

    public TrustPolicy policy() {
        return policy;
    }

    /**
     * What is known about a device at an instant.
     *
     * @param chain its certificates
     * @param signatureKey the MLS signature key that it uses
     * @param trust what is trusted; as long as it is the same value, answers are remembered
     */
    public DeviceFinding judge(CertificateChain chain, Bytes signatureKey, TrustState trust, Instant at) {
        Remembered<Device, Answer> answers = answers(trust);
        Device device = new Device(chain, signatureKey);
        Optional<Answer> known = answers.find(device).filter(answer -> answer.holds(at));
        if (known.isPresent()) {
            return known.get().finding();
        }
        DeviceFinding found = DeviceVerdictRule.find(
                chain, Optional.of(signatureKey), trust.store(), trust.crls(), policy, crypto, at);
        answers.put(device, new Answer(found, at), Answer::orLater);
        return found;
    }

    private Remembered<Device, Answer> answers(TrustState trust) {
        return latest.updateAndGet(answers -> answers.trust().equals(Optional.of(trust))
                        ? answers
                        : new Answers(Optional.of(trust), new Remembered<>(CAPACITY)))
                .remembered();
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
