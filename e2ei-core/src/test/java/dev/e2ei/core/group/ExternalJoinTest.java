package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.framing.MlsMessageIn;
import dev.e2ei.core.framing.MlsMessageOut;
import dev.e2ei.core.framing.PublicMessageIn;
import dev.e2ei.core.tree.Extension;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.RatchetTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Joining from outside: by strangers, and by members that lost their state or have a new key. */
class ExternalJoinTest {
    private final TestGroup group = TestGroup.of(3, true);
    private final TestMember alice = group.at(0);
    private final TestMember bob = group.at(1);
    private final TestMember stranger = new TestMember(group.suite, 9, TestGroup.ID, MlsProfile.wire(), true);

    private void joined(TestMember joiner, JoinMade made) {
        group.deliver(joiner, made.pending().message());
        joiner.joinAccepted();
        if (!group.members.contains(joiner)) {
            group.members.add(joiner);
        }
        group.assertAgreed();
    }

    @Test
    @DisplayName("EX-3: a public message, also where handshakes are private; the joiner is at the first blank leaf")
    void joins() {
        group.commit(alice, CommitRequest.remove(List.of(1)));
        JoinMade made = stranger.joinFromOutside(alice.groupInfo(), group.config);
        assertInstanceOf(
                PublicMessageIn.class,
                MlsMessageIn.read(made.pending().message().toByteArray()));
        joined(stranger, made);
        assertEquals(1, stranger.epoch().ownLeaf());
        assertTrue(stranger.state().operational().config().encryptHandshakes());
        group.commit(stranger, CommitRequest.update());
        Bytes message = alice.encrypt(Bytes.ofUtf8("welcome"));
        assertInstanceOf(Received.Application.class, stranger.receive(message));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("EX-4, EX-9, CR-8: a former leaf goes with the same commit, found by the client and not by the key")
    void resync(boolean freshKey) {
        LeafNode former = bob.ownLeaf();
        if (freshKey) {
            bob.freshKey(true);
        }
        JoinMade made = bob.joinFromOutside(alice.groupInfo(), group.config);
        joined(bob, made);
        assertEquals(3, alice.epoch().tree().memberCount());
        assertEquals(1, bob.epoch().ownLeaf());
        assertNotEquals(former, bob.ownLeaf());
        assertEquals(!freshKey, former.signatureKey().equals(bob.ownLeaf().signatureKey()));
        group.commit(bob, CommitRequest.update());
    }

    @Test
    @DisplayName("TREE-4: the only member joins anew")
    void resyncOfTheOnlyMember() {
        group.commit(alice, CommitRequest.remove(List.of(1, 2)));
        joined(alice, alice.joinFromOutside(alice.groupInfo(), group.config));
        assertEquals(1, alice.epoch().tree().memberCount());
        group.add(alice, bob);
    }

    @Test
    @DisplayName("CR-4: a certified leaf is not replaced by a Basic one, be it from outside")
    void succession() {
        group.commit(bob, CommitRequest.rotate(bob.freshKey(true)));
        bob.freshKey(false);
        assertRefused(bob, "CR-4", info -> info);
    }

    @Test
    @DisplayName("EX-8: it waits through a restart; if it is not taken nothing has changed")
    void pending() {
        JoinMade made = bob.joinFromOutside(alice.groupInfo(), group.config);
        Map<String, String> before = RecordedRows.of(bob.state()).content();
        bob.restart();
        assertEquals(before, RecordedRows.of(bob.state()).content());
        bob.joinRejected();
        group.commit(bob, CommitRequest.update());
        JoinMade again = bob.joinFromOutside(alice.groupInfo(), group.config);
        assertNotEquals(made.pending().message(), again.pending().message());
        bob.restart();
        joined(bob, again);
    }

    @Test
    @DisplayName("EX-8: the group info of a join that waits is made again after a restart")
    void groupInfoAgain() {
        JoinMade made = stranger.joinFromOutside(alice.groupInfo(), group.config);
        stranger.restart();
        GroupInfo first = MlsMessageIn.readGroupInfo(made.groupInfo().toByteArray());
        GroupInfo again = MlsMessageIn.readGroupInfo(stranger.group()
                .groupInfo(stranger.pendingJoin().next(), stranger.newest())
                .toByteArray());
        assertEquals(first.context(), again.context());
        assertEquals(first.extensions(), again.extensions());
        joined(stranger, made);
        TestMember another = new TestMember(group.suite, 10, TestGroup.ID, MlsProfile.wire(), false);
        joined(another, another.joinFromOutside(made.groupInfo(), group.config));
    }

    @Test
    @DisplayName("EX-1: without a key for external commits nobody joins")
    void noExternalPub() {
        assertRefused(stranger, "EX-1", info -> signed(info, List.of(GroupInfo.ratchetTree(tree()))));
    }

    @Test
    @DisplayName("EX-2: the key for external commits is one of the suite")
    void wrongExternalPub() {
        assertRefused(
                stranger,
                "EX-2",
                info -> signed(
                        info, List.of(GroupInfo.ratchetTree(tree()), GroupInfo.externalPub(Bytes.of(new byte[31])))));
    }

    @Test
    @DisplayName("GI-1: the group info is signed by the member that it names")
    void signature() {
        assertRefused(
                stranger,
                "GI-1",
                info -> new GroupInfo(info.context(), info.extensions(), info.confirmationTag(), 1, info.signature()));
        assertRefused(
                stranger,
                "GI-1",
                info -> new GroupInfo(info.context(), info.extensions(), info.confirmationTag(), 3, info.signature()));
    }

    @Test
    @DisplayName("WE-11: a tree that came apart is as good as one inside, and one has to be there")
    void treeApart() {
        GroupInfo info = signed(
                MlsMessageIn.readGroupInfo(alice.groupInfo().toByteArray()),
                List.of(GroupInfo.externalPub(externalPub())));
        ExternalJoin join = new ExternalJoin(stranger.environment(), stranger.profile);
        MessageRejectedException refused = assertThrows(
                MessageRejectedException.class,
                () -> join.join(info, Optional.empty(), group.config, stranger.newest()));
        assertEquals("WE-11", refused.rule());
        JoinMade made = join.join(info, Optional.of(tree()), group.config, stranger.newest());
        assertFalse(made.pending().message().isEmpty());
        made.pending().discard();
    }

    @Test
    @DisplayName("TREE-14: the tree is the one of the group's context")
    void anotherTree() {
        RatchetTree before = tree();
        group.commit(alice, CommitRequest.update());
        assertRefused(
                stranger,
                "TREE-14",
                info -> signed(info, List.of(GroupInfo.ratchetTree(before), GroupInfo.externalPub(externalPub()))));
    }

    @Test
    @DisplayName("LN-13, CR-2: nobody joins with a member's key")
    void foreignKey() {
        LeafSigner taken = alice.signer();
        stranger.use(new LeafSigner(
                stranger.newest().credential(), taken.publicKey(), taken.privateKey(), Optional.empty()));
        assertRefused(stranger, "LN-13", info -> info); // before the certificate is looked at
    }

    private RatchetTree tree() {
        return alice.epoch().tree();
    }

    private Bytes externalPub() {
        return MlsMessageIn.readGroupInfo(alice.groupInfo().toByteArray())
                .externalPub()
                .orElseThrow();
    }

    private GroupInfo signed(GroupInfo info, List<Extension> extensions) {
        return alice.signer()
                .privateKey()
                .use(key -> GroupInfo.sign(
                        alice.crypto,
                        info.context(),
                        new Extensions(extensions),
                        info.confirmationTag(),
                        info.signer(),
                        key));
    }

    private void assertRefused(TestMember joiner, String rule, UnaryOperator<GroupInfo> change) {
        GroupInfo info =
                change.apply(MlsMessageIn.readGroupInfo(alice.groupInfo().toByteArray()));
        MessageRejectedException refused = assertThrows(
                MessageRejectedException.class,
                () -> joiner.joinFromOutside(MlsMessageOut.of(info).octets(), group.config));
        assertEquals(rule, refused.rule(), refused.getMessage());
        joiner.restart();
        joiner.assertStored();
    }
}
