package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.framing.EncryptedGroupSecrets;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.framing.GroupSecrets;
import dev.e2ei.core.framing.Welcome;
import dev.e2ei.core.framing.WelcomeProtection;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.keypackage.NewKeyPackage;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.schedule.KeySchedule;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.PrivateTree;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.core.tree.TreeLeaf;
import java.util.Optional;
import java.util.function.Predicate;

/** Joins a group by a Welcome, RFC 9420, section 12.4.3.1. Nothing is written, and no key package is deleted. */
public final class WelcomeProcessor {
    private final GroupEnvironment environment;
    private final LabeledCrypto crypto;

    /**
     * As of an instant.
     *
     * @param environment for the suite of the key package
     */
    public WelcomeProcessor(GroupEnvironment environment) {
        this.environment = environment;
        this.crypto = environment.crypto();
    }

    /**
     * Joins.
     *
     * @param welcome the Welcome
     * @param treeApart the tree, if it came by another way
     * @param keyPackage the key package by which this client was added; not closed
     * @param signer the credential of that key package, as the client finds it again
     * @param config what is settled for the group
     * @param member whether this client is in a group already
     * @return the group in the epoch that the Welcome is for
     * @throws MlsException if the Welcome is for another key package, a rule is broken, or a pre-shared key is missing
     */
    public Operational join(
            Welcome welcome,
            Optional<RatchetTree> treeApart,
            NewKeyPackage keyPackage,
            Optional<CredentialRef> signer,
            GroupConfig config,
            Predicate<Bytes> member) {
        try (GroupSecrets secrets = open(welcome, keyPackage);
                Secret psk = new PskLookup(environment, Bytes.EMPTY, ResumptionSecrets.NONE).secret(secrets.psks());
                Secret welcomeSecret = new KeySchedule(crypto).welcome(secrets.joiner(), psk)) {
            GroupInfo info = new WelcomeProtection(crypto).openGroupInfo(welcome, welcomeSecret);
            if (member.test(info.context().groupId())) {
                throw new MlsException(
                        ErrorCode.CONVERSATION_EXISTS, "WE-3: this client is in the group already (12.4.3)");
            }
            new ResumedGroupRule(environment).check(info, secrets.psks());
            RatchetTree tree = GroupInfoRules.tree(info, treeApart);
            new GroupInfoRules(environment).check(info, tree);
            return begin(info, tree, keyPackage, secrets, psk, signer, config);
        }
    }

    private GroupSecrets open(Welcome welcome, NewKeyPackage keyPackage) {
        KeyPackage own = keyPackage.keyPackage();
        EncryptedGroupSecrets sealed = welcome.secretsFor(own.ref(crypto))
                .orElseThrow(() -> new MlsException(
                        ErrorCode.ORPHAN_WELCOME, "WE-1: the Welcome is for other key packages (12.4.3.1)"));
        if (welcome.suiteId() != crypto.suite().id()
                || own.suiteId() != crypto.suite().id()) {
            throw new MessageRejectedException(
                    "WE-1", "the Welcome is of another suite than the key package (12.4.3.1)");
        }
        return keyPackage
                .initPrivateKey()
                .use(key -> new WelcomeProtection(crypto).openSecrets(welcome, sealed, key, own.initKey()));
    }

    private Operational begin(
            GroupInfo info,
            RatchetTree tree,
            NewKeyPackage keyPackage,
            GroupSecrets secrets,
            Secret psk,
            Optional<CredentialRef> signer,
            GroupConfig config) {
        try (PrivateTree own = ownKeys(info, tree, keyPackage, secrets);
                EpochStart start = EpochStart.joined(
                        crypto, info.context(), secrets.joiner().copy(), psk)) {
            if (!start.isConfirmedBy(info.confirmationTag())) {
                throw new MessageRejectedException("WE-7", "the confirmation tag is not that of the epoch (12.4.3.1)");
            }
            return Operational.first(start.begin(tree, own.copy(), signer), config, environment);
        }
    }

    private PrivateTree ownKeys(GroupInfo info, RatchetTree tree, NewKeyPackage keyPackage, GroupSecrets secrets) {
        LeafNode leaf = keyPackage.keyPackage().leaf();
        int index = tree.leaves().stream()
                .filter(candidate -> candidate.node().equals(leaf))
                .findFirst()
                .map(TreeLeaf::index)
                .orElseThrow(() -> new MessageRejectedException(
                        "WE-5", "the leaf of the key package is not in the tree (12.4.3.1)"));
        PrivateTree alone = PrivateTree.of(index, leaf.encryptionKey(), keyPackage.leafPrivateKey());
        if (secrets.path().isEmpty()) {
            return alone;
        }
        try (alone) {
            return alone.joined(crypto, tree, info.signer(), secrets.path().get());
        }
    }
}
