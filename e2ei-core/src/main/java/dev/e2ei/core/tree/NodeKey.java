package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.spi.crypto.KeyPairOctets;

/** A private HPKE key and the public key it belongs to. */
final class NodeKey implements AutoCloseable {
    private final Bytes publicKey;
    private final Secret privateKey;

    NodeKey(Bytes publicKey, Secret privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    static NodeKey of(KeyPairOctets pair) {
        return new NodeKey(Bytes.of(pair.publicKey()), Secret.copyOf(pair.privateKey()));
    }

    Bytes publicKey() {
        return publicKey;
    }

    Secret privateKey() {
        return privateKey;
    }

    NodeKey copy() {
        return new NodeKey(publicKey, privateKey.copy());
    }

    @Override
    public void close() {
        privateKey.close();
    }

    @Override
    public String toString() {
        return "NodeKey[" + publicKey.size() + " octets]";
    }
}
