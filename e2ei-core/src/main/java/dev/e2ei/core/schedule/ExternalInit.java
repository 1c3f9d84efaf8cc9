package dev.e2ei.core.schedule;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.DecryptionFailedException;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.spi.crypto.HpkeExport;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.nio.charset.StandardCharsets;

/** The secret that stands in for init_secret in an external commit, RFC 9420, section 8.3. */
public final class ExternalInit implements AutoCloseable {
    private static final byte[] EXPORTER_CONTEXT = "MLS 1.0 external init secret".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NO_INFO = {};

    private final Bytes kemOutput;
    private final Secret initSecret;

    private ExternalInit(Bytes kemOutput, Secret initSecret) {
        this.kemOutput = kemOutput;
        this.initSecret = initSecret;
    }

    /**
     * The joiner's side.
     *
     * @param crypto the group's suite
     * @param externalPub the key in the group info
     * @return what goes into the proposal, and the secret
     * @throws MessageRejectedException EX-2 if the key is none
     */
    public static ExternalInit join(LabeledCrypto crypto, Bytes externalPub) {
        try {
            HpkeExport export = crypto.crypto()
                    .hpkeExportSender(externalPub.toByteArray(), NO_INFO, EXPORTER_CONTEXT, crypto.hashLength());
            return new ExternalInit(Bytes.of(export.kemOutput()), Secret.take(export.secret()));
        } catch (ProviderException e) {
            throw new MessageRejectedException("EX-2", "external_pub is not a key of the suite (8.3)");
        }
    }

    /**
     * The members' side.
     *
     * @param crypto the group's suite
     * @param secrets of the epoch that the commit ends
     * @param kemOutput of the proposal
     * @return init_secret, to be closed
     * @throws MessageRejectedException PR-7 if the KEM output is none
     */
    public static Secret accept(LabeledCrypto crypto, EpochSecrets secrets, Bytes kemOutput) {
        int length = crypto.crypto().kemPublicKeyLength();
        if (kemOutput.size() != length) {
            throw new MessageRejectedException(
                    "PR-7", "a KEM output of " + kemOutput.size() + " octets, the suite's have " + length + " (8.3)");
        }
        KeyPairOctets pair = secrets.externalKeyPair(crypto);
        try {
            return Secret.take(crypto.crypto()
                    .hpkeExportRecipient(
                            kemOutput.toByteArray(),
                            pair.privateKey(),
                            pair.publicKey(),
                            NO_INFO,
                            EXPORTER_CONTEXT,
                            crypto.hashLength()));
        } catch (DecryptionFailedException e) {
            throw new MessageRejectedException("PR-7", "the KEM output is not one of the suite (8.3)");
        } finally {
            pair.wipe();
        }
    }

    /** {@return what goes into the proposal} */
    public Bytes kemOutput() {
        return kemOutput;
    }

    /** {@return what goes into the key schedule; closed with this object} */
    public Secret initSecret() {
        return initSecret;
    }

    @Override
    public void close() {
        initSecret.close();
    }

    @Override
    public String toString() {
        return "ExternalInit[" + kemOutput.size() + " octets]";
    }
}
