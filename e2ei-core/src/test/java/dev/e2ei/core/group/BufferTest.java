package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What comes too early")
class BufferTest {
    private static final Bytes TEXT = Bytes.ofUtf8("early");

    private static void assertBuffered(Received.BufferReason reason, TestMember member, Bytes message) {
        Received.Buffered buffered = assertInstanceOf(Received.Buffered.class, member.receive(message));
        assertEquals(reason, buffered.reason());
        member.assertStored();
        Refusals.assertRefused(ErrorCode.DUPLICATE_MESSAGE, member, message);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("waits for the commit that begins its epoch, through a restart")
    void nextEpoch(boolean encrypted) {
        TestGroup group = TestGroup.of(3, encrypted);
        TestMember alice = group.at(1);
        TestMember carol = group.at(2);
        Bytes first = alice.commit(CommitRequest.update()).state().message();
        alice.accepted();
        Bytes text = alice.encrypt(TEXT);
        Bytes second = alice.commit(CommitRequest.update()).state().message();
        alice.accepted();
        assertBuffered(Received.BufferReason.NEXT_EPOCH, carol, second);
        assertBuffered(Received.BufferReason.NEXT_EPOCH, carol, text);
        carol.restart();
        assertEquals(List.of(), carol.replay());
        carol.process(first);
        List<Received> replayed = carol.replay();
        assertInstanceOf(Received.CommitReceived.class, replayed.get(0));
        assertEquals(
                TEXT,
                assertInstanceOf(Received.Application.class, replayed.get(1)).content());
        assertEquals(2, replayed.size());
        assertTrue(carol.state().operational().buffer().messages().isEmpty());
        group.at(0).process(first);
        group.at(0).process(second);
        group.assertAgreed();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("PL-1 waits for the proposals that a commit refers to; none is skipped")
    void unknownProposal(boolean encrypted) {
        TestGroup group = TestGroup.of(3, encrypted);
        TestMember bob = group.at(0);
        TestMember alice = group.at(1);
        TestMember carol = group.at(2);
        Bytes proposal = bob.propose(own -> own.update(bob.state(), Optional.empty(), bob.signer()))
                .message();
        alice.receive(proposal);
        Bytes commit = alice.commit(CommitRequest.pending()).state().message();
        alice.accepted();
        assertBuffered(Received.BufferReason.UNKNOWN_PROPOSAL, carol, commit);
        carol.restart();
        assertEquals(List.of(), carol.replay());
        carol.receive(proposal);
        assertInstanceOf(Received.CommitReceived.class, carol.replay().get(0));
        bob.process(commit);
        group.assertAgreed();
    }

    @Test
    @DisplayName("is dropped if it turns out to be no good, and keeps nothing else back")
    void garbage() {
        TestGroup group = TestGroup.of(2, false);
        TestMember bob = group.at(0);
        TestMember alice = group.at(1);
        Bytes commit = alice.commit(CommitRequest.update()).state().message();
        alice.accepted();
        Bytes text = alice.encrypt(TEXT);
        bob.receive(Refusals.flipped(text, -1));
        bob.receive(text);
        bob.process(commit);
        assertEquals(1, bob.replay().size());
        assertTrue(bob.state().operational().buffer().messages().isEmpty());
        bob.assertStored();
    }

    @Test
    @DisplayName("COD-11 is kept up to a bound of messages and of octets")
    void bounded() {
        TestGroup group = TestGroup.of(2, false);
        TestMember bob = group.at(0);
        TestMember alice = group.at(1);
        alice.commit(CommitRequest.update());
        alice.accepted();
        Bytes one = alice.encrypt(TEXT);
        Bytes other = alice.encrypt(TEXT);
        assertRoom(bob, settings(1, 1 << 20), one, other);
        assertRoom(bob, settings(256, one.size() + other.size() - 1), one, other);
    }

    private static GroupSettings settings(int messages, int octets) {
        GroupSettings wire = GroupSettings.WIRE;
        return new GroupSettings(
                wire.window(),
                wire.pastEpochs(),
                wire.resumptionSecrets(),
                wire.paddingBlock(),
                messages,
                octets,
                wire.lifetimes());
    }

    private static void assertRoom(TestMember member, GroupSettings settings, Bytes one, Bytes other) {
        GroupEnvironment usual = member.environment();
        Group group = new Group(new GroupEnvironment(
                usual.crypto(), usual.random(), usual.now(), usual.admission(), usual.psks(), settings));
        GroupState full = group.receive(member.state(), one).state();
        MlsException refusal = assertThrows(MlsException.class, () -> group.receive(full, other));
        assertEquals(ErrorCode.MLS_LIMIT, refusal.code());
    }
}
