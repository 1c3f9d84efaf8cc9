package dev.e2ei.core.client;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.CommitResult;
import dev.e2ei.api.conversation.IdentityChange;
import dev.e2ei.api.conversation.Member;
import dev.e2ei.api.conversation.MembershipChanges;
import dev.e2ei.api.conversation.MessageSender;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.credential.NewCrlDistributionPoints;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.core.authentication.MemberCredentials;
import dev.e2ei.core.group.CommitChanges;
import dev.e2ei.core.group.GroupEpoch;
import dev.e2ei.core.group.GroupMember;
import dev.e2ei.core.group.LeafChange;
import dev.e2ei.core.group.Operational;
import dev.e2ei.core.group.StagedCommit;
import dev.e2ei.core.identity.DeviceReports;
import dev.e2ei.core.tree.LeafNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a commit does, as the host is told: to members, to identities, with which new distribution points. */
final class CommitEffects {
    private final ConversationWork work;
    private final DeviceReports reports;
    private final Instant now;

    CommitEffects(ConversationWork work, Ciphersuite suite) {
        this.work = work;
        this.now = work.environment().now();
        this.reports = work.reports(suite);
    }

    MessageSenders senders() {
        return new MessageSenders(reports, now);
    }

    MessageSender sender(StagedCommit commit) {
        return senders().ofCommit(commit.sender(), joinerIndex(commit), commit.senderLeaf());
    }

    private static Optional<Integer> joinerIndex(StagedCommit commit) {
        return commit.changes().added().stream()
                .filter(member ->
                        commit.senderLeaf().filter(member.leaf()::equals).isPresent())
                .map(GroupMember::leafIndex)
                .findFirst();
    }

    MembershipChanges changes(CommitChanges changes) {
        return new MembershipChanges(
                members(changes.added()),
                members(changes.removed()),
                changes.updated().stream()
                        .filter(change -> !change.before()
                                .credential()
                                .equals(change.after().credential()))
                        .flatMap(change -> identityChange(change).stream())
                        .toList());
    }

    private static List<Member> members(List<GroupMember> members) {
        return members.stream()
                .map(member -> ConversationMembers.of(member.leafIndex(), member.leaf()))
                .toList();
    }

    private Optional<IdentityChange> identityChange(LeafChange change) {
        Optional<WireIdentity> before = identity(change.leafIndex(), change.before());
        Optional<WireIdentity> after = identity(change.leafIndex(), change.after());
        return before.isPresent() && after.isPresent()
                ? Optional.of(new IdentityChange(before.get(), after.get()))
                : Optional.empty();
    }

    private Optional<WireIdentity> identity(int leafIndex, LeafNode leaf) {
        return reports.identity(MemberCredentials.of(leafIndex, leaf), now);
    }

    NewCrlDistributionPoints newDistributionPoints(CommitChanges changes) {
        List<LeafNode> leaves = new ArrayList<>();
        changes.added().forEach(member -> leaves.add(member.leaf()));
        changes.updated().forEach(change -> leaves.add(change.after()));
        return work.newDistributionPoints(leaves);
    }

    /** What an own commit will have done once it is merged. */
    CommitResult result(StagedCommit commit) {
        return new CommitResult(
                commit.next().map(GroupEpoch::number).orElse(commit.baseEpoch() + 1),
                sender(commit),
                changes(commit.changes()),
                newDistributionPoints(commit.changes()));
    }

    /** What somebody's commit does, before it is merged; the epoch is the one that it leads to. */
    ReceivedMessage.Commit received(StagedCommit commit) {
        return new ReceivedMessage.Commit(
                sender(commit),
                commit.baseEpoch() + 1,
                !commit.removesUs(),
                changes(commit.changes()),
                newDistributionPoints(commit.changes()),
                List.of());
    }

    /** What is said where nothing was left to be committed. */
    CommitResult unchanged(Operational group) {
        int own = group.current().ownLeaf();
        LeafNode leaf = group.current().leaf(own).orElseThrow();
        return new CommitResult(
                group.epoch(),
                senders().member(MessageSender.Kind.MEMBER, Optional.of(own), leaf, now),
                changes(CommitChanges.NONE),
                work.newDistributionPoints(List.of()));
    }
}
