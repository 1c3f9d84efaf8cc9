package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.schedule.MessageRatchet;
import dev.e2ei.core.schedule.MessageRatchetRowCodec;
import dev.e2ei.core.schedule.RatchetId;
import dev.e2ei.core.schedule.RatchetKind;
import dev.e2ei.core.schedule.SecretTree;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a member sends beside commits, what it writes down for it, and when it does not send. */
class OwnMessagesTest {
    private static final Bytes TEXT = Bytes.ofUtf8("hello");

    private final TestGroup group = TestGroup.of(3, false);
    private final TestMember alice = group.at(0);
    private final TestMember bob = group.at(1);

    private MessageMade encrypt(GroupState state) {
        return new OwnApplicationMessages(alice.environment()).encrypt(state, TEXT, Bytes.EMPTY, alice.signer());
    }

    @Test
    @DisplayName("MP-13, ST-1: a message writes one row, whatever the size of the group")
    void oneRow() {
        RecordedRows rows = RecordedRows.of(alice.state());
        GroupState state = alice.state();
        for (int message = 0; message < 5; message++) {
            MessageMade made = encrypt(state);
            rows.startCounting();
            alice.groups.save(rows, Optional.of(state), made.state());
            if (message > 0) {
                assertEquals(1, rows.writes());
                assertTrue(rows.octets() < 200, rows.octets() + " octets");
            }
            state = made.state();
        }
        assertEquals(
                5,
                state.operational()
                        .current()
                        .keys()
                        .ratchet(new RatchetId(0, RatchetKind.APPLICATION))
                        .orElseThrow()
                        .generation());
    }

    @Test
    @DisplayName("MP-15: whoever knows of a proposal commits before it writes, be the proposal its own or another's")
    void proposalsFirst() {
        MessageMade proposal = bob.propose(own -> own.update(bob.state(), Optional.empty(), bob.signer()));
        group.deliver(bob, proposal.message());
        for (TestMember member : group.active()) {
            Map<String, String> before = RecordedRows.of(member.state()).content();
            MlsException refused = assertThrows(MlsException.class, () -> member.encrypt(TEXT));
            assertEquals(ErrorCode.PROPOSALS_PENDING, refused.code());
            assertEquals(before, RecordedRows.of(member.state()).content());
        }
        group.commit(alice, CommitRequest.pending());
        bob.encrypt(TEXT);
    }

    @ParameterizedTest
    @ValueSource(ints = {OwnMessages.MOST_GENERATIONS, -2, -1})
    @DisplayName("MP-16, MP-17: an epoch's keys encrypt so much and no more, and a counter never begins again")
    void amount(int generation) {
        Operational exhausted = alice.state().operational();
        GroupEpoch epoch = exhausted.current();
        SecretTree keys = SecretTree.restored(
                epoch.tree().leafCount(),
                Map.of(),
                Map.of(new RatchetId(0, RatchetKind.APPLICATION), ratchet(generation)));
        MlsException refused =
                assertThrows(MlsException.class, () -> encrypt(exhausted.withCurrent(epoch.withKeys(keys))));
        assertEquals(ErrorCode.MLS_LIMIT, refused.code());
        assertEquals(
                generation,
                keys.ratchet(new RatchetId(0, RatchetKind.APPLICATION))
                        .orElseThrow()
                        .generation());
    }

    @Test
    @DisplayName("MP-16: the last message that an epoch bears is sent")
    void lastMessage() {
        Operational state = alice.state().operational();
        SecretTree keys = SecretTree.restored(
                state.current().tree().leafCount(),
                Map.of(),
                Map.of(new RatchetId(0, RatchetKind.APPLICATION), ratchet(OwnMessages.MOST_GENERATIONS - 1)));
        MessageMade last = encrypt(state.withCurrent(state.current().withKeys(keys)));
        assertThrows(MlsException.class, () -> encrypt(last.state()));
    }

    private static MessageRatchet ratchet(int generation) {
        try (RowWriter out = new RowWriter()) {
            out.octets(new byte[32]);
            out.u32(generation);
            out.u32(0);
            return new MessageRatchetRowCodec().read(new RowReader(out.toByteArray()));
        }
    }

    @Test
    @DisplayName("MP-16: what is too long is refused before a key is used")
    void tooLong() {
        Bytes text = Bytes.of(new byte[OwnApplicationMessages.LONGEST + 1]);
        assertThrows(IllegalArgumentException.class, () -> alice.encrypt(text));
        alice.assertStored();
    }

    @Test
    @DisplayName("MP-2: another key than that of the own leaf signs nothing")
    void wrongSigner() {
        LeafSigner wrong = bob.signer();
        GroupState state = alice.state();
        assertThrows(
                IllegalArgumentException.class,
                () -> new OwnApplicationMessages(alice.environment()).encrypt(state, TEXT, Bytes.EMPTY, wrong));
        assertThrows(
                IllegalArgumentException.class,
                () -> new CommitBuilder(alice.environment()).build(state, CommitRequest.update(), wrong));
        assertThrows(
                IllegalArgumentException.class, () -> new OwnProposals(alice.environment()).remove(state, 1, wrong));
        assertThrows(IllegalArgumentException.class, () -> alice.group().groupInfo(alice.epoch(), wrong));
    }
}
