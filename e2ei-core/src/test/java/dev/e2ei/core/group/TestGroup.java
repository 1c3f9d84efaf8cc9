package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.core.keypackage.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A group of clients that all see the same commits in the same order. */
final class TestGroup {
    static final Bytes ID = Bytes.ofUtf8("a group");

    final GroupConfig config;
    final Ciphersuite suite;
    final List<TestMember> members = new ArrayList<>();

    TestGroup(Ciphersuite suite, boolean encryptHandshakes) {
        this.suite = suite;
        this.config = new GroupConfig(encryptHandshakes);
    }

    /** So many Basic members with the first suite, added one by one. */
    static TestGroup of(int size, boolean encryptHandshakes) {
        TestGroup group = new TestGroup(TestClient.SUITE, encryptHandshakes);
        group.member(1, false).create(group.config, List.of());
        for (int device = 2; device <= size; device++) {
            TestMember newcomer = group.member(device, false);
            group.add(group.members.get(device - 2), newcomer);
        }
        return group;
    }

    /** A client that is to be a member. */
    TestMember member(int device, boolean certified) {
        return member(device, certified, MlsProfile.wire());
    }

    TestMember member(int device, boolean certified, MlsProfile profile) {
        TestMember member = new TestMember(suite, device, ID, profile, certified);
        members.add(member);
        return member;
    }

    TestMember at(int place) {
        return members.get(place);
    }

    CommitMade add(TestMember committer, TestMember... newcomers) {
        return commit(
                committer,
                CommitRequest.add(
                        Stream.of(newcomers).map(TestMember::keyPackage).toList()),
                newcomers);
    }

    /** A commit that is taken, and seen by all. */
    CommitMade commit(TestMember committer, CommitRequest request, TestMember... newcomers) {
        CommitMade made = committer.commit(request);
        committer.accepted();
        deliver(committer, made.state().message());
        for (TestMember newcomer : newcomers) {
            newcomer.join(made.state().welcome().orElseThrow(), config);
        }
        assertAgreed();
        return made;
    }

    /** To all members but the sender. */
    void deliver(TestMember sender, Bytes message) {
        for (TestMember member : List.copyOf(members)) {
            if (member != sender && member.active()) {
                member.process(message);
            }
        }
    }

    List<TestMember> active() {
        return members.stream().filter(TestMember::active).toList();
    }

    /** All active members are in the same state, in memory and after a restart. */
    void assertAgreed() {
        assertAgreed(member -> false);
    }

    /** The same; then some members go on with what they find in their stores. */
    void assertAgreed(Predicate<TestMember> restarted) {
        members.forEach(member -> member.assertStored(restarted.test(member)));
        TestMember first = active().get(0);
        for (TestMember member : active()) {
            GroupEpoch epoch = member.epoch();
            assertEquals(first.epoch().context(), epoch.context(), member::toString);
            assertEquals(first.epoch().interimTranscriptHash(), epoch.interimTranscriptHash(), member::toString);
            assertEquals(
                    first.epoch().secrets().authenticator(), epoch.secrets().authenticator(), member::toString);
            assertEquals(first.epoch().tree().leaves(), epoch.tree().leaves(), member::toString);
            assertEquals(epoch.context().treeHash(), epoch.tree().treeHash(member.crypto), member::toString);
            assertEquals(first.exported(), member.exported(), member::toString);
        }
    }
}
