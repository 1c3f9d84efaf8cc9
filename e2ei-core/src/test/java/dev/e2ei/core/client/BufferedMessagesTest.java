package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.conversation.ReceivedMessage.Buffered.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What comes too early waits, also over a restart, and comes with what it waited for")
class BufferedMessagesTest {
    private final TestRoom room = new TestRoom().basic();
    private final TestMember alice = room.alice;
    private final TestMember bob = room.bob;

    @AfterEach
    void close() {
        room.close();
    }

    private static Reason reason(ReceivedMessage message) {
        return assertInstanceOf(ReceivedMessage.Buffered.class, message).reason();
    }

    @Test
    @DisplayName("a message of the next epoch with its commit")
    void nextEpoch() {
        bob.in(conversation -> conversation.updateKeyingMaterial());
        Bytes first = bob.send("first");
        Bytes second = bob.send("second");
        assertEquals(Reason.NEXT_EPOCH, reason(alice.read(first)));
        alice.restart();
        assertEquals(Reason.NEXT_EPOCH, reason(alice.read(second)));
        ReceivedMessage.Commit commit = assertInstanceOf(
                ReceivedMessage.Commit.class, alice.read(bob.delivery.last().commit()));
        assertEquals(
                List.of("first", "second"),
                commit.buffered().stream().map(TestRoom::text).toList());
        room.assertAgreed(bob);
    }

    @Test
    @DisplayName("a commit with the last proposal that it refers to, and then what waits for that commit")
    void unknownProposal() {
        Bytes proposal = bob.in(conversation -> conversation.proposeAdd(room.carol.keyPackage(room.carol.basic())));
        bob.in(conversation -> conversation.commitPendingProposals());
        Bytes message = bob.send("after");
        assertEquals(
                Reason.UNKNOWN_PROPOSAL, reason(alice.read(bob.delivery.last().commit())));
        assertEquals(Reason.NEXT_EPOCH, reason(alice.read(message)));
        alice.restart();
        ReceivedMessage.Proposal read = assertInstanceOf(ReceivedMessage.Proposal.class, alice.read(proposal));
        assertEquals(Optional.empty(), read.commitDelay());
        assertEquals(2, read.buffered().size());
        assertEquals(
                1,
                assertInstanceOf(ReceivedMessage.Commit.class, read.buffered().get(0))
                        .changes()
                        .added()
                        .size());
        assertEquals("after", TestRoom.text(read.buffered().get(1)));
        room.carol.welcomedBy(bob);
        room.assertAgreed(bob, room.carol);
    }

    @Test
    @DisplayName("and whose turn it is to commit follows from epoch and place: Wire's formula, in whole seconds")
    void commitDelay() {
        assertEquals(0, CommitDelay.seconds(0, 5, 0));
        assertEquals(15, CommitDelay.seconds(0, 5, 1));
        assertEquals(30, CommitDelay.seconds(1, 5, 1));
        assertEquals((long) Math.floor(120 * Math.log(4)) - 106, CommitDelay.seconds(1, 5, 2));
        assertEquals(0, CommitDelay.seconds(1, 5, 4));
        assertEquals((long) Math.floor(120 * Math.log(100)) - 106, CommitDelay.seconds(-1L, 100, 84));
        Bytes proposal = bob.in(conversation -> conversation.proposeUpdate());
        ReceivedMessage.Proposal read = assertInstanceOf(ReceivedMessage.Proposal.class, alice.read(proposal));
        assertEquals(Optional.of(Duration.ofSeconds(15)), read.commitDelay(), "epoch 1, two members, first place");
        Bytes removal = bob.in(conversation -> conversation.proposeRemove(TestClients.ALICE));
        assertEquals(
                Optional.empty(),
                assertInstanceOf(ReceivedMessage.Proposal.class, alice.read(removal))
                        .commitDelay());
    }
}
