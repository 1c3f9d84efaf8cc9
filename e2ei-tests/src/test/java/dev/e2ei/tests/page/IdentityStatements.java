package dev.e2ei.tests.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ConversationView;
import dev.e2ei.api.conversation.DeviceIdentities;
import dev.e2ei.api.conversation.Member;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.id.Domain;
import dev.e2ei.api.id.UserId;
import dev.e2ei.api.identity.DeviceStatus;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.api.identity.X509Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SP-26 to SP-32: who devices are. */
abstract class IdentityStatements extends StateStatements {
    IdentityStatements(String engine) {
        super(engine);
    }

    private static WireIdentity of(PageDevice observer, ConversationId conversation, PageDevice whose) {
        List<WireIdentity> found =
                observer.client().conversation(conversation).getDeviceIdentities(List.of(whose.id()));
        assertEquals(1, found.size());
        return found.get(0);
    }

    @Test
    @DisplayName(
            "SP-26 device identities: one for each member asked for, Basic ones without X.509; unknown ids are left out")
    void sp26() {
        PageDevice alice = device("Alice").enrolled(SUITE1);
        PageDevice bob = device("Bob").enrolled(SUITE1);
        PageDevice carla = device("Carla").basic(SUITE1);
        PageDevice dora = device("Dora").enrolled(SUITE1);
        ConversationId conversation = alice.create("SP-26", bob, carla);
        ConversationView view = bob.client().conversation(conversation);
        List<WireIdentity> found = view.getDeviceIdentities(List.of(carla.id(), dora.id(), alice.id()));
        assertEquals(
                List.of(alice.id(), carla.id()),
                found.stream().map(WireIdentity::clientId).toList());
        assertEquals("Alice", found.get(0).x509Identity().orElseThrow().displayName());
        assertEquals(CredentialType.Basic, found.get(1).credentialType());
        assertTrue(found.get(1).x509Identity().isEmpty());
        DeviceIdentities reported = view.findDeviceIdentities(List.of(carla.id(), dora.id(), alice.id()));
        assertEquals(found, reported.identities());
        assertEquals(Set.of(dora.id()), reported.missing());
        assertEquals(List.of(), view.getDeviceIdentities(List.of(dora.id())));
    }

    @Test
    @DisplayName("SP-27 asking for nobody is an error, in both queries")
    void sp27() {
        PageDevice alice = device("Alice").enrolled(SUITE1);
        ConversationId conversation = alice.create("SP-27");
        ConversationView view = alice.client().conversation(conversation);
        assertThrows(IllegalArgumentException.class, () -> view.getDeviceIdentities(List.of()));
        assertThrows(IllegalArgumentException.class, () -> view.findDeviceIdentities(List.of()));
        assertThrows(IllegalArgumentException.class, () -> view.getUserIdentities(List.of()));
        assertThrows(IllegalArgumentException.class, () -> view.getUserIdentitiesOf(List.of()));
        assertThrows(IllegalArgumentException.class, () -> view.getUserIdentitiesOf(List.of("not a UUID")));
    }

    @Test
    @DisplayName(
            "SP-28 user identities: the devices of each user, by user; only users with a device in the conversation appear")
    void sp28() {
        PageDevice alice = device("Alice").enrolled(SUITE1);
        PageDevice second = device(stack, alice.user()).enrolled(SUITE1);
        PageDevice bob = device("Bob").basic(SUITE1);
        PageDevice dora = device("Dora").enrolled(SUITE1);
        ConversationId conversation = alice.create("SP-28", second, bob);
        ConversationView view = bob.client().conversation(conversation);
        UserId aliceId = alice.user().id();
        UserId bobId = bob.user().id();
        Map<UserId, List<WireIdentity>> found =
                view.getUserIdentities(List.of(aliceId, bobId, dora.user().id()));
        assertEquals(Set.of(aliceId, bobId), found.keySet());
        assertEquals(
                List.of(alice.id(), second.id()),
                found.get(aliceId).stream().map(WireIdentity::clientId).toList());
        assertEquals(1, found.get(bobId).size());
        Map<UserId, List<WireIdentity>> byText = view.getUserIdentitiesOf(
                List.of(aliceId.uuid().toString(), dora.user().id().uuid().toString()));
        assertEquals(Map.of(aliceId, found.get(aliceId)), byText);
        UserId elsewhere = new UserId(aliceId.uuid(), Domain.parse("elsewhere.example"));
        assertEquals(Map.of(), view.getUserIdentities(List.of(elsewhere)));
    }

