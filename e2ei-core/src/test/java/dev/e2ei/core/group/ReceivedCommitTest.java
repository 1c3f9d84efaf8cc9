package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.NotAMemberException;
import dev.e2ei.core.framing.FramedContentAuthData;
import dev.e2ei.core.framing.PublicMessage;
import dev.e2ei.core.proposal.PreSharedKeyProposal;
import dev.e2ei.core.proposal.ReInit;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.schedule.ResumptionUsage;
import dev.e2ei.core.tree.Extensions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Commits of others")
class ReceivedCommitTest {
    private static final Bytes TEXT = Bytes.ofUtf8("hello");

    private final TestGroup group = TestGroup.of(3, false);
    private final TestMember bob = group.at(0);
    private final TestMember alice = group.at(1);
    private final TestMember carol = group.at(2);

    private static CommitRequest psk(PreSharedKeyId id) {
        return new CommitRequest(List.of(new PreSharedKeyProposal(id)), Optional.empty(), false);
    }

    private Bytes nonce() {
        return Bytes.of(TestMember.RANDOM.bytes(bob.crypto.hashLength()));
    }

    @Test
    @DisplayName("PC-6 with another confirmation tag are refused, and change nothing")
    void confirmationTag() {
        Bytes commit = alice.commit(CommitRequest.update()).state().message();
        PublicMessage message = Forgery.opened(commit);
        Bytes tag = message.auth().confirmationTag().orElseThrow();
        FramedContentAuthData wrong =
                new FramedContentAuthData(message.auth().signature(), Optional.of(Refusals.flipped(tag, 0)));
        Refusals.assertRefused("PC-6", bob, new Forgery(bob).with(message, wrong));
        bob.process(commit);
        alice.accepted();
        carol.process(commit);
        group.assertAgreed();
    }

    @Test
    @DisplayName("PC-1 change nothing until they are merged")
    void staged() {
        Bytes commit = alice.commit(CommitRequest.update()).state().message();
        GroupState before = bob.state();
        Received.CommitReceived received =
                assertInstanceOf(Received.CommitReceived.class, bob.group().receive(before, commit));
        assertEquals(before.epoch(), received.state().epoch());
        assertEquals(before.epoch() + 1, received.commit().next().orElseThrow().number());
        assertEquals(
                List.of(1),
                received.commit().changes().updated().stream()
                        .map(LeafChange::leafIndex)
                        .toList());
        received.commit().discard();
        bob.process(commit);
        assertThrows(IllegalStateException.class, () -> bob.group().merge(bob.state(), received.commit()));
    }

