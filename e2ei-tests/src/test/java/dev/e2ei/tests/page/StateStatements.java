package dev.e2ei.tests.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ConversationVerification;
import dev.e2ei.api.conversation.DeviceReport;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.GroupInfoVerification;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.identity.X509Identity;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.testkit.DeliveryFault;
import dev.e2ei.testkit.WireStack;
import dev.e2ei.testkit.ca.CaProfile;
import dev.e2ei.testkit.ca.LeafTemplate;
import dev.e2ei.testkit.ca.TestCertificateAuthority;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SP-20 to SP-25: the state of a conversation. */
abstract class StateStatements extends CredentialStatements {
    StateStatements(String engine) {
        super(engine);
    }

    static E2eiConversationState state(PageDevice device, ConversationId conversation) {
        return device.client().conversation(conversation).e2eiConversationState();
    }

    static void assertState(E2eiConversationState expected, ConversationId conversation, PageDevice... devices) {
        for (PageDevice device : devices) {
            assertEquals(expected, state(device, conversation));
            assertEquals(
                    expected,
                    device.client()
                            .transaction(tx -> tx.conversation(conversation).e2eiConversationState()));
        }
    }

    static Map<ClientId, DeviceVerdict> verdicts(PageDevice device, ConversationId conversation) {
        return device.client().conversation(conversation).verification().devices().stream()
                .collect(Collectors.toMap(report -> report.member().clientId().orElseThrow(), DeviceReport::verdict));
    }

    static X509Identity identity(PageDevice observer, ConversationId conversation, PageDevice whose) {
        return observer.client().conversation(conversation).getDeviceIdentities(List.of(whose.id())).stream()
                .findFirst()
                .orElseThrow()
                .x509Identity()
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "SP-20 the state is that of the credentials now in the tree; pending proposals and commits do not count")
    void sp20() {
        PageDevice alice = device("Alice").enrolled(SUITE1);
        PageDevice bob = device("Bob").enrolled(SUITE1);
        PageDevice carla = device("Carla").basic(SUITE1);
        ConversationId conversation = alice.create("SP-20", bob);
        assertState(E2eiConversationState.Verified, conversation, alice, bob);

        Bytes keyPackage = carla.keyPackage();
        bob.client().inTransaction(tx -> tx.conversation(conversation).proposeAdd(keyPackage));
        alice.receive();
        assertTrue(alice.client().conversation(conversation).hasPendingProposals());
        assertState(E2eiConversationState.Verified, conversation, alice, bob);

        delivery.failNextCommit(new DeliveryFault.NeverArrived());
        assertThrows(
                TransportException.class,
                () -> alice.client()
                        .transaction(tx -> tx.conversation(conversation).commitPendingProposals()));
        assertTrue(alice.client().conversation(conversation).hasPendingCommit());
        assertState(E2eiConversationState.Verified, conversation, alice, bob);

        assertTrue(alice.client()
                .transaction(tx -> tx.conversation(conversation).retryPendingCommit())
                .isPresent());
        bob.receive();
        carla.receive();
        assertState(E2eiConversationState.NotVerified, conversation, alice, bob, carla);
    }

    @Test
    @DisplayName("SP-21 a group info is verified before joining, on client and transaction")
    void sp21() {
        PageDevice alice = device("Alice").enrolled(SUITE1);
        PageDevice bob = device("Bob").enrolled(SUITE1);
        PageDevice outside = device("Dora").enrolled(SUITE1);
        ConversationId conversation = alice.create("SP-21", bob);
        Bytes groupInfo = alice.client().conversation(conversation).groupInfo();
        assertGroupState(E2eiConversationState.Verified, outside, groupInfo);
        GroupInfoVerification verified = outside.client().verifyGroupInfo(groupInfo);
        assertTrue(verified.invalid().isEmpty());
        assertEquals(
                List.of(alice.id(), bob.id()),
                verified.verification().devices().stream()
                        .map(device -> device.member().clientId().orElseThrow())
                        .toList());
        assertFalse(outside.client().conversationExists(conversation));

        Bytes forged = withFlippedOctet(groupInfo, groupInfo.size() - 1);
        assertGroupState(E2eiConversationState.NotVerified, outside, forged);
        assertTrue(outside.client().verifyGroupInfo(forged).invalid().isPresent());
        PageDevice carla = device("Carla").basic(SUITE1);
        alice.add(conversation, carla);
        assertGroupState(
                E2eiConversationState.NotVerified,
                outside,
                delivery.groupInfo(conversation).orElseThrow());
        stack.clock().advance(BEYOND_EXPIRY);
        assertGroupState(E2eiConversationState.NotVerified, outside, groupInfo);
        assertEquals(
                DeviceVerdict.EXPIRED,
                outside.client()
                        .verifyGroupInfo(groupInfo)
                        .verification()
                        .devices()
                        .get(0)
                        .verdict());
    }

