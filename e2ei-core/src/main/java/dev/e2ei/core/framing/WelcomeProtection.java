package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.DecryptionFailedException;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.secret.SecretScope;
import dev.e2ei.core.tree.EncryptedPathSecret;
import dev.e2ei.spi.crypto.HpkeCiphertext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a welcome is sealed and opened, RFC 9420, section 12.4.3.1: the group info under welcome_secret, and for each of those who
 * are added the group secrets under an init key.
 */
public final class WelcomeProtection {
    private static final String LABEL = "Welcome";
    private static final byte[] NOTHING = {};

    private final LabeledCrypto crypto;

    /**
     * For one suite.
     *
     * @param crypto the group's suite
     */
    public WelcomeProtection(LabeledCrypto crypto) {
        this.crypto = crypto;
    }

    /**
     * Makes a welcome.
     *
     * @param welcomeSecret of the new epoch
     * @param groupInfo of the new epoch
     * @param recipients those who are added; not closed
     * @return the welcome
     */
    public Welcome seal(Secret welcomeSecret, GroupInfo groupInfo, List<WelcomeRecipient> recipients) {
        byte[] sealedInfo = welcomeSecret.use(secret -> sealGroupInfo(secret, GroupInfo.CODEC.toOctets(groupInfo)));
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> plaintexts = new ArrayList<>();
        try (SecretScope scope = new SecretScope()) {
            for (WelcomeRecipient recipient : recipients) {
                keys.add(recipient.initKey().toByteArray());
                plaintexts.add(scope.keep(GroupSecrets.CODEC.toOctets(recipient.secrets())));
            }
            List<HpkeCiphertext> sealed = crypto.encryptAll(keys, LABEL, sealedInfo, plaintexts);
            List<EncryptedGroupSecrets> secrets = new ArrayList<>();
            for (int i = 0; i < sealed.size(); i++) {
                secrets.add(new EncryptedGroupSecrets(
                        recipients.get(i).keyPackageRef(),
                        new EncryptedPathSecret(
                                Bytes.of(sealed.get(i).kemOutput()),
                                Bytes.of(sealed.get(i).ciphertext()))));
            }
            return new Welcome(crypto.suite().id(), secrets, Bytes.of(sealedInfo));
        }
    }

    /**
     * Opens what is for one of those who are added.
     *
     * @param welcome the welcome
     * @param secrets what is for the key package
     * @param initPrivateKey its private init key; not kept
     * @param initKey its init key
     * @return the group secrets, to be closed
     * @throws MessageRejectedException WE-1 if it is not for that key
     * @throws dev.e2ei.api.error.MalformedMessageException if it is something else
     */
    public GroupSecrets openSecrets(
            Welcome welcome, EncryptedGroupSecrets secrets, byte[] initPrivateKey, Bytes initKey) {
        HpkeCiphertext sealed = new HpkeCiphertext(
                secrets.encryptedGroupSecrets().kemOutput().toByteArray(),
                secrets.encryptedGroupSecrets().ciphertext().toByteArray());
        try (SecretScope scope = new SecretScope()) {
            byte[] plaintext = scope.keep(crypto.decrypt(
                    initPrivateKey,
                    initKey.toByteArray(),
                    LABEL,
                    welcome.encryptedGroupInfo().toByteArray(),
                    sealed));
            return GroupSecrets.CODEC.fromOctets(plaintext, DecodeLimits.MESSAGE);
        } catch (DecryptionFailedException e) {
            throw new MessageRejectedException("WE-1", "the group secrets do not open with the init key (12.4.3.1)");
        }
    }

    /**
     * Opens the group info.
     *
     * @param welcome the welcome
     * @param welcomeSecret of the epoch that it welcomes to
     * @return the group info, whose signature is still to be verified
     * @throws MessageRejectedException WE-9 if it does not open
     * @throws dev.e2ei.api.error.MalformedMessageException if it is something else
     */
    public GroupInfo openGroupInfo(Welcome welcome, Secret welcomeSecret) {
        try {
            byte[] info = welcomeSecret.use(secret -> openGroupInfo(secret, welcome.encryptedGroupInfo()));
            return GroupInfo.CODEC.fromOctets(info, DecodeLimits.GROUP);
        } catch (DecryptionFailedException e) {
            throw new MessageRejectedException("WE-9", "the group info does not open (12.4.3.1)");
        }
    }

    private byte[] sealGroupInfo(byte[] welcomeSecret, byte[] info) {
        byte[] key = key(welcomeSecret);
        try {
            return crypto.crypto().seal(key, nonce(welcomeSecret), NOTHING, info);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] openGroupInfo(byte[] welcomeSecret, Bytes sealed) {
        byte[] key = key(welcomeSecret);
        try {
            return crypto.crypto().open(key, nonce(welcomeSecret), NOTHING, sealed.toByteArray());
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] key(byte[] welcomeSecret) {
        return crypto.expandWithLabel(
                welcomeSecret, "key", NOTHING, crypto.crypto().aeadKeyLength());
    }

    private byte[] nonce(byte[] welcomeSecret) {
        return crypto.expandWithLabel(
                welcomeSecret, "nonce", NOTHING, crypto.crypto().aeadNonceLength());
    }
}