    @Test
    @DisplayName("are named as duplicates when they come again")
    void duplicate() {
        Bytes commit = group.commit(alice, CommitRequest.update()).state().message();
        Refusals.assertRefused(ErrorCode.DUPLICATE_MESSAGE, bob, commit);
        Refusals.assertRefused(ErrorCode.DUPLICATE_MESSAGE, alice, commit);
        group.commit(carol, CommitRequest.update());
        Refusals.assertRefused(ErrorCode.STALE_EPOCH, bob, commit);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("CM-6 that are this client's own and pending take effect once, through a restart")
    void ownCommitEchoed(boolean encrypted) {
        TestGroup own = TestGroup.of(2, encrypted);
        Bytes commit = own.at(0).commit(CommitRequest.update()).state().message();
        own.at(0).restart();
        assertInstanceOf(Received.OwnCommitAccepted.class, own.at(0).process(commit));
        own.at(1).process(commit);
        own.assertAgreed();
    }

    @Test
    @DisplayName("CM-6 discard this client's pending commit; its own is a duplicate then")
    void pendingDiscarded() {
        Bytes lost = bob.commit(CommitRequest.update()).state().message();
        assertTrue(bob.pending());
        Bytes commit = alice.commit(CommitRequest.update()).state().message();
        alice.accepted();
        bob.process(commit);
        carol.process(commit);
        assertFalse(bob.pending());
        group.assertAgreed();
        Refusals.assertRefused(ErrorCode.STALE_EPOCH, bob, lost);
    }

    @Test
    @DisplayName("CM-6 that were let go and come back all the same are refused as this client's own")
    void ownCommitLetGo() {
        Bytes commit = bob.commit(CommitRequest.update()).state().message();
        bob.rejected();
        Refusals.assertRefused(ErrorCode.DUPLICATE_MESSAGE, bob, commit);
    }

    @Test
    @DisplayName("CM-7 wait, and messages of their epoch are read meanwhile")
    void messagesWhilePending() {
        bob.commit(CommitRequest.update());
        Received.Application received = assertInstanceOf(Received.Application.class, bob.receive(alice.encrypt(TEXT)));
        assertEquals(TEXT, received.content());
        assertTrue(bob.pending());
        bob.assertStored();
    }

    @Test
    @DisplayName("PC-7 that remove this client end its membership, and nothing of the group is left")
    void removed() {
        Bytes commit = alice.commit(CommitRequest.remove(List.of(0))).state().message();
        Received.CommitReceived received = assertInstanceOf(Received.CommitReceived.class, bob.process(commit));
        assertTrue(received.commit().removesUs());
        assertInstanceOf(Inactive.class, bob.state());
        assertEquals(1, RecordedRows.of(bob.stored()).content().size());
        bob.restart();
        assertThrows(NotAMemberException.class, () -> bob.receive(commit));
        assertThrows(NotAMemberException.class, () -> bob.commit(CommitRequest.update()));
        alice.accepted();
        carol.process(commit);
        group.assertAgreed();
    }

    @Test
    @DisplayName("PC-7 that remove this client are verified as far as can be")
    void forgedRemoval() {
        Bytes commit = alice.commit(CommitRequest.remove(List.of(0))).state().message();
        Refusals.assertRefused("MP-6", bob, Refusals.flipped(commit, -1));
    }

    @Test
    @DisplayName("PC-8 of a ReInit close the group, which keeps the key with which the next one begins")
    void reInit() {
        ReInit reInit = new ReInit(Bytes.ofUtf8("the next group"), 1, group.suite.id(), Extensions.NONE);
        Bytes commit = new Forgery(alice)
                .commit(
                        List.of(reInit),
                        alice.epoch().tree(),
                        alice.epoch().context().extensions());
        bob.process(commit);
        Inactive closed = assertInstanceOf(Inactive.class, bob.state());
        assertEquals(Optional.of(reInit), closed.reInit());
        bob.assertStored();
        bob.restart();
        Inactive stored = assertInstanceOf(Inactive.class, bob.state());
        assertEquals(Optional.of(reInit), stored.reInit());
        assertTrue(stored.resumption().find(stored.epoch()).isPresent());
        assertThrows(NotAMemberException.class, () -> bob.encrypt(TEXT));
    }

    @Test
    @DisplayName("PS-7 with a pre-shared key are refused without it, and taken once it is there")
    void externalPsk() {
        Bytes id = Bytes.ofUtf8("key");
        alice.psks.put(id, Secret.copyOf(new byte[32]));
        Bytes commit = alice.commit(psk(new PreSharedKeyId.External(id, nonce())))
                .state()
                .message();
        alice.accepted();
        for (TestMember member : List.of(bob, carol)) {
            Refusals.assertRefused(ErrorCode.PSK_UNKNOWN, member, commit);
            member.psks.put(id, Secret.copyOf(new byte[32]));
            member.process(commit);
        }
        group.assertAgreed();
    }

    @Test
    @DisplayName("PS-4 may rest on the group's own resumption key, as long as it is kept")
    void resumptionPsk() {
        long epoch = alice.epoch().number();
        group.commit(
                alice, psk(new PreSharedKeyId.Resumption(ResumptionUsage.APPLICATION, TestGroup.ID, epoch, nonce())));
        assertTrue(bob.state().operational().resumption().find(epoch).isEmpty());
        assertTrue(bob.state().operational().resumption().find(epoch + 1).isPresent());
    }

    @Test
    @DisplayName("take up an Update of this client, whose key was kept with the proposal")
    void ownUpdateCommitted() {
        Bytes proposal = bob.propose(own -> own.update(bob.state(), Optional.of(bob.freshKey(false)), bob.signer()))
                .message();
        alice.receive(proposal);
        carol.receive(proposal);
        bob.restart();
        group.commit(alice, CommitRequest.pending());
        assertEquals(bob.newest().publicKey(), bob.ownLeaf().signatureKey());
        group.commit(carol, CommitRequest.update());
        group.commit(bob, CommitRequest.update());
    }

    @Test
    @DisplayName("PR-1 end what was proposed in their epoch")
    void proposalsEnd() {
        Bytes proposal = alice.propose(own -> own.update(alice.state(), Optional.empty(), alice.signer()))
                .message();
        bob.receive(proposal);
        assertFalse(bob.state().operational().proposals().isEmpty());
        bob.process(carol.commit(CommitRequest.update()).state().message());
        assertTrue(bob.state().operational().proposals().isEmpty());
        bob.assertStored();
    }
}
