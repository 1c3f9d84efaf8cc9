package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.identity.TestDevice;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.proposal.Add;
import dev.e2ei.core.proposal.ExternalInitProposal;
import dev.e2ei.core.proposal.GroupContextExtensionsProposal;
import dev.e2ei.core.proposal.PreSharedKeyProposal;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.Remove;
import dev.e2ei.core.proposal.Update;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.schedule.ResumptionUsage;
import dev.e2ei.core.tree.Extension;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.ExternalSenderEntry;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafPosition;
import dev.e2ei.core.tree.RequiredCapabilities;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What this client neither proposes nor commits; its state is the same afterwards, in memory and in the store. */
class RefusedSendingTest {
    private final TestGroup group = TestGroup.of(3, true);
    private final TestMember alice = group.at(0);

    private static Proposal add(TestClient client) {
        return new Add(client.keyPackage());
    }

    private static Proposal add(TestDevice.Kind kind) {
        return add(TestClient.x509(kind, 9));
    }

    private static Proposal psk(PreSharedKeyId id) {
        return new PreSharedKeyProposal(id);
    }

    static Stream<Arguments> alone() {
        Bytes nonce = Bytes.of(new byte[32]);
        TestClient stranger = TestClient.basic(9);
        KeyPackage same = stranger.keyPackage(stranger.leaf().encryptionKey(), stranger.leaf(), Extensions.NONE);
        return Stream.of(
                Arguments.of("PR-4", new Remove(3)),
                Arguments.of("PR-4", new Remove(-1)),
                Arguments.of("CR-2", add(TestDevice.Kind.KEY_MISMATCH)),
                Arguments.of("LN-4", add(TestDevice.Kind.UNTRUSTED)),
                Arguments.of("LN-4", add(TestDevice.Kind.REVOKED)),
                Arguments.of("LN-4", add(TestDevice.Kind.EXPIRED)),
                Arguments.of("LN-4", add(TestDevice.Kind.NAME_CONSTRAINT)),
                Arguments.of("KP-1", add(TestClient.basic(Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256, 9))),
                Arguments.of("PR-5", psk(new PreSharedKeyId.External(Bytes.EMPTY, Bytes.EMPTY))),
                Arguments.of(
                        "PR-5", psk(new PreSharedKeyId.Resumption(ResumptionUsage.BRANCH, TestGroup.ID, 1, nonce))),
                Arguments.of("PR-7", new ExternalInitProposal(nonce)),
                Arguments.of(
                        "EXT-7",
                        new GroupContextExtensionsProposal(new Extensions(List.of(new Extension(2, Bytes.EMPTY))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alone")
    @DisplayName("a proposal that is not valid by itself is neither proposed nor committed")
    void invalidAlone(String rule, Proposal proposal) {
        assertRefused(rule, () -> alice.commit(GroupWalk.request(List.of(proposal))));
        assertRefused(rule, () -> alice.propose(own -> own.propose(alice.state(), proposal, alice.signer())));
    }

    static Stream<Arguments> lists() {
        TestClient stranger = TestClient.basic(9);
        KeyPackage keyPackage = stranger.keyPackage();
        GroupContextExtensionsProposal none = new GroupContextExtensionsProposal(Extensions.NONE);
        return Stream.of(
                Arguments.of("PL-2", List.of(new Remove(0))),
                Arguments.of("PL-3", List.of(new Remove(1), new Remove(1))),
                Arguments.of("PL-4", List.of(add(stranger), add(TestClient.basic(9)))),
                Arguments.of("PL-4", List.of(add(TestClient.basic(2)))),
                Arguments.of("PL-5", List.of(none, none)),
                Arguments.of("PL-4", List.of(new Add(keyPackage), new Add(keyPackage))),
                Arguments.of(
                        "LN-8",
                        List.of(new GroupContextExtensionsProposal(
                                new Extensions(List.of(new Extension(0xf00d, Bytes.EMPTY)))))),
                Arguments.of(
                        "LN-5",
                        List.of(new GroupContextExtensionsProposal(new Extensions(
                                List.of(new RequiredCapabilities(List.of(), List.of(), List.of(3)).toExtension()))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    @DisplayName("a list that does not go together is not committed")
    void invalidList(String rule, List<Proposal> proposals) {
        assertRefused(rule, () -> alice.commit(GroupWalk.request(proposals)));
    }

    @Test
    @DisplayName("PR-3: an Update is proposed with its key, never committed by value")
    void updateByValue() {
        LeafNode leaf = alice.signer()
                .privateKey()
                .use(key -> LeafNode.sign(
                        alice.crypto,
                        alice.ownLeaf()
                                .content()
                                .draft()
                                .forUpdate(TestClient.basic(9).freshKey()),
                        Optional.of(new LeafPosition(TestGroup.ID, 0)),
                        key));
        Proposal update = new Update(leaf);
        assertRefused("PL-2", () -> alice.commit(GroupWalk.request(List.of(update))));
        assertThrows(
                IllegalArgumentException.class,
                () -> alice.propose(own -> own.propose(alice.state(), update, alice.signer())));
    }

    @Test
    @DisplayName("LN-12: a key package out of its lifetime is not added")
    void lifetime() {
        KeyPackage keyPackage = TestClient.basic(9).keyPackage();
        alice.now = alice.now.plus(Duration.ofDays(100));
        assertRefused("LN-12", () -> alice.commit(CommitRequest.add(List.of(keyPackage))));
    }

    @Test
    @DisplayName("CR-4: a certified leaf does not become a Basic one")
    void succession() {
        group.commit(alice, CommitRequest.rotate(alice.freshKey(true)));
        assertRefused("CR-4", () -> alice.commit(CommitRequest.rotate(alice.freshKey(false))));
        assertRefused(
                "CR-4",
                () -> alice.propose(
                        own -> own.update(alice.state(), Optional.of(alice.freshKey(false)), alice.signer())));
    }

    @Test
    @DisplayName("CR-2: a new key goes with a certificate of that key")
    void rotationWithAnotherKey() {
        LeafSigner certified = alice.freshKey(true);
        LeafSigner other = alice.freshKey(true);
        LeafSigner mixed =
                new LeafSigner(certified.credential(), other.publicKey(), other.privateKey(), Optional.empty());
        assertRefused("CR-2", () -> alice.commit(CommitRequest.rotate(mixed)));
    }

    @Test
    @DisplayName("LN-13: another member's signature key is not taken")
    void foreignKey() {
        TestMember bob = group.at(1);
        LeafSigner stolen = new LeafSigner(
                alice.ownLeaf().credential(),
                bob.signer().publicKey(),
                bob.signer().privateKey(),
                Optional.empty());
        assertRefused("LN-13", () -> alice.commit(CommitRequest.rotate(stolen)));
    }

    @Test
    @DisplayName("COD-11: a commit that is longer than what anybody reads is not made")
    void tooLong() {
        TestMember member = TestGroup.of(1, true).at(0);
        ExternalSenderEntry sender = new ExternalSenderEntry(
                member.signer().publicKey(), new BasicCredential(Bytes.of(new byte[17 * 1024 * 1024])));
        Extensions extensions = GroupExtensions.of(member.profile, List.of(sender));
        Map<String, String> before = RecordedRows.of(member.state()).content();
        MlsException refused =
                assertThrows(MlsException.class, () -> member.commit(CommitRequest.extensions(extensions)));
        assertEquals(ErrorCode.MLS_LIMIT, refused.code());
        assertEquals(before, RecordedRows.of(member.state()).content());
        member.commit(CommitRequest.update());
    }

    @Test
    @DisplayName("PS-7: a pre-shared key that is not here is not committed")
    void unknownPsk() {
        Proposal psk = psk(new PreSharedKeyId.External(Bytes.ofUtf8("unknown"), Bytes.of(new byte[32])));
        Map<String, String> before = RecordedRows.of(alice.state()).content();
        MlsException refused = assertThrows(MlsException.class, () -> alice.commit(GroupWalk.request(List.of(psk))));
        assertEquals(ErrorCode.PSK_UNKNOWN, refused.code());
        assertEquals(before, RecordedRows.of(alice.state()).content());
        // Of somebody else it is left out, and keeps nothing back.
        TestMember bob = group.at(1);
        group.deliver(
                bob,
                bob.propose(own -> own.propose(bob.state(), psk, bob.signer())).message());
        CommitMade made = group.commit(alice, CommitRequest.pending());
        assertEquals(1, made.state().staged().changes().updated().size());
    }

    private void assertRefused(String rule, Executable operation) {
        Map<String, String> before = RecordedRows.of(alice.state()).content();
        MessageRejectedException refused = assertThrows(MessageRejectedException.class, operation);
        assertEquals(rule, refused.rule(), refused.getMessage());
        assertEquals(before, RecordedRows.of(alice.state()).content());
        group.commit(group.at(1), CommitRequest.update());
    }
}
