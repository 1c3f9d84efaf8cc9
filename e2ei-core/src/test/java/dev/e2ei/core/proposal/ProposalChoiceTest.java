package dev.e2ei.core.proposal;

import static dev.e2ei.core.proposal.TestGroup.member;
import static dev.e2ei.core.proposal.TestGroup.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.identity.TestDevice.Kind;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.tree.Extension;
import dev.e2ei.core.tree.Extensions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of the proposals that have come")
class ProposalChoiceTest {
    private static final TestGroup GROUP = TestGroup.of(5);
    private static final ReInit REINIT = new ReInit(Bytes.EMPTY, 1, 1, Extensions.NONE);

    private static ProposalQueue queue(QueuedProposal... proposals) {
        ProposalQueue queue = ProposalQueue.EMPTY;
        for (QueuedProposal one : proposals) {
            queue = queue.with(one.ref().orElseThrow(), one.proposal(), one.sender());
        }
        return queue;
    }

    private static QueuedProposal from(int sender, Proposal proposal) {
        return TestGroup.received(sender, proposal);
    }

    private static Add add(int device) {
        return new Add(TestClient.basic(device).keyPackage());
    }

    /** What the first member chooses; it is something that all take. */
    private static List<QueuedProposal> chosen(ProposalQueue queue, Proposal... own) {
        List<QueuedProposal> list = new ProposalChoice(GROUP.each(true), 0).choose(queue, List.of(own));
        GROUP.commit(member(0), list, Optional.of(GROUP.pathLeaf(0)));
        return list;
    }

    @Test
    @DisplayName("PR-1 each is kept once, in order")
    void kept() {
        QueuedProposal add = from(1, add(10));
        QueuedProposal remove = from(2, new Remove(3));
        ProposalQueue queue = queue(add, remove, add);
        assertEquals(List.of(add, remove), queue.all());
        assertSame(queue, queue.with(add.ref().orElseThrow(), remove.proposal(), member(4)));
        assertTrue(ProposalQueue.EMPTY.isEmpty());
    }

    @Test
    @DisplayName("PL-1 a commit names only known ones: none is skipped, and what is missing can be told")
    void resolved() {
        QueuedProposal add = from(1, add(10));
        QueuedProposal missing = from(1, add(11));
        Remove remove = new Remove(3);
        Commit known = new Commit(List.of(remove, add.inCommit()), Optional.empty());
        Commit unknown = new Commit(List.of(missing.inCommit(), remove, add.inCommit()), Optional.empty());
        ProposalQueue queue = queue(add);
        assertEquals(List.of(QueuedProposal.byValue(remove, member(2)), add), queue.resolve(known, member(2)));
        assertEquals(List.of(), queue.unknown(known));
        assertEquals(List.of(missing.ref().orElseThrow()), queue.unknown(unknown));
        refused("PL-1", () -> queue.resolve(unknown, member(2)));
        assertEquals(1, queue.all().size());
    }

    @Test
    @DisplayName("CM-1 all are committed that go together, in their order, before the committer's own")
    void all() {
        QueuedProposal update = from(2, GROUP.update(2));
        QueuedProposal add = from(1, add(10));
        Add own = add(11);
        assertEquals(List.of(update, add, QueuedProposal.byValue(own, member(0))), chosen(queue(update, add), own));
        assertEquals(List.of(), chosen(ProposalQueue.EMPTY));
    }

    @Test
    @DisplayName("CM-1 a Remove goes before an Update of its leaf, the latest Update before the others")
    void preferred() {
        QueuedProposal first = from(2, GROUP.update(2));
        QueuedProposal second = from(2, GROUP.update(2));
        QueuedProposal remove = from(1, new Remove(2));
        QueuedProposal again = TestGroup.received(new Sender.External(0), new Remove(2));
        assertEquals(List.of(second), chosen(queue(first, second)));
        assertEquals(List.of(remove), chosen(queue(first, remove, second)));
        assertEquals(1, chosen(queue(remove, first, again)).size());
        assertEquals(List.of(QueuedProposal.byValue(new Remove(2), member(0))), chosen(queue(first), new Remove(2)));
    }

    @Test
    @DisplayName("CM-1 others go before ReInit, which is committed where nothing else is")
    void reInitLast() {
        QueuedProposal reInit = from(1, REINIT);
        QueuedProposal add = from(1, add(10));
        assertEquals(List.of(add), chosen(queue(reInit, add)));
        assertEquals(List.of(reInit), chosen(queue(reInit)));
        Add own = add(11);
        assertEquals(List.of(QueuedProposal.byValue(own, member(0))), chosen(queue(reInit), own));
    }

    @Test
    @DisplayName("PL-2 those about the committer itself are for others to commit")
    void aboutCommitter() {
        assertEquals(List.of(), chosen(queue(from(1, new Remove(0)), from(0, GROUP.update(0)))));
    }

    @Test
    @DisplayName(
            "PL-4 PL-5 LN-8 one that does not go with the rest, or is not valid any more, keeps none of the others out")
    void nonsense() {
        QueuedProposal bob = from(1, add(10));
        QueuedProposal bobAgain = from(1, add(10));
        QueuedProposal member = from(1, add(3));
        QueuedProposal psk =
                from(1, new PreSharedKeyProposal(new PreSharedKeyId.External(Bytes.EMPTY, Bytes.of(new byte[32]))));
        QueuedProposal samePsk = TestGroup.received(new Sender.External(0), psk.proposal());
        QueuedProposal badNonce =
                from(1, new PreSharedKeyProposal(new PreSharedKeyId.External(Bytes.EMPTY, Bytes.EMPTY)));
        QueuedProposal unknown = from(
                1, new GroupContextExtensionsProposal(new Extensions(List.of(new Extension(0xf00d, Bytes.EMPTY)))));
        QueuedProposal untrusted =
                from(1, new Add(TestClient.x509(Kind.UNTRUSTED, 20).keyPackage()));
        QueuedProposal remove = from(2, new Remove(4));
        List<QueuedProposal> chosen =
                chosen(queue(unknown, bob, bobAgain, member, psk, samePsk, badNonce, untrusted, remove));
        assertEquals(3, chosen.size());
        assertTrue(chosen.contains(remove));
        assertTrue(chosen.contains(psk));
        assertTrue(chosen.contains(bob) ^ chosen.contains(bobAgain));
    }

    @Test
    @DisplayName("PL-4 the committer's own have to be valid")
    void own() {
        refused("PL-4", () -> chosen(ProposalQueue.EMPTY, add(3)));
        refused("PL-2", () -> chosen(ProposalQueue.EMPTY, new Remove(0)));
        refused("PR-4", () -> chosen(ProposalQueue.EMPTY, new Remove(9)));
        refused(
                "LN-4",
                () -> chosen(
                        ProposalQueue.EMPTY,
                        new Add(TestClient.x509(Kind.UNTRUSTED, 20).keyPackage())));
    }
}