    @Test
    @DisplayName("SP-29 an identity has client id, thumbprint, status, credential type, and X.509 identity or none")
    void sp29() throws NoSuchAlgorithmException {
        PageDevice alice = device("Alice").enrolled(SUITE1);
        PageDevice bob = device("Bob").basic(SUITE1);
        ConversationId conversation = alice.create("SP-29", bob);
        for (PageDevice device : List.of(alice, bob)) {
            WireIdentity identity = of(alice, conversation, device);
            assertEquals(device.id(), identity.clientId());
            assertEquals(DeviceStatus.Valid, identity.status());
            assertEquals(device == alice ? CredentialType.X509 : CredentialType.Basic, identity.credentialType());
            assertEquals(device == alice, identity.x509Identity().isPresent());
            byte[] key = signatureKey(alice, conversation, device).toByteArray();
            byte[] expected = hash("SHA-256", "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + base64Url(key) + "\"}");
            assertEquals(base64Url(expected), identity.thumbprint().base64Url());
            assertEquals(Bytes.of(expected).hex(), identity.thumbprint().hex());
        }
        PageDevice large = device("Large").enrolled(Ciphersuite.MLS_256_DHKEMP384_AES256GCM_SHA384_P384);
        ConversationId ofP384 = large.create("SP-29 P-384");
        byte[] point = signatureKey(large, ofP384, large).toByteArray();
        String jwk = "{\"crv\":\"P-384\",\"kty\":\"EC\",\"x\":\"" + base64Url(Arrays.copyOfRange(point, 1, 49))
                + "\",\"y\":\"" + base64Url(Arrays.copyOfRange(point, 49, 97)) + "\"}";
        assertEquals(
                base64Url(hash("SHA-384", jwk)),
                of(large, ofP384, large).thumbprint().base64Url());
    }

    private static Bytes signatureKey(PageDevice observer, ConversationId conversation, PageDevice whose) {
        return observer.client().conversation(conversation).members().stream()
                .filter(member -> member.clientId().equals(Optional.of(whose.id())))
                .map(Member::signatureKey)
                .findFirst()
                .orElseThrow();
    }

    private static byte[] hash(String algorithm, String text) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String base64Url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    @Test
    @DisplayName("SP-30 the status is that of the moment of the query, one moment for all devices")
    void sp30() {
        AtomicInteger asked = new AtomicInteger(-1);
        Instant expired = stack.clock().instant().plus(BEYOND_EXPIRY);
        InstantSource jumping = () -> asked.get() >= 0 && asked.getAndIncrement() > 0
                ? expired
                : stack.clock().instant();
        PageDevice alice = device(stack, stack.user("alice_wire", "Alice"), settings -> settings.clock(jumping));
        alice.enroll(SUITE1);
        PageDevice bob = device("Bob").enrolled(SUITE1);
        ConversationId conversation = alice.create("SP-30", bob);
        List<ClientId> both = List.of(alice.id(), bob.id());
        asked.set(0);
        List<DeviceStatus> atOneMoment = alice.client().conversation(conversation).getDeviceIdentities(both).stream()
                .map(WireIdentity::status)
                .toList();
        assertEquals(List.of(DeviceStatus.Valid, DeviceStatus.Valid), atOneMoment);
        assertTrue(asked.get() >= 1);
        asked.set(1);
        assertEquals(
                List.of(DeviceStatus.Expired, DeviceStatus.Expired),
                alice.client().conversation(conversation).getDeviceIdentities(both).stream()
                        .map(WireIdentity::status)
                        .toList());
        assertEquals(DeviceStatus.Valid, of(bob, conversation, alice).status(), "nothing was remembered for ever");
        stack.clock().advance(BEYOND_EXPIRY);
        assertEquals(DeviceStatus.Expired, of(bob, conversation, alice).status());
    }

