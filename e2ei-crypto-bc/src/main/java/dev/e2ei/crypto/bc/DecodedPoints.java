package dev.e2ei.crypto.bc;

import dev.e2ei.api.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * The public keys that were used last. BouncyCastle keeps multiples at a point that is used again, which makes
 * verification more than twice as fast: all certificates of a domain have one issuer.
 */
final class DecodedPoints {
    static final int LIMIT = 64;

    private final NistCurve curve;
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Bytes, ECPublicKeyParameters> recent = new LinkedHashMap<>(LIMIT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, ECPublicKeyParameters> eldest) {
            return size() > LIMIT;
        }
    };

    DecodedPoints(NistCurve curve) {
        this.curve = curve;
    }

    /** The key, or empty for octets that are none; those are not remembered. */
    Optional<ECPublicKeyParameters> decode(byte[] publicKey) {
        if (publicKey.length != curve.pointLength()) {
            return Optional.empty();
        }
        Bytes octets = Bytes.of(publicKey);
        lock.lock();
        try {
            ECPublicKeyParameters known = recent.get(octets);
            if (known != null) {
                return Optional.of(known);
            }
        } finally {
            lock.unlock();
        }
        Optional<ECPublicKeyParameters> decoded =
                curve.decodePoint(publicKey).map(point -> new ECPublicKeyParameters(point, curve.domain()));
        lock.lock();
        try {
            decoded.ifPresent(key -> recent.put(octets, key));
        } finally {
            lock.unlock();
        }
        return decoded;
    }

    int size() {
        lock.lock();
        try {
            return recent.size();
        } finally {
            lock.unlock();
        }
    }
}
