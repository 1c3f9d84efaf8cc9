package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.spi.crypto.X509Crypto;
import java.util.Optional;

/**
 * Verifies the signatures that are met again and again once: those on the certificates of authorities, which come with
 * every chain below them.
 */
final class RememberedSignatures implements X509Crypto {
    private static final int CAPACITY = 256;

    private final X509Crypto crypto;
    private final Remembered<Signed, Boolean> verified = new Remembered<>(CAPACITY);

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
        Optional<Boolean> known = verified.find(signed);
        if (known.isPresent()) {
            return known.get();
        }
        boolean good = crypto.verify(subjectPublicKeyInfo, algorithmIdentifier, content, signature);
        verified.put(signed, good);
        return good;
    }

    @Override
    public boolean supports(String signatureAlgorithm) {
        return crypto.supports(signatureAlgorithm);
    }
}