    @Test
    @DisplayName("SP-21a a tree that is delivered apart is verified like one inside")
    void sp21TreeApart() {
        SigningKey key = SigningKey.generate(JwsAlgorithm.EDDSA);
        var authority = TestCertificateAuthority.create(
                CaProfile.of(stack.domain().toString()), stack.clock().instant());
        PageDevice alice = device("Alice");
        String pem = certify(authority, alice, key);
        PageDevice bob = device("Bob").enrolled(SUITE1);
        PageDevice outside = device("Dora").enrolled(SUITE1);
        for (PageDevice device : List.of(alice, bob, outside)) {
            device.client().inTransaction(tx -> tx.e2eiRegisterTrustAnchor(authority.rootPem()));
        }
        try (Secret secret = Secret.take(((Ed25519PrivateKeyParameters) key.privateKey()).getEncoded())) {
            alice.client().inTransaction(tx -> tx.mlsInitX509(tx.parseChain(pem), secret));
        }
        ConversationId conversation = alice.create("SP-21a", bob);
        GroupInfoOctets parts =
                GroupInfoOctets.of(alice.client().conversation(conversation).groupInfo());
        Bytes bare = parts.withoutTree(key::sign);
        Bytes tree = parts.tree();
        assertEquals(E2eiConversationState.Verified, outside.client().e2eiVerifyGroupState(bare, tree));
        assertEquals(
                E2eiConversationState.Verified,
                outside.client().transaction(tx -> tx.e2eiVerifyGroupState(bare, tree)));
        assertGroupState(E2eiConversationState.NotVerified, outside, bare);
        assertTrue(outside.client().verifyGroupInfo(bare).invalid().isPresent());
        GroupInfoVerification spoilt = outside.client().verifyGroupInfo(bare, withFlippedOctet(tree, tree.size() - 1));
        assertEquals(E2eiConversationState.NotVerified, spoilt.state());
        assertTrue(spoilt.invalid().isPresent());
    }

    private String certify(TestCertificateAuthority authority, PageDevice device, SigningKey key) {
        Instant now = stack.clock().instant();
        LeafTemplate template = LeafTemplate.of(
                        stack.domain().toString(),
                        device.user().displayName(),
                        device.user().handle().uri(),
                        device.id().uri(),
                        key.publicKeyInfo())
                .valid(now.minusSeconds(60), now.plus(Duration.ofDays(90)));
        return authority.chainPem(authority.issue(template));
    }

    private static void assertGroupState(E2eiConversationState expected, PageDevice device, Bytes groupInfo) {
        assertEquals(expected, device.client().e2eiVerifyGroupState(groupInfo));
        assertEquals(expected, device.client().transaction(tx -> tx.e2eiVerifyGroupState(groupInfo)));
    }

    private static Bytes withFlippedOctet(Bytes octets, int index) {
        byte[] copy = octets.toByteArray();
        copy[index] ^= 1;
        return Bytes.of(copy);
    }

    @Test
    @DisplayName(
            "SP-22 Verified = 1: all members valid; without any list too, which the report says; strict() insists on lists")
    void sp22() {
        assertEquals(1, E2eiConversationState.Verified.code());
        PageDevice alice = device("Alice").enrolled(SUITE1);
        PageDevice bob = device("Bob").enrolled(SUITE1);
        PageDevice careful = device(
                stack,
                stack.user("strict_wire", "Strict"),
                settings -> settings.trustPolicy(TrustPolicy.strict().withLeafOnlyRevocation(true)));
        careful.enroll(SUITE1);
        ConversationId conversation = alice.create("SP-22", bob, careful);
        assertState(E2eiConversationState.Verified, conversation, alice, bob);
        ConversationVerification report =
                alice.client().conversation(conversation).verification();
        assertEquals(3, report.devices().size());
        for (DeviceReport device : report.devices()) {
            assertEquals(DeviceVerdict.VALID, device.verdict());
            assertTrue(device.notes().stream().anyMatch(note -> note.contains("revocation")), device.notes()::toString);
        }

        assertState(E2eiConversationState.NotVerified, conversation, careful);
        verdicts(careful, conversation)
                .values()
                .forEach(verdict -> assertEquals(DeviceVerdict.REVOCATION_UNKNOWN, verdict));
        careful.client().inTransaction(tx -> tx.e2eiRegisterCrl(stack.crlUrl(), stack.crl()));
        assertState(E2eiConversationState.Verified, conversation, careful);
    }

