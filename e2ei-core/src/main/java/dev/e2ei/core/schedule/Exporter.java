package dev.e2ei.core.schedule;

import dev.e2ei.api.Secret;
import dev.e2ei.core.labels.LabeledCrypto;
import java.util.Arrays;

/** MLS-Exporter, RFC 9420, section 8.5: secrets for the application, another one for each purpose, context and epoch. */
public final class Exporter {
    private static final int BLOCKS = 255;

    private final LabeledCrypto crypto;

    /**
     * For one suite.
     *
     * @param crypto the group's suite
     */
    public Exporter(LabeledCrypto crypto) {
        this.crypto = crypto;
    }

    /**
     * Exports a secret.
     *
     * @param secrets of the epoch
     * @param label the purpose
     * @param context anything
     * @param length 1 to 255 Nh octets
     * @return the secret, to be closed
     * @throws IllegalArgumentException if the length is outside
     */
    public Secret export(EpochSecrets secrets, String label, byte[] context, int length) {
        if (length < 1 || length > BLOCKS * crypto.hashLength()) {
            throw new IllegalArgumentException(
                    "1 to " + BLOCKS * crypto.hashLength() + " octets can be exported, not " + length);
        }
        byte[] derived = secrets.get(EpochSecret.EXPORTER).use(exporter -> crypto.deriveSecret(exporter, label));
        try {
            return Secret.take(crypto.expandWithLabel(derived, "exported", crypto.hash(context), length));
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }
}
