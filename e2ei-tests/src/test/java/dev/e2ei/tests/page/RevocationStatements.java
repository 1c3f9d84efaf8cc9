package dev.e2ei.tests.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.CommitResult;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.credential.NewCrlDistributionPoints;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.identity.DeviceStatus;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.api.trust.TrustOutcome;
import dev.e2ei.api.trust.TrustRefresh;
import dev.e2ei.testkit.WireStack;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** SP-33 to SP-36: revocation lists, conversations by id, and the page's last example. */
abstract class RevocationStatements extends IdentityStatements {
    RevocationStatements(String engine) {
        super(engine);
    }

    private static List<URI> list(NewCrlDistributionPoints points) {
        return List.copyOf(points.uris());
    }

    @Test
    @DisplayName(
            "SP-33 distribution points turn up with enrollment, welcome and commits, until a list is registered for them")
    void sp33() {
        WireStack partner = partner();
        PageDevice alice = device("Alice");
        assertEquals(List.of(stack.crlUrl()), list(alice.enroll(SUITE1).newCrlDistributionPoints()));
        alice.client().inTransaction(tx -> tx.e2eiRegisterCrl(stack.crlUrl(), stack.crl()));
        PageDevice bob = device("Bob").enrolled(SUITE1);
        ConversationId conversation = alice.create("SP-33", bob);
        assertEquals(List.of(stack.crlUrl()), list(bob.lastJoined().newCrlDistributionPoints()));

        PageDevice paul = device(partner, "Paul").enrolled(SUITE1);
        Bytes keyPackage = paul.keyPackage();
        CommitResult added =
                alice.client().transaction(tx -> tx.conversation(conversation).addMembers(List.of(keyPackage)));
        assertEquals(List.of(partner.crlUrl()), list(added.newCrlDistributionPoints()), "home's is registered");
        ReceivedMessage.Commit received = (ReceivedMessage.Commit) bob.receive().get(0);
        assertEquals(List.of(partner.crlUrl()), list(received.newCrlDistributionPoints()));
        paul.receive();
        assertEquals(
                List.of(stack.crlUrl(), partner.crlUrl()),
                list(paul.lastJoined().newCrlDistributionPoints()).stream()
                        .sorted((one, other) -> one.equals(stack.crlUrl()) ? -1 : 1)
                        .toList());
        assertTrue(alice.client().trust().dueCrlDistributionPoints().contains(partner.crlUrl()));

        TrustRefresh refreshed = alice.client().trust().refresh(stack.trustSource());
        assertEquals(List.of(), refreshed.failures());
        assertEquals(2, alice.client().trust().crls().size());
        assertEquals(List.of(), List.copyOf(alice.client().trust().dueCrlDistributionPoints()));
        Bytes again = device(partner, "Petra").enrolled(SUITE1).keyPackage();
        CommitResult second =
                alice.client().transaction(tx -> tx.conversation(conversation).addMembers(List.of(again)));
        assertTrue(second.newCrlDistributionPoints().isEmpty());
    }

    @Test
    @DisplayName("SP-34 the page's loop over new distribution points; refresh does it in one call, one failure aside")
    void sp34() throws IOException, InterruptedException {
        PageDevice alice = device("Alice");
        PageDevice bob = device("Bob").enrolled(SUITE1);
        var registration = alice.enroll(SUITE1);
        ConversationId conversation = alice.create("SP-34", bob);
        assertTrue(stack.revoke(identity(alice, conversation, bob)));
        var client = alice.client();

        var transaction = client.newTransaction();
        for (URI distributionPoint : registration.newCrlDistributionPoints()) {
            Bytes crl = fetch(distributionPoint);
            transaction.e2eiRegisterCrl(distributionPoint, crl);
        }
        transaction.finish();

        assertEquals(DeviceVerdict.REVOKED, verdicts(alice, conversation).get(bob.id()));
        assertState(E2eiConversationState.NotVerified, conversation, alice);

        assertState(E2eiConversationState.Verified, conversation, bob);
        stack.faults().add(Fault.at(FaultPlace.FEDERATION, Misbehaviour.status(500)));
        TrustRefresh refreshed = bob.client().trust().refresh(stack.trustSource());
        assertTrue(refreshed.dirty());
        assertEquals(
                List.of(TrustOutcome.Kind.FEDERATION),
                refreshed.failures().stream().map(TrustOutcome::kind).toList());
        assertState(E2eiConversationState.NotVerified, conversation, bob);
    }

    private static Bytes fetch(URI address) throws IOException, InterruptedException {
        var response =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
        assertEquals(200, response.statusCode());
        return Bytes.of(response.body());
    }

    @Test
    @DisplayName("SP-35 a conversation is reached by its id in a transaction; an unknown id is a typed error")
    void sp35() {
        PageDevice alice = device("Alice").enrolled(SUITE1);
        ConversationId conversation = alice.create("SP-35");
        alice.client().inTransaction(tx -> {
            assertEquals(conversation, tx.conversation(conversation).id());
            assertEquals(0, tx.conversation(conversation).epoch());
        });
        ConversationId unknown = ConversationId.ofUtf8("nobody's");
        for (var call : List.<Executable>of(
                () -> alice.client().inTransaction(tx -> tx.conversation(unknown)),
                () -> alice.client().conversation(unknown))) {
            assertEquals(
                    ErrorCode.CONVERSATION_NOT_FOUND,
                    assertThrows(MlsException.class, call).code());
        }
        if (keepsAfterRestart()) {
            alice.restart();
            assertEquals(conversation, alice.client().conversation(conversation).id());
        }
    }

    @Test
    @DisplayName("SP-36 the page's example: a line with client id and status for each of two devices")
    void sp36() {
        PageDevice aliceDevice = device("Alice").enrolled(SUITE1);
        PageDevice bobDevice = device("Bob").enrolled(SUITE1);
        ConversationId conversationId = aliceDevice.create("SP-36", bobDevice);
        var client = aliceDevice.client();
        ClientId alice = aliceDevice.id();
        ClientId bob = bobDevice.id();
        List<String> lines = new ArrayList<>();

        var transaction = client.newTransaction();
        var conversation = transaction.conversation(conversationId);
        for (WireIdentity identity : conversation.getDeviceIdentities(List.of(alice, bob))) {
            lines.add(identity.clientId() + ": " + identity.status());
        }
        transaction.finish();

        assertEquals(List.of(alice + ": " + DeviceStatus.Valid, bob + ": " + DeviceStatus.Valid), lines);
    }
}
