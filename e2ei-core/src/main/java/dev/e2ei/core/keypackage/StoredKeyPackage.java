package dev.e2ei.core.keypackage;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.credential.CredentialRef;
import java.time.Instant;

/** A key package of this client that nobody has used yet, with its private keys; closing it wipes those. */
public final class StoredKeyPackage implements AutoCloseable {
    private final Bytes ref;
    private final CredentialRef credential;
    private final NewKeyPackage content;

    /**
     * With its private keys, which it takes over.
     *
     * @param ref its reference
     * @param credential the credential that it was made with
     * @param content key package and private keys
     */
    public StoredKeyPackage(Bytes ref, CredentialRef credential, NewKeyPackage content) {
        this.ref = ref;
        this.credential = credential;
        this.content = content;
    }

    /** {@return its reference} */
    public Bytes ref() {
        return ref;
    }

    /** {@return the credential that it was made with} */
    public CredentialRef credential() {
        return credential;
    }

    /** {@return key package and private keys} */
    public NewKeyPackage content() {
        return content;
    }

    /** {@return the last second at which it may be used} */
    public Instant notAfter() {
        return content.keyPackage()
                .leaf()
                .lifetime()
                .map(lifetime -> Instant.ofEpochSecond(lifetime.notAfter()))
                .orElseThrow();
    }

    /**
     * Whether its lifetime has ended.
     *
     * @param now the instant
     * @return whether it has
     */
    public boolean isOver(Instant now) {
        return now.getEpochSecond() > notAfter().getEpochSecond();
    }

    @Override
    public void close() {
        content.close();
    }

    @Override
    public String toString() {
        return "Stored" + content.keyPackage();
    }
}
