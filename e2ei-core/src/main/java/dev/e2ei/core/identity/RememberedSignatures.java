package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.spi.crypto.X509Crypto;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Verifies the signatures that are met again and again once: those on the certificates of authorities, which come with
 * every chain below them.
 */
final class RememberedSignatures implements X509Crypto {
    private static final int CAPACITY = 256;

    private final X509Crypto crypto;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Signed, Boolean> verified = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Signed, Boolean> eldest) {
            return size() > CAPACITY;
        }
    };

    private record Signed(Bytes key, Bytes algorithm, Bytes content, Bytes signature) {
        /** No two signatures of one length are likely to be equal: the rest need not be read for a look-up. */
        @Override
        public int hashCode() {
            return signature.hashCode();
        }
    }

    RememberedSignatures(X509Crypto crypto) {
        this.crypto = crypto;
    }

    @Override
    public boolean verify(byte[] subjectPublicKeyInfo, byte[] algorithmIdentifier, byte[] content, byte[] signature) {
        Signed signed = new Signed(
                Bytes.of(subjectPublicKeyInfo), Bytes.of(algorithmIdentifier), Bytes.of(content), Bytes.of(signature));
        Boolean known;
        lock.lock();
        try {
            known = verified.get(signed);
        } finally {
            lock.unlock();
        }
        if (known != null) {
            return known;
        }
        boolean good = crypto.verify(subjectPublicKeyInfo, algorithmIdentifier, content, signature);
        lock.lock();
        try {
            verified.put(signed, good);
        } finally {
            lock.unlock();
        }
        return good;
    }

    @Override
    public boolean supports(String signatureAlgorithm) {
        return crypto.supports(signatureAlgorithm);
    }
}
