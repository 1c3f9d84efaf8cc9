package dev.e2ei.core.keypackage;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.authentication.CredentialRules;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.credential.Credential;
import dev.e2ei.core.credential.X509Credential;
import dev.e2ei.core.identity.DeviceVerdicts;
import dev.e2ei.core.identity.TestDevice;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafNodeContent;
import dev.e2ei.core.tree.LeafNodeDraft;
import dev.e2ei.core.tree.LeafPosition;
import dev.e2ei.core.tree.Lifetime;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;

/** A client that makes leaves and key packages, right and wrong ones. */
public final class TestClient {
    public static final Ciphersuite SUITE = Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519;
    public static final MlsProfile PROFILE = MlsProfile.wire();

    private static final CryptoProvider PROVIDER =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow();

    private final LabeledCrypto crypto;
    private final Credential credential;
    private final Bytes publicKey;
    private final byte[] privateKey;

    private TestClient(LabeledCrypto crypto, Credential credential, Bytes publicKey, byte[] privateKey) {
        this.crypto = crypto;
        this.credential = credential;
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    public static LabeledCrypto crypto(Ciphersuite suite) {
        return new LabeledCrypto(PROVIDER.forCiphersuite(suite).orElseThrow());
    }

    /** The device of the given number, with a Basic credential. */
    public static TestClient basic(Ciphersuite suite, int device) {
        LabeledCrypto crypto = crypto(suite);
        KeyPairOctets pair = crypto.crypto().generateSignatureKeyPair();
        return new TestClient(
                crypto,
                new BasicCredential(Bytes.ofUtf8(TestDevice.clientId(device))),
                Bytes.of(pair.publicKey()),
                pair.privateKey());
    }

    public static TestClient basic(int device) {
        return basic(SUITE, device);
    }

    /** The device of the given number, with a certificate of the given kind. */
    public static TestClient x509(TestDevice.Kind kind, int device) {
        TestKey key = TestKey.ed25519();
        CertificateChain chain = TestDevice.chain(kind, device, key);
        return new TestClient(
                crypto(SUITE), new X509Credential(chain.certificates()), key.mlsKey(), key.mlsPrivateKey());
    }

    /** The same client with another credential. */
    public TestClient with(Credential other) {
        return new TestClient(crypto, other, publicKey, privateKey);
    }

    public LabeledCrypto crypto() {
        return crypto;
    }

    public Credential credential() {
        return credential;
    }

    public Bytes publicKey() {
        return publicKey;
    }

    public byte[] privateKey() {
        return privateKey.clone();
    }

    public Bytes freshKey() {
        return Bytes.of(crypto.crypto().generateHpkeKeyPair().publicKey());
    }

    public LeafNodeDraft draft() {
        return OwnLeaf.draft(PROFILE, credential, publicKey);
    }

    public Lifetime lifetime() {
        return OwnLeaf.lifetime(
                PROFILE, new BasicCredential(Bytes.EMPTY), PROFILE.keyPackageLifetime(), TestDevice.NOW);
    }

    public LeafNode sign(LeafNodeContent content, LeafPosition position) {
        return LeafNode.sign(crypto, content, Optional.of(position), privateKey);
    }

    /** A leaf of a key package. */
    public LeafNode leaf() {
        return leaf(content -> content);
    }

    /** A leaf of a key package that is another one before it is signed. */
    public LeafNode leaf(UnaryOperator<LeafNodeContent> change) {
        LeafNodeContent content = draft().forKeyPackage(freshKey(), lifetime());
        return LeafNode.sign(crypto, change.apply(content), Optional.empty(), privateKey);
    }

    public KeyPackage keyPackage() {
        return keyPackage(leaf());
    }

    public KeyPackage keyPackage(LeafNode leaf) {
        return KeyPackage.sign(crypto, freshKey(), leaf, Extensions.NONE, privateKey);
    }

    public KeyPackage keyPackage(Bytes initKey, LeafNode leaf, Extensions extensions) {
        return KeyPackage.sign(crypto, initKey, leaf, extensions, privateKey);
    }

    /** The rules for leaves at {@link TestDevice#NOW}, any lifetime taken from others. */
    public static LeafNodeRules leafRules(LabeledCrypto crypto) {
        return new LeafNodeRules(crypto, LifetimePolicy.unlimited(), TestDevice.NOW);
    }

    /** The authentication service of somebody who trusts the devices' authority. */
    public static LeafAdmission admission() {
        return new CredentialRules(
                new DeviceVerdicts(TrustPolicy.wire(), TestDevice.CRYPTO, TestDevice::sha256),
                TestDevice.trustedWithLists(),
                TestDevice.NOW);
    }
}
