package dev.e2ei.core.schedule;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The secrets of one epoch, or those that are still needed of it. Whoever holds the object closes it; what
 * {@link #get} gives stays its own.
 */
public final class EpochSecrets implements AutoCloseable {
    private final Map<EpochSecret, Secret> secrets;

    private EpochSecrets(Map<EpochSecret, Secret> secrets) {
        this.secrets = secrets;
    }

    /**
     * Secrets that were kept.
     *
     * @param secrets now this object's own
     * @return the object
     */
    public static EpochSecrets of(Map<EpochSecret, Secret> secrets) {
        Map<EpochSecret, Secret> own = new EnumMap<>(EpochSecret.class);
        own.putAll(secrets);
        return new EpochSecrets(own);
    }

    static EpochSecrets derive(LabeledCrypto crypto, byte[] epochSecret) {
        Map<EpochSecret, Secret> secrets = new EnumMap<>(EpochSecret.class);
        for (EpochSecret kind : EpochSecret.values()) {
            secrets.put(kind, Secret.take(crypto.deriveSecret(epochSecret, kind.label())));
        }
        return new EpochSecrets(secrets);
    }

    /** {@return which secrets are here} */
    public Set<EpochSecret> present() {
        return Collections.unmodifiableSet(secrets.keySet());
    }

    /**
     * One secret.
     *
     * @param kind which
     * @return the secret, not to be closed
     * @throws IllegalStateException if it is not kept any more
     */
    public Secret get(EpochSecret kind) {
        Secret secret = secrets.get(kind);
        if (secret == null) {
            throw new IllegalStateException(kind + " is not kept for this epoch any more");
        }
        return secret;
    }

    /**
     * What is to outlive the rest.
     *
     * @param kinds which
     * @return copies of those that are here
     */
    public EpochSecrets only(Set<EpochSecret> kinds) {
        Map<EpochSecret, Secret> kept = new EnumMap<>(EpochSecret.class);
        secrets.forEach((kind, secret) -> {
            if (kinds.contains(kind)) {
                kept.put(kind, secret.copy());
            }
        });
        return new EpochSecrets(kept);
    }

    /**
     * The tag by which a committer shows that its new epoch is this one, RFC 9420, section 6.1.
     *
     * @param crypto the group's suite
     * @param confirmedTranscriptHash of this epoch
     * @return the tag; compare it with {@link #isConfirmedBy}
     */
    public Bytes confirmationTag(LabeledCrypto crypto, Bytes confirmedTranscriptHash) {
        return Bytes.of(
                get(EpochSecret.CONFIRMATION).use(key -> crypto.mac(key, confirmedTranscriptHash.toByteArray())));
    }

    /**
     * Whether a tag is this epoch's, in constant time.
     *
     * @param crypto the group's suite
     * @param confirmedTranscriptHash of this epoch
     * @param tag as it was received
     * @return whether it is
     */
    public boolean isConfirmedBy(LabeledCrypto crypto, Bytes confirmedTranscriptHash, Bytes tag) {
        return MessageDigest.isEqual(
                confirmationTag(crypto, confirmedTranscriptHash).toByteArray(), tag.toByteArray());
    }

    /**
     * The key pair of external commits, RFC 9420, section 8.3.
     *
     * @param crypto the group's suite
     * @return the pair; wiped by the caller
     */
    public KeyPairOctets externalKeyPair(LabeledCrypto crypto) {
        return get(EpochSecret.EXTERNAL).use(secret -> crypto.crypto().deriveHpkeKeyPair(secret));
    }

    /** {@return the octets that members of this epoch have in common and may show each other, RFC 9420, section 8.7} */
    public Bytes authenticator() {
        return get(EpochSecret.AUTHENTICATION).use(Bytes::of);
    }

    @Override
    public void close() {
        secrets.values().forEach(Secret::close);
    }

    @Override
    public String toString() {
        return "EpochSecrets" + secrets.keySet();
    }
}
