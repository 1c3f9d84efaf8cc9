package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.framing.GroupSecrets;
import dev.e2ei.core.framing.Welcome;
import dev.e2ei.core.framing.WelcomeProtection;
import dev.e2ei.core.framing.WelcomeRecipient;
import dev.e2ei.core.keypackage.NewKeyPackage;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.schedule.EpochSecrets;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.KeySchedule;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.RatchetTree;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A Welcome to a tree of the test's own making, right in all but what the test makes wrong. */
final class ForgedWelcome {
    private final TestMember signer;
    private final LabeledCrypto crypto;
    private final RatchetTree tree;
    private final Secret joiner;
    GroupContext context;
    boolean withTree = true;
    Optional<Secret> pathSecret = Optional.empty();
    List<PreSharedKeyId> psks = List.of();
    UnaryOperator<GroupInfo> change = info -> info;

    ForgedWelcome(TestMember signer, RatchetTree tree) {
        this.signer = signer;
        this.crypto = signer.crypto;
        this.tree = tree;
        this.joiner = Secret.take(TestMember.RANDOM.bytes(crypto.hashLength()));
        GroupContext before = signer.epoch().context();
        this.context = new GroupContext(
                before.suite(),
                before.groupId(),
                before.epoch() + 1,
                tree.treeHash(crypto),
                before.confirmedTranscriptHash(),
                before.extensions());
    }

    Welcome to(NewKeyPackage recipient) {
        KeySchedule schedule = new KeySchedule(crypto);
        try (Secret noPsk = Secret.copyOf(new byte[crypto.hashLength()]);
                Secret welcomeSecret = schedule.welcome(joiner, noPsk);
                EpochSecrets secrets = schedule.epoch(joiner, noPsk, context.octets());
                GroupSecrets groupSecrets = new GroupSecrets(joiner.copy(), pathSecret.map(Secret::copy), psks)) {
            Extensions extensions = withTree ? new Extensions(List.of(GroupInfo.ratchetTree(tree))) : Extensions.NONE;
            Bytes tag = secrets.confirmationTag(crypto, context.confirmedTranscriptHash());
            GroupInfo info = signer.signer()
                    .privateKey()
                    .use(key -> GroupInfo.sign(
                            crypto, context, extensions, tag, signer.epoch().ownLeaf(), key));
            return new WelcomeProtection(crypto)
                    .seal(
                            welcomeSecret,
                            change.apply(info),
                            List.of(new WelcomeRecipient(
                                    recipient.keyPackage().ref(crypto),
                                    recipient.keyPackage().initKey(),
                                    groupSecrets)));
        }
    }
}
