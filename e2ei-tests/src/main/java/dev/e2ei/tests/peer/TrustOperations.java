package dev.e2ei.tests.peer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.conversation.ConversationView;
import dev.e2ei.api.trust.CrlRegistration;
import java.net.URI;
import java.util.Map;

/** What is trusted, and what follows for the members of a conversation. */
final class TrustOperations {
    private final Session session;

    TrustOperations(Session session) {
        this.session = session;
    }

    void addTo(Map<String, Operation> operations) {
        operations.put(
                "registerAcmeCA",
                (request, answer) ->
                        session.client().inTransaction(tx -> tx.e2eiRegisterTrustAnchor(request.text("pem"))));
        operations.put(
                "registerIntermediateCA",
                (request, answer) -> Identities.writePoints(
                        session.transaction(tx -> tx.e2eiRegisterIntermediateCa(request.text("pem"))), answer));
        operations.put("registerCrl", this::registerCrl);
        operations.put(
                "isPkiEnvSetup",
                (request, answer) -> answer.put("value", session.client().e2eiIsPkiEnvSetup()));
        operations.put(
                "conversationState",
                (request, answer) -> answer.put(
                        "state", view(request).e2eiConversationState().name()));
        operations.put(
                "verifyGroupState",
                (request, answer) -> answer.put(
                        "state",
                        session.client()
                                .e2eiVerifyGroupState(request.octets("groupInfo"))
                                .name()));
        operations.put(
                "deviceIdentities",
                (request, answer) -> Identities.write(
                        view(request).getDeviceIdentities(request.clients()), answer.putArray("identities")));
        operations.put("userIdentities", this::userIdentities);
    }

    private ConversationView view(Request request) {
        return session.client().conversation(request.conversation());
    }

    private void registerCrl(Request request, ObjectNode answer) {
        CrlRegistration done =
                session.transaction(tx -> tx.e2eiRegisterCrl(URI.create(request.text("dp")), request.octets("der")));
        answer.put("dirty", done.dirty());
        done.expiration().ifPresent(instant -> answer.put("expiration", instant.getEpochSecond()));
        ArrayNode changed = answer.putArray("changedIdentities");
        done.changedIdentities().forEach(client -> changed.add(client.toString()));
    }

    private void userIdentities(Request request, ObjectNode answer) {
        ObjectNode users = answer.putObject("identities");
        view(request)
                .getUserIdentitiesOf(request.list("userIds", id -> id))
                .forEach((user, identities) ->
                        Identities.write(identities, users.withArray(user.uuid().toString())));
    }
}
