package dev.e2ei.core.proposal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.ExternalSenderEntry;
import dev.e2ei.core.tree.ExternalSenders;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafPosition;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.core.tree.RequiredCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;

/** A group of some members as Wire makes them, in one epoch, as a committer and as a receiver see it. */
final class TestGroup {
    static final Bytes ID = Bytes.ofUtf8("group");
    static final RequiredCapabilities WIRE = new RequiredCapabilities(List.of(), List.of(), List.of(1, 2));

    final List<TestClient> members;
    final RatchetTree tree;
    final GroupContext context;

    TestGroup(List<TestClient> members) {
        this(members, tree(members.stream().map(TestClient::leaf).toList()));
    }

    TestGroup(List<TestClient> members, RatchetTree tree) {
        this.members = members;
        this.tree = tree;
        this.context = new GroupContext(
                TestClient.SUITE,
                ID,
                5,
                tree.treeHash(members.get(0).crypto()),
                Bytes.ofUtf8("transcript"),
                extensions());
    }

    /** Members of the device numbers 0 up to the given count. */
    static TestGroup of(int count) {
        return new TestGroup(
                IntStream.range(0, count).mapToObj(TestClient::basic).toList());
    }

    static RatchetTree tree(List<LeafNode> leaves) {
        RatchetTree tree = RatchetTree.of(leaves.get(0));
        for (LeafNode leaf : leaves.subList(1, leaves.size())) {
            tree = tree.addLeaf(leaf);
        }
        return tree;
    }

    static Extensions extensions() {
        ExternalSenderEntry backend = new ExternalSenderEntry(
                TestClient.basic(99).publicKey(), new BasicCredential(Bytes.ofUtf8("wire-server")));
        return new Extensions(List.of(WIRE.toExtension(), new ExternalSenders(List.of(backend)).toExtension()));
    }

    static Sender member(int leafIndex) {
        return new Sender.Member(leafIndex);
    }

    /** A proposal that came in a message. */
    static QueuedProposal received(int sender, Proposal proposal) {
        return received(member(sender), proposal);
    }

    static QueuedProposal received(Sender sender, Proposal proposal) {
        Bytes ref = TestClient.crypto(TestClient.SUITE).proposalRef(Proposal.CODEC.toOctets(proposal));
        return new QueuedProposal(proposal, sender, Optional.of(new ProposalRef(ref)));
    }

    static List<QueuedProposal> byValue(Sender committer, Proposal... proposals) {
        List<QueuedProposal> list = new ArrayList<>();
        for (Proposal proposal : proposals) {
            list.add(QueuedProposal.byValue(proposal, committer));
        }
        return list;
    }

    LeafPosition place(int leafIndex) {
        return new LeafPosition(ID, leafIndex);
    }

    Update update(int leafIndex) {
        TestClient client = members.get(leafIndex);
        return new Update(client.sign(client.draft().forUpdate(client.freshKey()), place(leafIndex)));
    }

    /** The leaf of a path of the given member. */
    LeafNode pathLeaf(int leafIndex) {
        return pathLeaf(members.get(leafIndex), leafIndex);
    }

    LeafNode pathLeaf(TestClient client, int leafIndex) {
        return client.sign(client.draft().forCommit(client.freshKey(), Bytes.EMPTY), place(leafIndex));
    }

    ProposalRules each(boolean byUs) {
        TestClient any = members.get(0);
        return new ProposalRules(
                tree, context, any.crypto(), TestClient.leafRules(any.crypto()), TestClient.admission(), byUs);
    }

    /** What comes of a list, with or without a path: the same for both sides. */
    AppliedProposals commit(Sender committer, List<QueuedProposal> list, Optional<LeafNode> pathLeaf) {
        AppliedProposals made = commit(true, committer, list, pathLeaf);
        assertEquals(
                made.tree().treeHash(members.get(0).crypto()),
                commit(false, committer, list, pathLeaf)
                        .tree()
                        .treeHash(members.get(0).crypto()));
        return made;
    }

    AppliedProposals commit(boolean byUs, Sender committer, List<QueuedProposal> list, Optional<LeafNode> pathLeaf) {
        ProposalListRules rules = new ProposalListRules(each(byUs));
        AppliedProposals applied = rules.apply(committer, list);
        rules.checkResult(applied, pathLeaf);
        return applied;
    }

    /** Refused when it is to be sent, and when it is received. */
    void refused(String rule, Sender committer, List<QueuedProposal> list, Optional<LeafNode> pathLeaf) {
        refused(rule, () -> commit(true, committer, list, pathLeaf));
        refused(rule, () -> commit(false, committer, list, pathLeaf));
    }

    /** The same with a good path of the first member. */
    void refused(String rule, List<QueuedProposal> list) {
        refused(rule, member(0), list, Optional.of(pathLeaf(0)));
    }

    void refused(String rule, Proposal... proposals) {
        refused(rule, byValue(member(0), proposals));
    }

    AppliedProposals commit(Proposal... proposals) {
        return commit(member(0), byValue(member(0), proposals), Optional.of(pathLeaf(0)));
    }

    static void refused(String rule, Executable action) {
        MessageRejectedException refusal = assertThrows(MessageRejectedException.class, action);
        assertEquals(rule, refusal.rule(), refusal.getMessage());
    }
}
