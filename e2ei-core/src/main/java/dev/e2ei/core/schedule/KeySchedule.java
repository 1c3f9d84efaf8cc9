package dev.e2ei.core.schedule;

import dev.e2ei.api.Secret;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.spi.crypto.RandomSource;
import java.util.Arrays;

/**
 * From the secrets of an epoch and a commit to those of the next epoch, RFC 9420, section 8. Secrets that are given are not
 * closed; those that are returned are the caller's to close.
 */
public final class KeySchedule {
    private final LabeledCrypto crypto;

    /**
     * For one suite.
     *
     * @param crypto the group's suite
     */
    public KeySchedule(LabeledCrypto crypto) {
        this.crypto = crypto;
    }

    /** {@return the secret of a commit that has no path: zeros} */
    public Secret noCommitSecret() {
        return Secret.take(new byte[crypto.hashLength()]);
    }

    /**
     * What a welcome brings to those who join.
     *
     * @param init of the last epoch, or of an external commit
     * @param commit of the commit's path, or {@link #noCommitSecret}
     * @param newContext the new epoch's GroupContext
     * @return joiner_secret
     */
    public Secret joiner(Secret init, Secret commit, byte[] newContext) {
        byte[] extracted = extract(init, commit);
        try {
            return Secret.take(crypto.expandWithLabel(extracted, "joiner", newContext, crypto.hashLength()));
        } finally {
            Arrays.fill(extracted, (byte) 0);
        }
    }

    /**
     * What hides the group info of a welcome.
     *
     * @param joiner joiner_secret
     * @param psk psk_secret
     * @return welcome_secret
     */
    public Secret welcome(Secret joiner, Secret psk) {
        byte[] member = extract(joiner, psk);
        try {
            return Secret.take(crypto.deriveSecret(member, "welcome"));
        } finally {
            Arrays.fill(member, (byte) 0);
        }
    }

    /**
     * The secrets of the new epoch.
     *
     * @param joiner joiner_secret
     * @param psk psk_secret
     * @param newContext the new epoch's GroupContext
     * @return all of them
     */
    public EpochSecrets epoch(Secret joiner, Secret psk, byte[] newContext) {
        byte[] member = extract(joiner, psk);
        byte[] epoch = new byte[0];
        try {
            epoch = crypto.expandWithLabel(member, "epoch", newContext, crypto.hashLength());
            return EpochSecrets.derive(crypto, epoch);
        } finally {
            Arrays.fill(member, (byte) 0);
            Arrays.fill(epoch, (byte) 0);
        }
    }

    /**
     * The secrets of a new group's first epoch, which has no commit: its secret is random (RFC 9420, section 11).
     *
     * @param random where it comes from
     * @return all of them
     */
    public EpochSecrets creation(RandomSource random) {
        byte[] epoch = random.bytes(crypto.hashLength());
        try {
            return EpochSecrets.derive(crypto, epoch);
        } finally {
            Arrays.fill(epoch, (byte) 0);
        }
    }

    private byte[] extract(Secret salt, Secret inputKeyMaterial) {
        return salt.use(first -> inputKeyMaterial.use(second -> crypto.extract(first, second)));
    }
}
