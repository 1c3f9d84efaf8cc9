package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StaleEpochException;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.credential.X509Credential;
import dev.e2ei.core.tree.LeafNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Messages of past epochs")
class LateMessagesTest {
    private static final Bytes TEXT = Bytes.ofUtf8("late");

    private final TestGroup group = TestGroup.of(3, false);
    private final TestMember bob = group.at(0);
    private final TestMember alice = group.at(1);

    private Received.Application read(TestMember member, Bytes message) {
        Received.Application received = assertInstanceOf(Received.Application.class, member.receive(message));
        assertEquals(TEXT, received.content());
        member.assertStored();
        return received;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("are their sender's, who was removed and whose leaf somebody else has now (wire-e2ei 10.5, 23)")
    void leafOfSomebodyElse(boolean restarted) {
        LeafNode leafOfAlice = alice.ownLeaf();
        long epoch = alice.epoch().number();
        Bytes message = alice.encrypt(TEXT);
        bob.now = bob.now.plus(Duration.ofMinutes(5));
        Instant removal = bob.now;
        group.commit(bob, CommitRequest.remove(List.of(1)));
        bob.now = bob.now.plus(Duration.ofMinutes(5));
        TestMember carol = group.member(4, false);
        group.add(bob, carol);
        assertEquals(1, carol.epoch().ownLeaf());
        if (restarted) {
            bob.restart();
        }
        SendingLeaf sender = read(bob, message).sender();
        assertEquals(new SendingLeaf(1, leafOfAlice, epoch, Optional.of(removal)), sender);
        assertNotEquals(carol.ownLeaf(), sender.leaf());
        Refusals.assertRefused(ErrorCode.DUPLICATE_MESSAGE, bob, message);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("are their sender's as it was, who has another credential now (wire-e2ei 10.5, 23)")
    void formerCredential(boolean keptKey) {
        Bytes message = alice.encrypt(TEXT);
        LeafNode before = alice.ownLeaf();
        group.commit(alice, CommitRequest.rotate(keptKey ? alice.keptKey(alice.signer()) : alice.freshKey(true)));
        assertInstanceOf(X509Credential.class, alice.ownLeaf().credential());
        bob.restart();
        SendingLeaf sender = read(bob, message).sender();
        assertInstanceOf(BasicCredential.class, sender.leaf().credential());
        assertEquals(before, sender.leaf());
        assertEquals(alice.ownLeaf(), read(bob, alice.encrypt(TEXT)).sender().leaf());
    }

    @Test
    @DisplayName("KS-13 are read for three epochs, in any order, and are too old then")
    void boundedEpochs() {
        List<Bytes> messages = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            messages.add(alice.encrypt(TEXT));
            group.commit(group.at(2), CommitRequest.update());
        }
        Refusals.assertRefused(ErrorCode.STALE_EPOCH, bob, messages.get(0));
        Refusals.assertRefused(ErrorCode.STALE_EPOCH, bob, messages.get(1));
        bob.restart();
        read(bob, messages.get(4));
        read(bob, messages.get(2));
        read(bob, messages.get(3));
        Refusals.assertRefused(ErrorCode.DUPLICATE_MESSAGE, bob, messages.get(3));
    }

    @Test
    @DisplayName("KS-13 are not read at all where no past epoch is kept")
    void noPastEpochs() {
        GroupEnvironment usual = bob.environment();
        GroupSettings wire = GroupSettings.WIRE;
        GroupSettings none = new GroupSettings(
                wire.window(), 0, 0, 0, wire.bufferedMessages(), wire.bufferedOctets(), wire.lifetimes());
        Group groups = new Group(new GroupEnvironment(
                usual.crypto(), usual.random(), usual.now(), usual.admission(), usual.psks(), none));
        Bytes message = alice.encrypt(TEXT);
        Bytes commit = group.at(2).commit(CommitRequest.update()).state().message();
        GroupState before = bob.state();
        Received.CommitReceived received =
                assertInstanceOf(Received.CommitReceived.class, groups.receive(before, commit));
        GroupState after = groups.merge(received.state(), received.commit());
        assertThrows(StaleEpochException.class, () -> groups.receive(after, message));
        RecordedRows rows = RecordedRows.of(before);
        new GroupRepository().save(rows, Optional.of(before), after);
        assertEquals(RecordedRows.of(after).content(), rows.content());
    }

    @Test
    @DisplayName("MP-7 are application data, never proposals or commits")
    void handshakesAreStale() {
        Bytes proposal = alice.propose(own -> own.remove(alice.state(), 2, alice.signer()))
                .message();
        group.commit(bob, CommitRequest.update());
        Refusals.assertRefused(ErrorCode.STALE_EPOCH, bob, proposal);
    }

    @Test
    @DisplayName("KS-8 take nothing along but the key of the sender data")
    void secretsOfPastEpochs() {
        group.commit(alice, CommitRequest.update());
        PastEpoch past = bob.state().operational().past().get(0);
        assertEquals(1, past.secrets().present().size());
        assertEquals("[SENDER_DATA]", past.secrets().present().toString());
    }
}