    @Test
    @DisplayName("SP-31 three statuses: Valid, Expired, Revoked; the verdict beside them tells more")
    void sp31() {
        assertEquals(
                List.of(1, 2, 3),
                Arrays.stream(DeviceStatus.values()).map(DeviceStatus::code).toList());
        for (DeviceVerdict verdict : DeviceVerdict.values()) {
            DeviceStatus expected = switch (verdict) {
                case VALID, NOT_ENROLLED -> DeviceStatus.Valid;
                case EXPIRED, NOT_YET_VALID -> DeviceStatus.Expired;
                case REVOKED,
                        UNTRUSTED,
                        BAD_SIGNATURE,
                        NAME_CONSTRAINT,
                        KEY_MISMATCH,
                        MALFORMED,
                        TRUST_NOT_CONFIGURED,
                        REVOCATION_UNKNOWN -> DeviceStatus.Revoked;
            };
            assertEquals(expected, verdict.status(), verdict::toString);
        }
        PageDevice alice = device("Alice").enrolled(SUITE1);
        PageDevice bob = device("Bob").enrolled(SUITE1);
        ConversationId conversation = alice.create("SP-31", bob, device("Carla").basic(SUITE1));
        assertEquals(DeviceVerdict.VALID, of(alice, conversation, bob).verdict());
        stack.clock().advance(BEYOND_EXPIRY);
        assertEquals(DeviceVerdict.EXPIRED, of(alice, conversation, bob).verdict());
        assertTrue(stack.revoke(identity(alice, conversation, bob)));
        alice.client().inTransaction(tx -> tx.e2eiRegisterCrl(stack.crlUrl(), stack.crl()));
        assertEquals(DeviceVerdict.REVOKED, of(alice, conversation, bob).verdict());
        assertEquals(DeviceStatus.Revoked, of(alice, conversation, bob).status());
        assertEquals(DeviceStatus.Expired, of(alice, conversation, alice).status());
    }

    @Test
    @DisplayName(
            "SP-32 X.509 identities hold the certificate's verified claims, also expired or revoked; none without a path")
    void sp32() {
        PageDevice alice = device("Alice").enrolled(SUITE1);
        PageDevice bob = device(stack, stack.user("bob.o", "Bob (Ops)")).enrolled(SUITE1);
        PageDevice eve = stranger(alice);
        ConversationId conversation = eve.create("SP-32", alice, bob);
        alice.receive();
        WireIdentity valid = of(alice, conversation, bob);
        X509Identity claims = valid.x509Identity().orElseThrow();
        assertEquals(bob.user().handle(), claims.handle());
        assertEquals("Bob (Ops)", claims.displayName());
        assertEquals(stack.domain(), claims.domain());
        assertTrue(claims.certificate().startsWith("-----BEGIN CERTIFICATE-----"));
        assertTrue(claims.serialNumber().matches("([0-9a-f]{2})+"), claims.serialNumber());
        assertTrue(claims.notBefore().isBefore(stack.clock().instant()));
        assertTrue(claims.notAfter().isAfter(stack.clock().instant()));

        WireIdentity untrusted = of(alice, conversation, eve);
        assertEquals(DeviceVerdict.UNTRUSTED, untrusted.verdict());
        assertEquals(CredentialType.X509, untrusted.credentialType());
        assertFalse(untrusted.x509Identity().isPresent());
        assertTrue(of(eve, conversation, eve).x509Identity().isPresent());

        stack.clock().advance(BEYOND_EXPIRY);
        assertEquals(claims, of(alice, conversation, bob).x509Identity().orElseThrow());
        assertTrue(stack.revoke(claims));
        alice.client().inTransaction(tx -> tx.e2eiRegisterCrl(stack.crlUrl(), stack.crl()));
        WireIdentity revoked = of(alice, conversation, bob);
        assertEquals(DeviceVerdict.REVOKED, revoked.verdict());
        assertEquals(claims, revoked.x509Identity().orElseThrow());
    }
}
