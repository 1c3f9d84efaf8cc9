package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.core.client.FailingStorage;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.store.TestStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that fails at each write of each operation in turn. */
class GroupFaultTest {
    private static final Bytes TEXT = Bytes.ofUtf8("hello");

    private final FailingStorage storage = new FailingStorage(TestStore.memory());
    private int failures;
    private TestGroup group;
    private TestMember subject;
    private TestMember other;

    @BeforeEach
    void setUp() {
        failures = 0;
    }

    /** The subject beside others, none of whom is in the group yet. */
    private void clients(boolean encrypted) {
        group = new TestGroup(TestClient.SUITE, encrypted);
        subject = new TestMember(group.suite, 1, TestGroup.ID, MlsProfile.wire(), false, storage);
        group.members.add(subject);
        other = group.member(2, true);
        group.member(3, false);
    }

    /** Fails at the first write, then at the second, and so on until the operation is through. */
    private <T> T survives(String what, Supplier<T> operation) {
        for (int k = 1; ; k++) {
            Map<String, String> before = content();
            storage.failAt(k);
            try {
                T result = operation.get();
                assertTrue(storage.armed(), what + " wrote less than before");
                assertTrue(k > 1, what + " wrote nothing");
                subject.assertStored();
                return result;
            } catch (StorageException e) {
                assertEquals(ErrorCode.STORAGE_FULL, e.code());
                assertFalse(storage.armed());
                failures++;
                assertEquals(before, content(), what + ", write " + k);
                subject.assertStored();
            }
        }
    }

    private void survives(String what, Runnable operation) {
        survives(what, () -> {
            operation.run();
            return what;
        });
    }

    private Map<String, String> content() {
        return subject.hasState() ? RecordedRows.of(subject.state()).content() : Map.of();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName(
            "ST-1, ST-5: creator and committer: memory is what is stored, and the same operation goes through later")
    void committer(boolean encrypted) {
        clients(encrypted);
        survives("create", () -> subject.create(group.config, List.of()));
        KeyPackage keyPackage = other.keyPackage();
        CommitMade added = survives("add", () -> subject.commit(CommitRequest.add(List.of(keyPackage))));
        survives("merge", subject::accepted);
        other.join(added.state().welcome().orElseThrow(), group.config);
        survives("first message", () -> subject.encrypt(TEXT));
        Bytes second = survives("second message", () -> subject.encrypt(TEXT));
        assertEquals(TEXT, ((Received.Application) other.receive(second)).content());
        survives("commit", () -> subject.commit(CommitRequest.update()));
        survives("clear", subject::rejected);
        KeyPackage third = group.at(2).keyPackage();
        MessageMade proposed = survives(
                "propose to add", () -> subject.propose(own -> own.add(subject.state(), third, subject.signer())));
        MessageMade update = survives(
                "propose an update",
                () -> subject.propose(
                        own -> own.update(subject.state(), Optional.of(subject.freshKey(true)), subject.signer())));
        other.process(proposed.message());
        other.process(update.message());
        CommitMade theirs = other.commit(CommitRequest.pending());
        other.accepted();
        survives(
                "a commit with an own update",
                () -> subject.process(theirs.state().message()));
        group.at(2).join(theirs.state().welcome().orElseThrow(), group.config);
        CommitMade own = survives("rotate", () -> subject.commit(CommitRequest.rotate(subject.freshKey(true))));
        survives("echo", () -> subject.process(own.state().message()));
        other.process(own.state().message());
        group.at(2).process(own.state().message());
        group.assertAgreed();
        assertTrue(failures > 60, failures + " failures");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("ST-1, ST-5: receiver: what could not be stored was not read, and is read later")
    void receiver(boolean encrypted) {
        clients(encrypted);
        other.create(group.config, List.of());
        KeyPackage keyPackage = subject.keyPackage();
        CommitMade added =
                other.commit(CommitRequest.add(List.of(keyPackage, group.at(2).keyPackage())));
        other.accepted();
        Bytes welcome = added.state().welcome().orElseThrow();
        survives("welcome", () -> subject.join(welcome, group.config));
        group.at(2).join(welcome, group.config);
        Bytes first = other.encrypt(TEXT);
        Bytes second = other.encrypt(TEXT);
        survives("first message", () -> subject.receive(second));
        survives("skipped message", () -> subject.receive(first));
        Bytes late = other.encrypt(TEXT);
        MessageMade proposal = other.propose(own -> own.update(other.state(), Optional.empty(), other.signer()));
        survives("proposal", () -> subject.process(proposal.message()));
        group.at(2).process(proposal.message());
        CommitMade commit = group.at(2).commit(CommitRequest.pending());
        group.at(2).accepted();
        Bytes early = group.at(2).encrypt(TEXT);
        survives("message of the next epoch", () -> subject.receive(early));
        subject.commit(CommitRequest.update());
        survives(
                "commit, beside a pending one",
                () -> subject.process(commit.state().message()));
        survives("replay", () -> subject.replay());
        survives("message of a past epoch", () -> subject.receive(late));
        other.process(commit.state().message());
        group.assertAgreed();
        CommitMade removal =
                other.commit(CommitRequest.remove(List.of(subject.epoch().ownLeaf())));
        other.accepted();
        group.at(2).process(removal.state().message());
        survives("own removal", () -> subject.process(removal.state().message()));
        assertFalse(subject.active());
        assertTrue(failures > 60, failures + " failures");
    }

    @Test
    @DisplayName("EX-8, EX-9: an external commit waits, and takes the old group's place, in one transaction each")
    void externalJoin() {
        clients(false);
        other.create(group.config, List.of());
        Bytes groupInfo = other.groupInfo();
        JoinMade join = survives("external commit", () -> subject.joinFromOutside(groupInfo, group.config));
        survives("accepted", subject::joinAccepted);
        other.process(join.pending().message());
        group.assertAgreed();
        subject.encrypt(TEXT);
        subject.freshKey(true);
        Bytes again = other.groupInfo();
        JoinMade resync = survives("resync", () -> subject.joinFromOutside(again, group.config));
        survives("resync dropped", subject::joinRejected);
        JoinMade last = subject.joinFromOutside(again, group.config);
        survives("resync accepted", subject::joinAccepted);
        other.process(last.pending().message());
        group.assertAgreed();
        assertEquals(2, other.epoch().tree().memberCount());
        assertTrue(!resync.pending().message().equals(last.pending().message()));
        assertTrue(failures > 30, failures + " failures");
    }
}
