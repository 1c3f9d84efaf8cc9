package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.GroupInfoVerification;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.group.CommitMade;
import dev.e2ei.core.group.GroupState;
import dev.e2ei.core.identity.TestDevice;
import dev.e2ei.core.keypackage.NewKeyPackage;
import dev.e2ei.core.pki.TestKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("CR-2 CR-3 LN-4 A leaf with a certificate")
class ForeignCertificatesTest {
    private static final int MALLORY = 66;
    private static final ConversationConfig CONFIG = ConversationConfig.of(TestClients.SUITE1);

    private final TestClients world = new TestClients();
    private final TestKey bobsKey = TestKey.ed25519();
    private final CertificateChain bobsChain = TestDevice.chain(TestDevice.Kind.VALID, 2, bobsKey);
    private final TestMember alice;
    private final TestMember bob;
    private final Impostor member = new Impostor(TestDevice.Kind.VALID, MALLORY);

    ForeignCertificatesTest() {
        world.now = TestDevice.NOW;
        TestKey alicesKey = TestKey.ed25519();
        alice = certified(1, TestDevice.chain(TestDevice.Kind.VALID, 1, alicesKey), alicesKey);
        bob = certified(2, bobsChain, bobsKey);
        alice.create();
    }

    private TestMember certified(int device, CertificateChain chain, TestKey key) {
        TestMember one = new TestMember(world, ClientId.parse(TestDevice.clientId(device)));
        try (Secret secret = Secret.take(key.mlsPrivateKey())) {
            one.client.inTransaction(tx -> {
                tx.e2eiRegisterTrustAnchor(TestDevice.rootPem());
                tx.mlsInitX509(chain, secret);
            });
        }
        return one;
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
    }

    /** What a certificate may be that is not that of the leaf's device. */
    enum Flaw {
        SOMEBODY_ELSES("CR-2"),
        OF_ANOTHER_KEY("CR-2"),
        OUTSIDE_THE_ISSUERS_DOMAIN("LN-4");

        final String rule;

        Flaw(String rule) {
            this.rule = rule;
        }
    }

    private Impostor with(Flaw flaw) {
        return switch (flaw) {
            case SOMEBODY_ELSES -> new Impostor(bobsChain);
            case OF_ANOTHER_KEY -> new Impostor(TestDevice.Kind.KEY_MISMATCH, MALLORY);
            case OUTSIDE_THE_ISSUERS_DOMAIN -> new Impostor(TestDevice.Kind.NAME_CONSTRAINT, MALLORY);
        };
    }

    /** The member's own group state, once Alice has added it. */
    private GroupState inside() {
        NewKeyPackage keyPackage = member.keyPackage();
        alice.in(conversation ->
                conversation.addMembers(List.of(keyPackage.keyPackage().octets())));
        return member.join(alice.delivery.last().welcome().orElseThrow(), keyPackage);
    }

