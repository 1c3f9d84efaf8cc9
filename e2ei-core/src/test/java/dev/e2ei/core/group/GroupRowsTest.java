package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The rows of a group")
class GroupRowsTest {
    private static final Bytes TEXT = Bytes.ofUtf8("hello");
    private static final int LONGEST_RATCHET = 400;

    private final GroupRepository groups = new GroupRepository();

    /** What the difference of two states writes, in a store that holds the first. */
    private RecordedRows written(GroupState before, GroupState after) {
        RecordedRows rows = RecordedRows.of(before);
        rows.startCounting();
        groups.save(rows, Optional.of(before), after);
        assertEquals(RecordedRows.of(after).content(), rows.content(), "the difference leads to the whole");
        return rows;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 17})
    @DisplayName("are one for a message, of a few hundred octets, whatever the group's size")
    void message(int size) {
        TestGroup group = TestGroup.of(size, false);
        TestMember sender = group.at(0);
        TestMember receiver = group.at(1);
        receiver.receive(sender.encrypt(TEXT));
        OwnApplicationMessages messages = new OwnApplicationMessages(sender.environment());
        MessageMade sent = messages.encrypt(sender.state(), TEXT, Bytes.EMPTY, sender.signer());
        Received read = receiver.group().receive(receiver.state(), sent.message());
        for (RecordedRows rows :
                List.of(written(sender.state(), sent.state()), written(receiver.state(), read.state()))) {
            assertEquals(1, rows.writes());
            assertTrue(rows.octets() <= LONGEST_RATCHET, rows.octets() + " octets");
        }
    }

    @Test
    @DisplayName("are those of its path and both ratchets for the first message of a sender in an epoch")
    void firstMessage() {
        TestGroup group = TestGroup.of(9, false);
        TestMember receiver = group.at(1);
        Received read = receiver.group().receive(receiver.state(), group.at(0).encrypt(TEXT));
        // The root's row goes; four nodes beside the path and two ratchets come.
        assertEquals(7, written(receiver.state(), read.state()).writes());
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 33})
    @DisplayName("are a bounded number for a commit: one leaf, and the chunks of one path")
    void commit(int size) {
        TestGroup group = TestGroup.of(size, false);
        group.commit(group.at(0), CommitRequest.update());
        TestMember receiver = group.at(size - 1);
        CommitMade made = group.at(1).commit(CommitRequest.update());
        Received.CommitReceived received = (Received.CommitReceived)
                receiver.group().receive(receiver.state(), made.state().message());
        RecordedRows rows = written(receiver.state(), receiver.group().merge(received.state(), received.commit()));
        assertTrue(rows.writes() <= 32, rows.writes() + " rows");
        assertTrue(rows.octets() <= 16 * 1024, rows.octets() + " octets");
    }

    @Test
    @DisplayName("are all gone when the group is deleted")
    void deleted() {
        TestGroup group = TestGroup.of(5, false);
        TestMember member = group.at(2);
        group.at(1).encrypt(TEXT);
        member.receive(group.at(1).encrypt(TEXT));
        Bytes early = group.at(1).commit(CommitRequest.update()).state().message();
        group.at(1).accepted();
        member.receive(group.at(1).encrypt(TEXT));
        member.propose(own -> own.update(member.state(), Optional.empty(), member.signer()));
        member.commit(CommitRequest.update());
        RecordedRows rows = RecordedRows.of(member.state());
        groups.delete(rows, member.groupId);
        assertEquals(Map.of(), rows.content());
        member.process(early);
        group.at(0).process(early);
    }

    @Test
    @DisplayName("ST-6 are not written over by somebody who goes on from a former state")
    void lostUpdate() {
        TestGroup group = TestGroup.of(2, false);
        TestMember member = group.at(0);
        member.encrypt(TEXT);
        GroupState before = member.state();
        OwnApplicationMessages messages = new OwnApplicationMessages(member.environment());
        GroupState one =
                messages.encrypt(before, TEXT, Bytes.EMPTY, member.signer()).state();
        RecordedRows rows = RecordedRows.of(before);
        groups.save(rows, Optional.of(before), one);
        Map<String, String> stored = rows.content();
        assertLost(
                rows,
                before,
                messages.encrypt(before, TEXT, Bytes.EMPTY, member.signer()).state());
        GroupState pending = new CommitBuilder(member.environment())
                .build(before, CommitRequest.update(), member.signer())
                .state();
        groups.save(rows, Optional.of(one), one);
        assertEquals(stored, rows.content());
        RecordedRows later = RecordedRows.of(pending);
        assertLost(later, before, one);
    }

    private void assertLost(RecordedRows rows, GroupState before, GroupState after) {
        StorageException lost =
                assertThrows(StorageException.class, () -> groups.save(rows, Optional.of(before), after));
        assertEquals(ErrorCode.STORAGE_OWNERSHIP_LOST, lost.code());
    }

    @Test
    @DisplayName("of parents hold what lies close together, and nothing twice")
    void chunks() {
        int nodeCount = 2 * 1024 - 1;
        Map<Long, TreeSet<Integer>> chunks = new HashMap<>();
        for (int node = 1; node < nodeCount; node += 2) {
            chunks.computeIfAbsent(ParentChunks.chunkOf(node), chunk -> new TreeSet<>())
                    .add(node);
        }
        chunks.forEach((chunk, nodes) -> {
            assertEquals(nodes, new TreeSet<>(ParentChunks.nodesOf(chunk, nodeCount)));
            assertTrue(nodes.size() <= 63);
        });
        assertEquals(16 + 1, chunks.size());
    }
}
