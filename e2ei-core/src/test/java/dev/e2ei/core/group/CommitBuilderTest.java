package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.error.NotAMemberException;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.framing.MlsMessageIn;
import dev.e2ei.core.framing.PublicMessageIn;
import dev.e2ei.core.framing.WelcomeIn;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.ReInit;
import dev.e2ei.core.proposal.Remove;
import dev.e2ei.core.schedule.RatchetId;
import dev.e2ei.core.schedule.RatchetKind;
import dev.e2ei.core.tree.Capabilities;
import dev.e2ei.core.tree.ExtensionType;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.core.tree.TreeMath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a commit of this client is made of, and what becomes of it. */
class CommitBuilderTest {
    private static final Bytes TEXT = Bytes.ofUtf8("hello");

    private final TestGroup group = TestGroup.of(4, false);
    private final TestMember alice = group.at(0);
    private final TestMember bob = group.at(1);
    private final TestMember carla = group.at(2);
    private final TestMember dave = group.at(3);

    private void propose(TestMember proposer, Proposal proposal) {
        group.deliver(
                proposer,
                proposer.propose(own -> own.propose(proposer.state(), proposal, proposer.signer()))
                        .message());
    }

    private void proposeUpdate(TestMember proposer) {
        group.deliver(
                proposer,
                proposer.propose(own -> own.update(proposer.state(), Optional.empty(), proposer.signer()))
                        .message());
    }

    private static CommitChanges changes(CommitMade made) {
        return made.state().staged().changes();
    }

    private static List<Integer> updated(CommitMade made) {
        return changes(made).updated().stream()
                .map(LeafChange::leafIndex)
                .sorted()
                .toList();
    }

    private static List<Integer> removed(CommitMade made) {
        return changes(made).removed().stream().map(GroupMember::leafIndex).toList();
    }

    @Test
    @DisplayName("CM-1: what waits is committed, a Remove rather than an Update of its leaf, of Updates the latest")
    void takesWhatWaits() {
        proposeUpdate(bob);
        propose(alice, new Remove(1));
        proposeUpdate(carla);
        LeafNode before = carla.ownLeaf();
        proposeUpdate(carla);
        proposeUpdate(dave);
        CommitMade made = group.commit(dave, CommitRequest.pending());
        assertEquals(List.of(1), removed(made));
        assertEquals(List.of(2, 3), updated(made));
        assertNotEquals(before, carla.ownLeaf());
        assertFalse(bob.active());
    }

    @Test
    @DisplayName(
            "CM-1, PL-2: neither a Remove of the committer nor its own Update is committed by it, nor do they stop it")
    void leavesOutWhatIsItsOwn() {
        propose(alice, new Remove(3));
        proposeUpdate(dave);
        CommitMade made = group.commit(dave, CommitRequest.pending());
        assertEquals(List.of(), removed(made));
        assertEquals(List.of(3), updated(made), "by the path");
        assertTrue(dave.active());
    }

    @Test
    @DisplayName("CM-10: a ReInit of somebody else is left to those who can make the group that follows")
    void leavesOutReInit() {
        propose(bob, new ReInit(Bytes.ofUtf8("next"), Capabilities.MLS10, group.suite.id(), Extensions.NONE));
        CommitMade made = group.commit(alice, CommitRequest.pending());
        assertEquals(Optional.empty(), changes(made).reInit());
        assertTrue(alice.active());
    }

    @Test
    @DisplayName("CM-1: what is asked for goes before what waits")
    void requestGoesFirst() {
        proposeUpdate(bob);
        propose(carla, new Remove(1));
        CommitMade made = group.commit(alice, CommitRequest.remove(List.of(1)));
        assertEquals(List.of(1), removed(made));
    }

    @Test
    @DisplayName("CM-2: the old key signs the commit, the new one leaf and group info")
    void rotatesTheKey() {
        LeafSigner successor = bob.freshKey(true);
        Bytes oldKey = bob.ownLeaf().signatureKey();
        CommitMade made = bob.commit(CommitRequest.rotate(successor));
        GroupInfo info = MlsMessageIn.readGroupInfo(made.groupInfo().toByteArray());
        assertTrue(info.verifySignature(bob.crypto, successor.publicKey()));
        assertFalse(info.verifySignature(bob.crypto, oldKey));
        bob.accepted();
        group.deliver(bob, made.state().message());
        group.assertAgreed();
        assertEquals(successor.publicKey(), bob.ownLeaf().signatureKey());
        assertEquals(successor.credential(), bob.ownLeaf().credential());
        assertEquals(Optional.of(bob.ownLeaf()), alice.epoch().leaf(1));
    }

    @Test
    @DisplayName(
            "CM-3, GI-4: the tag is that of the next epoch; the group info has tree and external key, in that order")
    void confirmsTheNextEpoch() {
        CommitMade made = alice.commit(CommitRequest.update());
        GroupEpoch next = made.state().staged().next().orElseThrow();
        PublicMessageIn commit =
                (PublicMessageIn) MlsMessageIn.read(made.state().message().toByteArray());
        assertEquals(Optional.of(next.confirmationTag()), commit.confirmationTag());
        GroupInfo info = MlsMessageIn.readGroupInfo(made.groupInfo().toByteArray());
        assertEquals(
                List.of(ExtensionType.RATCHET_TREE, ExtensionType.EXTERNAL_PUB),
                info.extensions().types());
        assertEquals(next.context(), info.context());
        assertEquals(next.confirmationTag(), info.confirmationTag());
        assertEquals(made.groupInfo(), alice.group().groupInfo(next, alice.signer()));
    }

