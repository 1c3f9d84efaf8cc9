package dev.e2ei.core.schedule;

import dev.e2ei.api.Secret;
import dev.e2ei.core.labels.LabeledCrypto;

/** Key and nonce of one generation of a ratchet, RFC 9420, section 9.1. */
public final class MessageKey implements AutoCloseable {
    private final int generation;
    private final Secret key;
    private final Secret nonce;

    MessageKey(int generation, Secret key, Secret nonce) {
        this.generation = generation;
        this.key = key;
        this.nonce = nonce;
    }

    static MessageKey derive(LabeledCrypto crypto, byte[] ratchetSecret, int generation) {
        return new MessageKey(
                generation,
                Secret.take(crypto.deriveTreeSecret(
                        ratchetSecret, "key", generation, crypto.crypto().aeadKeyLength())),
                Secret.take(crypto.deriveTreeSecret(
                        ratchetSecret, "nonce", generation, crypto.crypto().aeadNonceLength())));
    }

    /** {@return which message, a uint32} */
    public int generation() {
        return generation;
    }

    /** {@return Nk octets; closed with this object} */
    public Secret key() {
        return key;
    }

    /** {@return Nn octets, before the reuse guard; closed with this object} */
    public Secret nonce() {
        return nonce;
    }

    MessageKey copy() {
        return new MessageKey(generation, key.copy(), nonce.copy());
    }

    @Override
    public void close() {
        key.close();
        nonce.close();
    }

    @Override
    public String toString() {
        return "MessageKey[generation " + Integer.toUnsignedString(generation) + "]";
    }
}