    @Test
    @DisplayName("SP-23 NotVerified = 2: a member is Basic, expired, revoked, untrusted, or nothing is trusted")
    void sp23() {
        assertEquals(2, E2eiConversationState.NotVerified.code());
        PageDevice alice = device("Alice").enrolled(SUITE1);
        PageDevice bob = device("Bob").enrolled(SUITE1);
        ConversationId withBasic = alice.create("SP-23 Basic", device("Carla").basic(SUITE1));
        assertState(E2eiConversationState.NotVerified, withBasic, alice);

        ConversationId revoked = alice.create("SP-23 revoked", bob);
        assertTrue(stack.revoke(identity(alice, revoked, bob)));
        alice.client().inTransaction(tx -> tx.e2eiRegisterCrl(stack.crlUrl(), stack.crl()));
        assertState(E2eiConversationState.NotVerified, revoked, alice);
        assertEquals(DeviceVerdict.REVOKED, verdicts(alice, revoked).get(bob.id()));
        assertState(E2eiConversationState.Verified, revoked, bob);

        PageDevice untrusting = device("Dora").basic(SUITE1);
        untrusting.client().inTransaction(tx -> tx.trust().replaceAnchors(List.of()));
        alice.add(withBasic, untrusting);
        assertState(E2eiConversationState.NotVerified, withBasic, untrusting);
        assertEquals(
                DeviceVerdict.TRUST_NOT_CONFIGURED,
                verdicts(untrusting, withBasic).get(alice.id()));

        PageDevice eve = stranger(alice);
        ConversationId untrusted = eve.create("SP-23 untrusted", alice);
        assertState(E2eiConversationState.NotVerified, untrusted, alice);
        assertEquals(DeviceVerdict.UNTRUSTED, verdicts(alice, untrusted).get(eve.id()));
        assertState(E2eiConversationState.Verified, untrusted, eve);

        stack.clock().advance(Duration.ofDays(45));
        PageDevice late = device("Late").enrolled(SUITE1);
        ConversationId expired = alice.create("SP-23 expired", late);
        assertState(E2eiConversationState.Verified, expired, late);
        stack.clock().advance(Duration.ofDays(46));
        assertState(E2eiConversationState.NotVerified, expired, late);
        assertEquals(DeviceVerdict.EXPIRED, verdicts(late, expired).get(alice.id()));
        assertEquals(DeviceVerdict.VALID, verdicts(late, expired).get(late.id()));
    }

    /** A device of a domain with a root of its own, which trusts the other's root too. */
    final PageDevice stranger(PageDevice trusted) {
        WireStack elsewhere = stranger();
        PageDevice eve = device(elsewhere, "Eve").enrolled(SUITE1);
        eve.client().inTransaction(tx -> tx.e2eiRegisterTrustAnchor(stack.trustAnchorPem()));
        assertEquals(1, trusted.client().trust().anchors().size());
        return eve;
    }

    @Test
    @DisplayName("SP-24 all members' certificates expired is NotVerified, not NotEnabled")
    void sp24() {
        PageDevice alice = device("Alice").enrolled(SUITE1);
        PageDevice bob = device("Bob").enrolled(SUITE1);
        ConversationId conversation = alice.create("SP-24", bob);
        assertState(E2eiConversationState.Verified, conversation, alice, bob);
        stack.clock().advance(BEYOND_EXPIRY);
        assertState(E2eiConversationState.NotVerified, conversation, alice, bob);
        assertEquals(
                List.of(DeviceVerdict.EXPIRED, DeviceVerdict.EXPIRED),
                List.copyOf(verdicts(alice, conversation).values()));
    }

    @Test
    @DisplayName("SP-25 NotEnabled = 3: all members are Basic")
    void sp25() {
        assertEquals(3, E2eiConversationState.NotEnabled.code());
        PageDevice alice = device("Alice").basic(SUITE1);
        PageDevice bob = device("Bob").basic(SUITE1);
        ConversationId conversation = alice.create("SP-25", bob);
        assertState(E2eiConversationState.NotEnabled, conversation, alice, bob);
        alice.add(conversation, device("Carla").enrolled(SUITE1));
        bob.receive();
        assertState(E2eiConversationState.NotVerified, conversation, alice, bob);
    }
}
