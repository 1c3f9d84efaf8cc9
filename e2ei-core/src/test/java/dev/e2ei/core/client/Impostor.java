package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.credential.Credential;
import dev.e2ei.core.credential.X509Credential;
import dev.e2ei.core.framing.MlsMessageIn;
import dev.e2ei.core.group.CommitBuilder;
import dev.e2ei.core.group.CommitMade;
import dev.e2ei.core.group.CommitRequest;
import dev.e2ei.core.group.ExternalJoin;
import dev.e2ei.core.group.Group;
import dev.e2ei.core.group.GroupConfig;
import dev.e2ei.core.group.GroupCreation;
import dev.e2ei.core.group.GroupEnvironment;
import dev.e2ei.core.group.GroupExtensions;
import dev.e2ei.core.group.GroupSettings;
import dev.e2ei.core.group.GroupState;
import dev.e2ei.core.group.LeafSigner;
import dev.e2ei.core.group.OwnProposals;
import dev.e2ei.core.group.PreSharedKeys;
import dev.e2ei.core.identity.TestDevice;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.keypackage.KeyPackageBuilder;
import dev.e2ei.core.keypackage.LeafAdmission;
import dev.e2ei.core.keypackage.LeafRole;
import dev.e2ei.core.keypackage.NewKeyPackage;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.spi.crypto.CryptoProvider;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Somebody whose engine lets in whatever leaf: what it makes is right in all but the certificates. */
final class Impostor {
    private static final GroupConfig CONFIG = new GroupConfig(false);
    private static final MlsProfile PROFILE = MlsProfile.wire();
    private static final LabeledCrypto CRYPTO = TestClient.crypto(TestClients.SUITE1);
    private static final GroupEnvironment ENVIRONMENT = new GroupEnvironment(
            CRYPTO,
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().random(),
            TestDevice.NOW,
            new Anybody(),
            PreSharedKeys.none(),
            GroupSettings.WIRE);

    final TestKey key = TestKey.ed25519();
    private final LeafSigner signer;

    Impostor(TestDevice.Kind kind, int device) {
        this.signer = signer(TestDevice.chain(kind, device, key));
    }

    /** With certificates that were issued for somebody else. */
    Impostor(CertificateChain chain) {
        this.signer = signer(chain);
    }

    private LeafSigner signer(CertificateChain chain) {
        return new LeafSigner(
                new X509Credential(chain.certificates()),
                key.mlsKey(),
                Secret.copyOf(key.mlsPrivateKey()),
                Optional.empty());
    }

    NewKeyPackage keyPackage() {
        return new KeyPackageBuilder(CRYPTO, PROFILE, signer.credential(), signer.publicKey())
                .build(key.mlsPrivateKey(), TestDevice.NOW);
    }

    GroupState join(Bytes welcome, NewKeyPackage keyPackage) {
        return new Group(ENVIRONMENT)
                .join(
                        MlsMessageIn.readWelcome(welcome.toByteArray()),
                        Optional.empty(),
                        keyPackage,
                        Optional.empty(),
                        CONFIG,
                        id -> false);
    }

    /** A group of this one and somebody else. */
    CommitMade groupWith(Bytes keyPackage) {
        GroupState alone = new GroupCreation(ENVIRONMENT, PROFILE)
                .create(Bytes.ofUtf8("trap"), CONFIG, GroupExtensions.of(PROFILE, List.of()), signer);
        return add(alone, MlsMessageIn.readKeyPackage(keyPackage.toByteArray()));
    }

    CommitMade add(GroupState group, KeyPackage keyPackage) {
        return new CommitBuilder(ENVIRONMENT).build(group, CommitRequest.add(List.of(keyPackage)), signer);
    }

    /** Puts another one's certificate into the own leaf. */
    CommitMade become(GroupState group, Impostor other) {
        return new CommitBuilder(ENVIRONMENT).build(group, CommitRequest.rotate(other.signer), signer);
    }

    Bytes proposeToBecome(GroupState group, Impostor other) {
        return new OwnProposals(ENVIRONMENT)
                .update(group, Optional.of(other.signer), signer)
                .message();
    }

    Bytes proposeToAdd(GroupState group, KeyPackage keyPackage) {
        return new OwnProposals(ENVIRONMENT).add(group, keyPackage, signer).message();
    }

    Bytes joinFromOutside(Bytes groupInfo) {
        return new ExternalJoin(ENVIRONMENT, PROFILE)
                .join(MlsMessageIn.readGroupInfo(groupInfo.toByteArray()), Optional.empty(), CONFIG, signer)
                .pending()
                .message();
    }

    private static final class Anybody implements LeafAdmission {
        @Override
        public void admit(LeafNode leaf, LeafRole role) {}

        @Override
        public void succeed(LeafNode before, LeafNode after) {}

        @Override
        public void admitExternalSender(Credential credential, Bytes signatureKey) {}

        @Override
        public Object clientOf(Credential credential, Bytes signatureKey) {
            return List.of(credential, signatureKey);
        }
    }
}
