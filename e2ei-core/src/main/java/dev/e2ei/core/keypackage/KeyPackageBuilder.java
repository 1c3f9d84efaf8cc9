package dev.e2ei.core.keypackage;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.core.credential.Credential;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafNodeContent;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes key packages of this client, without extensions: what others would read into one is not the same everywhere. */
public final class KeyPackageBuilder {
    private final LabeledCrypto crypto;
    private final MlsProfile profile;
    private final Credential credential;
    private final Bytes signatureKey;

    /**
     * For one credential.
     *
     * @param crypto the suite
     * @param profile capabilities and backdating
     * @param credential who the client is
     * @param signatureKey the credential's public key
     */
    public KeyPackageBuilder(LabeledCrypto crypto, MlsProfile profile, Credential credential, Bytes signatureKey) {
        this.crypto = crypto;
        this.profile = profile;
        this.credential = credential;
        this.signatureKey = signatureKey;
    }

    /**
     * Makes a key package with fresh keys.
     *
     * @param privateKey the private signature key; not kept
     * @param lifetime how long it is valid from now on, at most until the certificate ends
     * @param now the instant
     * @return the key package with its private parts, to be closed
     * @throws dev.e2ei.api.error.PathRejectedException if the certificate is over
     */
    public NewKeyPackage build(byte[] privateKey, Duration lifetime, Instant now) {
        KeyPairOctets init = crypto.crypto().generateHpkeKeyPair();
        KeyPairOctets encryption = crypto.crypto().generateHpkeKeyPair();
        try {
            LeafNodeContent content = OwnLeaf.draft(profile, credential, signatureKey)
                    .forKeyPackage(
                            Bytes.of(encryption.publicKey()), OwnLeaf.lifetime(profile, credential, lifetime, now));
            LeafNode leaf = LeafNode.sign(crypto, content, Optional.empty(), privateKey);
            KeyPackage keyPackage =
                    KeyPackage.sign(crypto, Bytes.of(init.publicKey()), leaf, Extensions.NONE, privateKey);
            return new NewKeyPackage(
                    keyPackage, Secret.copyOf(init.privateKey()), Secret.copyOf(encryption.privateKey()));
        } finally {
            init.wipe();
            encryption.wipe();
        }
    }

    /** The same for as long as the profile says. */
    public NewKeyPackage build(byte[] privateKey, Instant now) {
        return build(privateKey, profile.keyPackageLifetime(), now);
    }
}
