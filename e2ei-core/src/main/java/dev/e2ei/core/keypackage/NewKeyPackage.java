package dev.e2ei.core.keypackage;

import dev.e2ei.api.Secret;

/** A key package of this client with what belongs to it and to nobody else; closing it wipes that. */
public final class NewKeyPackage implements AutoCloseable {
    private final KeyPackage keyPackage;
    private final Secret initPrivateKey;
    private final Secret leafPrivateKey;

    public NewKeyPackage(KeyPackage keyPackage, Secret initPrivateKey, Secret leafPrivateKey) {
        this.keyPackage = keyPackage;
        this.initPrivateKey = initPrivateKey;
        this.leafPrivateKey = leafPrivateKey;
    }

    public KeyPackage keyPackage() {
        return keyPackage;
    }

    /** The private key of {@code init_key}. */
    public Secret initPrivateKey() {
        return initPrivateKey;
    }

    /** The private key of the leaf's {@code encryption_key}. */
    public Secret leafPrivateKey() {
        return leafPrivateKey;
    }

    @Override
    public void close() {
        initPrivateKey.close();
        leafPrivateKey.close();
    }

    @Override
    public String toString() {
        return "New" + keyPackage;
    }
}