    private static void assertRefused(String rule, TestMember by, Executable call) {
        Map<String, Map<Bytes, Bytes>> before = by.engine.dump(DefaultRuntime.KEYSPACES);
        MessageRejectedException refused = assertThrows(MessageRejectedException.class, call);
        assertTrue(refused.getMessage().startsWith(rule + ":"), refused.getMessage());
        assertEquals(before, by.engine.dump(DefaultRuntime.KEYSPACES));
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    @DisplayName("that is not its own is not added")
    void add(Flaw flaw) {
        Bytes keyPackage = with(flaw).keyPackage().keyPackage().octets();
        assertRefused(flaw.rule, alice, () -> alice.in(conversation -> conversation.addMembers(List.of(keyPackage))));
        assertRefused(flaw.rule, alice, () -> alice.in(conversation -> conversation.proposeAdd(keyPackage)));
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    @DisplayName("that is not its own keeps those out who are welcomed beside it")
    void welcome(Flaw flaw) {
        Bytes keyPackage = bob.keyPackage(bob.client.credentials().get(0));
        Bytes welcome = with(flaw).groupWith(keyPackage).state().welcome().orElseThrow();
        assertRefused(flaw.rule, bob, () -> bob.client.inTransaction(tx -> tx.joinByWelcome(welcome)));
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    @DisplayName("that is not its own comes in by no member's commit or proposal: neither as a new one nor in a path")
    void commit(Flaw flaw) {
        GroupState group = inside();
        Impostor other = with(flaw);
        List<Bytes> messages = List.of(
                member.become(group, other).state().message(),
                member.add(group, other.keyPackage().keyPackage()).state().message(),
                member.proposeToBecome(group, other),
                member.proposeToAdd(group, other.keyPackage().keyPackage()));
        messages.forEach(message -> assertRefused(flaw.rule, alice, () -> alice.read(message)));
        assertEquals(E2eiConversationState.Verified, alice.view().e2eiConversationState());
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    @DisplayName("that is not its own does not join from outside")
    void externalCommit(Flaw flaw) {
        Bytes commit = with(flaw).joinFromOutside(alice.view().groupInfo());
        assertRefused(flaw.rule, alice, () -> alice.read(commit));
        assertEquals(E2eiConversationState.Verified, alice.view().e2eiConversationState());
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    @DisplayName("CR-6 that is not its own makes a group info invalid, by which nobody joins")
    void groupInfo(Flaw flaw) {
        Bytes keyPackage = bob.keyPackage(bob.client.credentials().get(0));
        Bytes info = with(flaw).groupWith(keyPackage).groupInfo();
        GroupInfoVerification verification = alice.client.verifyGroupInfo(info);
        assertTrue(verification.invalid().orElseThrow().contains(flaw.rule), verification::toString);
        assertEquals(E2eiConversationState.NotVerified, alice.client.e2eiVerifyGroupState(info));
        assertRefused(flaw.rule, alice, () -> alice.client.inTransaction(tx -> tx.joinByExternalCommit(info, CONFIG)));
    }

    @Test
    @DisplayName(
            "CR-5 of an authority that is not trusted is not added by us, comes in by others, and is never Verified")
    void untrusted() {
        GroupState group = inside();
        Impostor other = new Impostor(TestDevice.Kind.UNTRUSTED, 67);
        Bytes keyPackage = other.keyPackage().keyPackage().octets();
        assertRefused("LN-4", alice, () -> alice.in(conversation -> conversation.addMembers(List.of(keyPackage))));
        CommitMade added = member.add(group, other.keyPackage().keyPackage());
        assertLetIn(alice, added.state().message(), 67);
        assertEquals(E2eiConversationState.NotVerified, bob.client.e2eiVerifyGroupState(added.groupInfo()));
        alice.restart();
        assertEquals(E2eiConversationState.NotVerified, alice.view().e2eiConversationState());
    }

    @Test
    @DisplayName(
            "CR-5 of an authority that is not trusted may take the place of the same device's, and is never Verified")
    void untrustedSuccessor() {
        GroupState group = inside();
        Impostor successor = new Impostor(TestDevice.Kind.UNTRUSTED, MALLORY);
        assertLetIn(alice, member.become(group, successor).state().message(), MALLORY);
    }

    @Test
    @DisplayName(
            "CR-5 of an authority that is not trusted joins from outside, and welcomes others, but is never Verified")
    void untrustedJoiner() {
        Impostor other = new Impostor(TestDevice.Kind.UNTRUSTED, 67);
        assertLetIn(alice, other.joinFromOutside(alice.view().groupInfo()), 67);
        CommitMade trap =
                other.groupWith(bob.keyPackage(bob.client.credentials().get(0)));
        assertEquals(E2eiConversationState.NotVerified, alice.client.e2eiVerifyGroupState(trap.groupInfo()));
        Bytes welcome = trap.state().welcome().orElseThrow();
        assertEquals(
                E2eiConversationState.NotVerified,
                bob.client.transaction(
                        tx -> tx.conversation(tx.joinByWelcome(welcome).id()).e2eiConversationState()));
    }

    @Test
    @DisplayName("CR-4 of an authority that is not trusted takes nobody else's place")
    void eviction() {
        GroupState group = inside();
        Impostor claimed = new Impostor(TestDevice.Kind.UNTRUSTED, 1);
        assertRefused(
                "CR-4",
                alice,
                () -> alice.read(member.become(group, claimed).state().message()));
        assertRefused("CR-4", alice, () -> alice.read(member.proposeToBecome(group, claimed)));
    }

    private static void assertLetIn(TestMember by, Bytes commit, int device) {
        assertEquals(E2eiConversationState.Verified, by.view().e2eiConversationState());
        assertInstanceOf(ReceivedMessage.Commit.class, by.read(commit));
        assertEquals(E2eiConversationState.NotVerified, by.view().e2eiConversationState());
        ClientId client = ClientId.parse(TestDevice.clientId(device));
        assertEquals(
                List.of(DeviceVerdict.UNTRUSTED),
                by.view().verification().devices().stream()
                        .filter(report -> report.member()
                                .clientId()
                                .filter(client::equals)
                                .isPresent())
                        .map(report -> report.verdict())
                        .toList());
    }
}
