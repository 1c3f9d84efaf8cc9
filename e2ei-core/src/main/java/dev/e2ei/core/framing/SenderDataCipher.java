package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.schedule.EpochSecret;
import dev.e2ei.core.schedule.EpochSecrets;
import java.util.Arrays;

/** Hides who sent a private message, RFC 9420, section 6.3.2: key and nonce depend on the beginning of its ciphertext. */
public final class SenderDataCipher {
    private final LabeledCrypto crypto;
    private final EpochSecrets secrets;

    /**
     * For one epoch.
     *
     * @param crypto the group's suite
     * @param secrets of the epoch
     */
    public SenderDataCipher(LabeledCrypto crypto, EpochSecrets secrets) {
        this.crypto = crypto;
        this.secrets = secrets;
    }

    /**
     * The key beside a ciphertext.
     *
     * @param ciphertext of the message
     * @return Nk octets, to be wiped
     */
    public byte[] key(Bytes ciphertext) {
        return derive("key", ciphertext, crypto.crypto().aeadKeyLength());
    }

    /**
     * The nonce beside a ciphertext.
     *
     * @param ciphertext of the message
     * @return Nn octets, to be wiped
     */
    public byte[] nonce(Bytes ciphertext) {
        return derive("nonce", ciphertext, crypto.crypto().aeadNonceLength());
    }

    Bytes seal(SenderData data, byte[] aad, Bytes ciphertext) {
        byte[] key = key(ciphertext);
        byte[] nonce = nonce(ciphertext);
        byte[] plaintext = SenderData.CODEC.toOctets(data);
        try {
            return Bytes.of(crypto.crypto().seal(key, nonce, aad, plaintext));
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(nonce, (byte) 0);
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    SenderData open(PrivateMessage message) {
        byte[] key = key(message.ciphertext());
        byte[] nonce = nonce(message.ciphertext());
        try {
            byte[] plaintext = crypto.crypto()
                    .open(
                            key,
                            nonce,
                            message.senderDataAad(),
                            message.encryptedSenderData().toByteArray());
            return SenderData.CODEC.fromOctets(plaintext, DecodeLimits.MESSAGE);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(nonce, (byte) 0);
        }
    }

    private byte[] derive(String label, Bytes ciphertext, int length) {
        byte[] sample = Arrays.copyOf(ciphertext.toByteArray(), Math.min(ciphertext.size(), crypto.hashLength()));
        return secrets.get(EpochSecret.SENDER_DATA)
                .use(secret -> crypto.expandWithLabel(secret, label, sample, length));
    }
}
