package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.WelcomeBundle;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.error.CommitRejectedException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.framing.MlsMessageIn;
import dev.e2ei.core.framing.Welcome;
import dev.e2ei.core.group.ExternalJoin;
import dev.e2ei.core.group.Group;
import dev.e2ei.core.group.GroupCreation;
import dev.e2ei.core.group.GroupEnvironment;
import dev.e2ei.core.group.GroupExtensions;
import dev.e2ei.core.group.GroupMember;
import dev.e2ei.core.group.Inactive;
import dev.e2ei.core.group.JoinMade;
import dev.e2ei.core.group.Operational;
import dev.e2ei.core.group.PendingJoin;
import dev.e2ei.core.group.PendingJoinRepository;
import dev.e2ei.core.keypackage.KeyPackageRepository;
import dev.e2ei.core.keypackage.StoredKeyPackage;
import dev.e2ei.core.store.Rows;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.spi.mls.CommitBundle;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportResponse;
import java.util.Optional;

/** How this client comes into conversations: it makes one, is welcomed into one, or joins one from outside. */
final class ConversationJoins {
    private final ConversationWork work;
    private final KeyPackageRepository keyPackages = new KeyPackageRepository();
    private final PendingJoinRepository joins = new PendingJoinRepository();

    ConversationJoins(ConversationWork work) {
        this.work = work;
    }

    void create(ConversationId id, ConversationConfig config) {
        Rows rows = work.rows();
        CredentialRef credential = work.credentials().choose(rows, config);
        if (work.groups().find(id.octets()).isPresent()) {
            throw new MlsException(ErrorCode.CONVERSATION_EXISTS, "there is a conversation of this id already");
        }
        GroupEnvironment environment = work.groupEnvironment(config.ciphersuite());
        Operational group = work.signing(
                credential,
                signer -> new GroupCreation(environment, work.environment().profile())
                        .create(
                                id.octets(),
                                work.groupConfig(config.wirePolicy()),
                                GroupExtensions.of(
                                        work.environment().profile(),
                                        ConversationExtensions.entries(
                                                config.externalSenders(),
                                                environment.crypto().crypto())),
                                signer));
        work.groups().change(group);
    }

    /** The key package goes in the same transaction: after an abort the same welcome can be taken again. */
    WelcomeBundle welcome(Bytes octets, Optional<Bytes> treeApart) {
        Welcome welcome = MlsMessageIn.readWelcome(octets.toByteArray());
        Optional<RatchetTree> tree = treeApart.map(ConversationJoins::tree);
        Rows rows = work.rows();
        work.credentials().client(rows);
        try (StoredKeyPackage own = keyPackage(rows, welcome)) {
            Group groups = new Group(work.groupEnvironment(own.credential().ciphersuite()));
            Operational group = groups.join(
                    welcome,
                    tree,
                    own.content(),
                    Optional.of(own.credential()),
                    work.groupConfig(Optional.empty()),
                    this::isMember);
            keyPackages.delete(rows, own.ref());
            return joined(group);
        }
    }

    private StoredKeyPackage keyPackage(Rows rows, Welcome welcome) {
        return welcome.secrets().stream()
                .map(secrets -> keyPackages.find(rows, secrets.newMember()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new MlsException(
                        ErrorCode.ORPHAN_WELCOME,
                        "WE-1: the welcome is for no key package of this client, or for one that is used up"));
    }

    static RatchetTree tree(Bytes octets) {
        return RatchetTree.CODEC.fromOctets(octets.toByteArray(), DecodeLimits.GROUP);
    }

    private boolean isMember(Bytes groupId) {
        return work.groups()
                .find(groupId)
                .filter(group -> !(group instanceof Inactive))
                .isPresent();
    }

    /** RFC 9420 allows ids that this library does not take. */
    static ConversationId idOf(Bytes groupId) {
        if (groupId.isEmpty() || groupId.size() > ConversationId.MAX) {
            throw new MessageRejectedException(
                    "GR-2", "a group id of " + groupId.size() + " octets, 1 to " + ConversationId.MAX + " are taken");
        }
        return new ConversationId(groupId);
    }

    private WelcomeBundle joined(Operational group) {
        WelcomeBundle bundle = new WelcomeBundle(
                idOf(group.groupId()),
                group.epoch(),
                work.newDistributionPoints(
                        group.members().stream().map(GroupMember::leaf).toList()));
        work.groups().replace(group);
        joins.delete(work.rows(), group.groupId());
        return bundle;
    }

    /** The commit is durable before it is sent; the conversation is there once it was accepted. */
    WelcomeBundle external(Bytes groupInfo, Optional<Bytes> treeApart, ConversationConfig config) {
        GroupInfo info = MlsMessageIn.readGroupInfo(groupInfo.toByteArray());
        Optional<RatchetTree> tree = treeApart.map(ConversationJoins::tree);
        idOf(info.context().groupId());
        Rows rows = work.rows();
        CredentialRef credential = work.credentials().choose(rows, config);
        MlsTransport transport = work.delivery();
        GroupEnvironment environment = work.groupEnvironment(config.ciphersuite());
        JoinMade made = work.signing(
                credential,
                signer -> new ExternalJoin(environment, work.environment().profile())
                        .join(info, tree, work.groupConfig(config.wirePolicy()), signer));
        joins.save(rows, made.pending());
        work.scope().durable();
        return deliver(transport, made);
    }

    /** Sends a join again that waits for the delivery service; none if none does. */
    Optional<WelcomeBundle> retry(ConversationId id) {
        Optional<PendingJoin> pending = joins.find(work.rows(), id.octets());
        return pending.map(join -> {
            MlsTransport transport = work.delivery();
            Group groups = new Group(work.groupEnvironment(join.suite()));
            Bytes info = work.signing(
                    join.next().signer().orElseThrow(OwnCredentials::unknown),
                    signer -> groups.groupInfo(join.next(), signer));
            return deliver(transport, new JoinMade(join, info));
        });
    }

    boolean clear(ConversationId id) {
        Optional<PendingJoin> pending = joins.find(work.rows(), id.octets());
        pending.ifPresent(join -> {
            joins.delete(work.rows(), id.octets());
            join.discard();
        });
        return pending.isPresent();
    }

    private WelcomeBundle deliver(MlsTransport transport, JoinMade made) {
        PendingJoin pending = made.pending();
        CommitBundle bundle = new CommitBundle(pending.message(), Optional.empty(), Optional.of(made.groupInfo()));
        boolean accepted = false;
        try {
            MlsTransportResponse response =
                    ConversationCommits.answered(work.scope().delivering(() -> transport.sendCommitBundle(bundle)));
            if (response instanceof MlsTransportResponse.Accepted) {
                accepted = true;
                WelcomeBundle joined = joined(pending.accepted(work.groupEnvironment(pending.suite())));
                work.scope().durable();
                return joined;
            }
            joins.delete(work.rows(), pending.groupId());
            work.scope().durable();
            throw response instanceof MlsTransportResponse.Rejected rejected
                    ? new CommitRejectedException(rejected.reason())
                    : new MlsException(
                            ErrorCode.COMMIT_RETRY,
                            "another epoch began before the join was sent: join by the group info of that epoch");
        } finally {
            if (!accepted) {
                pending.discard();
            }
        }
    }
}
