package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.core.keypackage.GroupDemands;
import dev.e2ei.core.keypackage.LeafRole;
import dev.e2ei.core.keypackage.OwnLeaf;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafNodeContent;
import dev.e2ei.core.tree.PrivateTree;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.Optional;

/** Creates a group of which this client is the only member, RFC 9420, section 11; all others are added. */
public final class GroupCreation {
    private final GroupEnvironment environment;
    private final MlsProfile profile;
    private final LabeledCrypto crypto;

    /**
     * As of one instant.
     *
     * @param environment trust, randomness, bounds
     * @param profile what the own leaf says
     */
    public GroupCreation(GroupEnvironment environment, MlsProfile profile) {
        this.environment = environment;
        this.profile = profile;
        this.crypto = environment.crypto();
    }

    /** A group id that nobody else has, rule GR-2. */
    public Bytes randomGroupId() {
        return Bytes.of(environment.random().bytes(crypto.hashLength()));
    }

    /**
     * Creates a group, rules GR-1 and GR-3.
     *
     * @param groupId its id, of which this client has no other group
     * @param config how handshakes are framed
     * @param extensions see {@link GroupExtensions}
     * @param signer the own leaf's key
     * @return the group in epoch 0
     * @throws dev.e2ei.api.error.MessageRejectedException if the own leaf, or an external sender, is none that may be there
     * @throws dev.e2ei.api.error.PathRejectedException if the own certificate is over
     */
    public Operational create(Bytes groupId, GroupConfig config, Extensions extensions, LeafSigner signer) {
        KeyPairOctets pair = crypto.crypto().generateHpkeKeyPair();
        try (Secret leafKey = Secret.copyOf(pair.privateKey())) {
            Bytes encryptionKey = Bytes.of(pair.publicKey());
            LeafNode leaf = leaf(encryptionKey, signer);
            RatchetTree tree = RatchetTree.of(leaf);
            check(leaf, tree, extensions);
            GroupContext context =
                    new GroupContext(crypto.suite(), groupId, 0, tree.treeHash(crypto), Bytes.EMPTY, extensions);
            try (EpochStart start = EpochStart.created(crypto, context, environment.random())) {
                return Operational.first(
                        start.begin(tree, PrivateTree.of(0, encryptionKey, leafKey), signer.ref()),
                        config,
                        environment);
            }
        } finally {
            pair.wipe();
        }
    }

    private LeafNode leaf(Bytes encryptionKey, LeafSigner signer) {
        LeafNodeContent content = OwnLeaf.draft(profile, signer.credential(), signer.publicKey())
                .forKeyPackage(
                        encryptionKey,
                        OwnLeaf.lifetime(
                                profile, signer.credential(), profile.keyPackageLifetime(), environment.now()));
        return signer.privateKey().use(key -> LeafNode.sign(crypto, content, Optional.empty(), key));
    }

    private void check(LeafNode leaf, RatchetTree tree, Extensions extensions) {
        environment.leafRules().check(leaf, LeafRole.TREE);
        environment.leafRules().checkSignature(leaf, Optional.empty());
        environment.admission().admit(leaf, LeafRole.TREE);
        GroupDemands demands = GroupDemands.of(extensions);
        demands.check(tree.index());
        demands.checkExternalSenders(crypto, environment.admission());
    }
}