    @Test
    @DisplayName("CM-4, CM-5: one Welcome for all; with a path each learns the keys above it and the committer")
    void welcomes() {
        TestMember erin = group.member(5, false);
        TestMember frank = group.member(6, false);
        CommitMade made = group.commit(
                carla,
                new CommitRequest(
                        CommitRequest.add(List.of(erin.keyPackage(), frank.keyPackage()))
                                .proposals(),
                        Optional.empty(),
                        true),
                erin,
                frank);
        WelcomeIn welcome = (WelcomeIn)
                MlsMessageIn.read(made.state().welcome().orElseThrow().toByteArray());
        assertEquals(2, welcome.welcome().secrets().size());
        RatchetTree tree = erin.epoch().tree();
        int common =
                TreeMath.commonAncestor(erin.epoch().ownLeaf(), carla.epoch().ownLeaf());
        for (TestMember newcomer : List.of(erin, frank)) {
            assertTrue(newcomer.epoch().privateTree().nodes().contains(common));
            assertEquals(
                    tree.encryptionKey(common), newcomer.epoch().privateTree().publicKey(common));
        }
        group.commit(frank, CommitRequest.update());
        group.commit(alice, CommitRequest.update());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("CM-6: a pending commit survives a restart, and is merged once")
    void survivesRestart(boolean echoed) {
        CommitMade made = bob.commit(CommitRequest.update());
        bob.restart();
        PendingCommit pending = assertInstanceOf(PendingCommit.class, bob.state());
        assertEquals(made.state().message(), pending.message());
        if (echoed) {
            assertInstanceOf(
                    Received.OwnCommitAccepted.class, bob.process(made.state().message()));
        } else {
            bob.accepted();
        }
        Map<String, String> merged = RecordedRows.of(bob.state()).content();
        assertThrows(MlsException.class, () -> bob.process(made.state().message()));
        assertEquals(merged, RecordedRows.of(bob.state()).content());
        group.deliver(bob, made.state().message());
        group.assertAgreed();
    }

    @Test
    @DisplayName("CM-6: another commit of the epoch discards the pending one")
    void discardedByAnother() {
        bob.commit(CommitRequest.update());
        group.commit(alice, CommitRequest.update());
        assertInstanceOf(Operational.class, bob.state());
    }

    @Test
    @DisplayName("CM-6, MP-13: the generation of a commit that is dropped is not given back")
    void generationStaysUsed() {
        TestGroup encrypted = TestGroup.of(2, true);
        TestMember member = encrypted.at(0);
        RatchetId handshakes = new RatchetId(0, RatchetKind.HANDSHAKE);
        for (int dropped = 1; dropped <= 3; dropped++) {
            member.commit(CommitRequest.update());
            member.restart();
            member.rejected();
            member.restart();
            assertEquals(
                    dropped,
                    member.epoch().keys().ratchet(handshakes).orElseThrow().generation());
        }
        encrypted.commit(member, CommitRequest.update());
    }

    @Test
    @DisplayName("CM-6: one commit at a time, and none after the own removal")
    void refusedWhilePending() {
        alice.commit(CommitRequest.update());
        Map<String, String> before = RecordedRows.of(alice.state()).content();
        MlsException second = assertThrows(MlsException.class, () -> alice.commit(CommitRequest.update()));
        assertEquals(ErrorCode.COMMIT_PENDING, second.code());
        MlsException proposal = assertThrows(
                MlsException.class, () -> alice.propose(own -> own.remove(alice.state(), 1, alice.signer())));
        assertEquals(ErrorCode.COMMIT_PENDING, proposal.code());
        assertEquals(before, RecordedRows.of(alice.state()).content());
        alice.rejected();
        LeafSigner signer = dave.signer();
        group.commit(alice, CommitRequest.remove(List.of(3)));
        assertThrows(
                NotAMemberException.class,
                () -> new CommitBuilder(dave.environment()).build(dave.state(), CommitRequest.update(), signer));
    }

    @Test
    @DisplayName("CM-7: while a commit is pending one writes in the old epoch, unless it removes somebody")
    void writesWhilePending() {
        bob.commit(CommitRequest.update());
        Bytes message = bob.encrypt(TEXT);
        bob.assertStored();
        assertEquals(TEXT, ((Received.Application) alice.receive(message)).content());
        bob.rejected();
        bob.commit(CommitRequest.remove(List.of(3)));
        MlsException refused = assertThrows(MlsException.class, () -> bob.encrypt(TEXT));
        assertEquals(ErrorCode.COMMIT_PENDING, refused.code());
        bob.assertStored();
    }

    @Test
    @DisplayName("TREE-7, TREE-16: a path that leaves out the root, and one of nobody but the committer")
    void shortPaths() {
        group.commit(alice, CommitRequest.remove(List.of(2, 3)));
        group.commit(alice, CommitRequest.update());
        group.commit(bob, CommitRequest.update());
        group.commit(bob, CommitRequest.remove(List.of(0)));
        group.commit(bob, CommitRequest.update());
        group.add(bob, carla);
        group.commit(carla, CommitRequest.update());
        group.commit(bob, CommitRequest.update());
    }
}
