package dev.e2ei.core.proposal;

import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.keypackage.GroupDemands;
import dev.e2ei.core.keypackage.KeyPackageRules;
import dev.e2ei.core.keypackage.LeafAdmission;
import dev.e2ei.core.keypackage.LeafNodeRules;
import dev.e2ei.core.keypackage.LeafRole;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.schedule.ResumptionUsage;
import dev.e2ei.core.tree.Capabilities;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafPosition;
import dev.e2ei.core.tree.RatchetTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a proposal is valid by itself, RFC 9420, section 12.1: before it is sent, stored or committed. Whether it goes
 * together with others is for {@link ProposalListRules}.
 */
public final class ProposalRules {
    /** Below that, sharing the work out costs more than it saves. */
    private static final int PARALLEL_FROM = 64;

    /** RFC 9420, section 17.4: what external senders may propose. */
    private static final Set<Integer> OF_EXTERNAL_SENDERS = Set.of(
            ProposalType.ADD,
            ProposalType.REMOVE,
            ProposalType.PSK,
            ProposalType.REINIT,
            ProposalType.GROUP_CONTEXT_EXTENSIONS);

    private final RatchetTree tree;
    private final GroupContext context;
    private final LabeledCrypto crypto;
    private final LeafNodeRules leaves;
    private final LeafAdmission admission;
    private final boolean byUs;

    /**
     * In one epoch.
     *
     * @param tree the epoch's tree
     * @param context the epoch's context
     * @param crypto the group's suite
     * @param leaves the rules for leaves
     * @param admission the authentication service
     * @param byUs whether this client proposes or commits: it answers for what it adds
     */
    public ProposalRules(
            RatchetTree tree,
            GroupContext context,
            LabeledCrypto crypto,
            LeafNodeRules leaves,
            LeafAdmission admission,
            boolean byUs) {
        this.tree = tree;
        this.context = context;
        this.crypto = crypto;
        this.leaves = leaves;
        this.admission = admission;
        this.byUs = byUs;
    }

    RatchetTree tree() {
        return tree;
    }

    GroupContext context() {
        return context;
    }

    LeafNodeRules leaves() {
        return leaves;
    }

    LeafAdmission admission() {
        return admission;
    }

    /**
     * Checks a proposal, signatures and credentials of new leaves included.
     *
     * @throws MessageRejectedException with the rule that it breaks
     */
    public void check(QueuedProposal queued) {
        Proposal proposal = queued.proposal();
        checkSender(proposal, queued.sender());
        if (proposal instanceof Add add) {
            new KeyPackageRules(leaves, admission)
                    .check(add.keyPackage(), byUs ? LeafRole.ADDED_BY_US : LeafRole.ADDED);
        } else if (proposal instanceof Update update) {
            int index = ((Sender.Member) queued.sender()).leafIndex();
            checkReplacement(index, filled(index, "PR-3"), update.leafNode(), LeafRole.UPDATE);
        } else if (proposal instanceof Remove remove) {
            filled(remove.removed(), "PR-4");
        } else if (proposal instanceof PreSharedKeyProposal psk) {
            checkPsk(psk.psk());
        } else if (proposal instanceof ReInit reInit) {
            checkReInit(reInit);
        } else if (proposal instanceof ExternalInitProposal init) {
            require(
                    init.kemOutput().size() == crypto.crypto().kemPublicKeyLength(),
                    "PR-7",
                    "a kem_output of " + init.kemOutput().size() + " octets, RFC 9420, 12.1.6");
        } else if (proposal instanceof GroupContextExtensionsProposal extensions) {
            GroupDemands.of(extensions.extensions()).checkExternalSenders(crypto, admission);
        }
    }

    /** Checks each of a list. */
    void checkAll(List<QueuedProposal> list) {
        Stream<QueuedProposal> all = list.size() < PARALLEL_FROM ? list.stream() : list.parallelStream();
        all.forEach(this::check);
    }

    private void checkSender(Proposal proposal, Sender sender) {
        if (sender instanceof Sender.External external) {
            require(
                    Integer.compareUnsigned(
                                    external.senderIndex(),
                                    GroupDemands.of(context.extensions())
                                            .externalSenders()
                                            .size())
                            < 0,
                    "PR-12",
                    "no external sender of index " + Integer.toUnsignedString(external.senderIndex())
                            + ", RFC 9420, 12.1.8");
            require(
                    OF_EXTERNAL_SENDERS.contains(proposal.type()),
                    "MP-3",
                    "an external sender does not send proposals of type " + proposal.type() + ", RFC 9420, 12.1.8");
        } else if (sender instanceof Sender.NewMemberProposal) {
            require(proposal instanceof Add, "MP-3", "a new member proposes to be added, RFC 9420, 12.1.8");
        } else {
            boolean joins = sender instanceof Sender.NewMemberCommit;
            require(
                    joins || !(proposal instanceof ExternalInitProposal),
                    "PR-7",
                    "ExternalInit belongs into external commits only, RFC 9420, 12.1.6");
            require(!joins || !(proposal instanceof Update), "PR-3", "an Update is from a member, RFC 9420, 12.1.2");
        }
    }

    private LeafNode filled(int leafIndex, String rule) {
        return tree.leaf(leafIndex)
                .orElseThrow(() -> new MessageRejectedException(
                        rule, "leaf " + Integer.toUnsignedString(leafIndex) + " is blank, RFC 9420, 12.1.3"));
    }

    /** A leaf that takes another one's place, by whatever way. */
    void checkReplacement(int leafIndex, LeafNode before, LeafNode after, LeafRole role) {
        leaves.check(after, role);
        leaves.checkFreshKey(before, after);
        checkProof(leafIndex, after, role);
        if (role == LeafRole.EXTERNAL_JOIN) {
            admission.rejoin(before, after);
        } else {
            admission.succeed(before, after);
        }
    }

    /** Signature and credential of a leaf at its place. */
    void checkProof(int leafIndex, LeafNode leaf, LeafRole role) {
        leaves.checkSignature(leaf, Optional.of(new LeafPosition(context.groupId(), leafIndex)));
        admission.admit(leaf, role);
    }

    private void checkPsk(PreSharedKeyId psk) {
        require(
                psk.nonce().size() == crypto.hashLength(),
                "PR-5",
                "a psk_nonce of " + psk.nonce().size() + " octets, RFC 9420, 12.1.4");
        require(
                !(psk instanceof PreSharedKeyId.Resumption resumption)
                        || resumption.usage() == ResumptionUsage.APPLICATION,
                "PR-5",
                "a running group takes resumption keys for the application only, RFC 9420, 12.1.4");
    }

    private void checkReInit(ReInit reInit) {
        require(
                reInit.version() >= Capabilities.MLS10,
                "PR-6",
                "a group is not replaced by one of an older version, RFC 9420, 12.1.5");
        for (int type : reInit.extensions().types()) {
            require(
                    tree.index().allCapabilities(capabilities -> capabilities.supportsExtension(type)),
                    "EXT-2",
                    "not everybody supports extension " + type + " of the new group, RFC 9420, 13.4");
        }
    }

    static void require(boolean holds, String rule, String message) {
        if (!holds) {
            throw new MessageRejectedException(rule, message);
        }
    }
}
