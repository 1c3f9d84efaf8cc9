package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Judges devices, each pair of chain and key once for as long as the trust stays the same and the answer cannot change. What
 * an answer says of an instant is of the one at which it was found. Safe for use by several threads.
 */
public final class DeviceVerdicts {
    private static final int CAPACITY = 20_000;

    private final TrustPolicy policy;
    private final X509Crypto crypto;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Device, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Device, Answer> eldest) {
            return size() > CAPACITY;
        }
    };
    private @Nullable TrustState trusted;

    /** Holds from an instant up to another one, which does not belong to it. */
    private record Answer(DeviceFinding finding, Instant from) {
        boolean holds(Instant at) {
            return !at.isBefore(from)
                    && finding.verdict()
                            .nextChange()
                            .filter(next -> !at.isBefore(next))
                            .isEmpty();
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
        Device device = new Device(chain, signatureKey);
        Optional<DeviceFinding> known = remembered(device, trust, at);
        if (known.isPresent()) {
            return known.get();
        }
        DeviceFinding found = DeviceVerdictRule.find(
                chain, Optional.of(signatureKey), trust.store(), trust.crls(), policy, crypto, at);
        remember(device, trust, new Answer(found, at));
        return found;
    }

    private Optional<DeviceFinding> remembered(Device device, TrustState trust, Instant at) {
        lock.lock();
        try {
            if (!trust.equals(trusted)) {
                answers.clear();
                trusted = trust;
            }
            return Optional.ofNullable(answers.get(device))
                    .filter(answer -> answer.holds(at))
                    .map(Answer::finding);
        } finally {
            lock.unlock();
        }
    }

    /** Of two answers the one about the later instant is kept: questions about the past are rare. */
    private void remember(Device device, TrustState trust, Answer answer) {
        lock.lock();
        try {
            if (trust.equals(trusted)) {
                answers.merge(device, answer, (old, young) -> young.from.isBefore(old.from) ? old : young);
            }
        } finally {
            lock.unlock();
        }
    }
}
