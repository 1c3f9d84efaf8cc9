package dev.e2ei.tests.peer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.CommitResult;
import dev.e2ei.api.conversation.Conversation;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.ConversationView;
import dev.e2ei.api.conversation.ExternalSender;
import dev.e2ei.api.conversation.WelcomeBundle;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.id.ClientId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Making, joining, changing and reading groups. */
final class GroupOperations {
    private final Session session;

    GroupOperations(Session session) {
        this.session = session;
    }

    void addTo(Map<String, Operation> operations) {
        operations.put("createGroup", this::create);
        operations.put("processWelcome", this::processWelcome);
        operations.put("externalCommit", this::externalCommit);
        operations.put(
                "add", committing((group, request) -> group.addMembers(request.list("keyPackages", Request::parse))));
        operations.put("remove", committing((group, request) -> group.removeMembers(request.clients())));
        operations.put("update", committing((group, request) -> group.updateKeyingMaterial()));
        operations.put("rotate", committing((group, request) -> group.setCredentialByRef(newestCertified(request))));
        operations.put("commitPending", committing((group, request) -> group.commitPendingProposals()));
        operations.put("retryPending", committing((group, request) -> group.retryPendingCommit()));
        operations.put("clearPending", committing((group, request) -> {
            group.clearPendingCommit();
            return Optional.empty();
        }));
        operations.put("proposeAdd", proposing((group, request) -> group.proposeAdd(request.octets("keyPackage"))));
        operations.put(
                "proposeRemove",
                proposing((group, request) -> group.proposeRemove(ClientId.parse(request.text("clientId")))));
        operations.put("proposeUpdate", proposing((group, request) -> group.proposeUpdate()));
        operations.put(
                "wipe",
                (request, answer) -> session.client()
                        .inTransaction(
                                tx -> tx.conversation(request.conversation()).wipe()));
        addReads(operations);
    }

    private void addReads(Map<String, Operation> operations) {
        operations.put(
                "epoch", (request, answer) -> answer.put("epoch", view(request).epoch()));
        operations.put(
                "exists",
                (request, answer) -> answer.put("exists", session.client().conversationExists(request.conversation())));
        operations.put(
                "ciphersuite",
                (request, answer) ->
                        answer.put("ciphersuite", view(request).ciphersuite().id()));
        operations.put("members", (request, answer) -> {
            ArrayNode members = answer.putArray("members");
            view(request)
                    .members()
                    .forEach(member -> members.add(member.identity().utf8()));
        });
        operations.put("exportSecret", (request, answer) -> {
            try (Secret secret = view(request).exportSecretKey(request.integer("length", 32))) {
                answer.put("secret", secret.<String>use(HexFormat.of()::formatHex));
            }
        });
        operations.put(
                "epochAuthenticator",
                (request, answer) ->
                        answer.put("value", view(request).epochAuthenticator().hex()));
        operations.put(
                "groupInfo",
                (request, answer) ->
                        answer.put("groupInfo", view(request).groupInfo().hex()));
        operations.put(
                "externalSender",
                (request, answer) -> answer.put(
                        "key",
                        view(request).externalSenders().get(0).signatureKey().hex()));
    }

    private ConversationView view(Request request) {
        return session.client().conversation(request.conversation());
    }

    private ConversationConfig config(Request request) {
        ConversationConfig config = ConversationConfig.of(session.credential(session.client(), request));
        return config.withWirePolicy(request.wirePolicy());
    }

    private void create(Request request, ObjectNode answer) {
        List<ExternalSender> senders =
                request.list("externalSenders", key -> ExternalSender.wireServer(SenderKey.read(Request.parse(key))));
        ConversationConfig config = config(request).withExternalSenders(senders);
        session.client().inTransaction(tx -> tx.createConversation(request.conversation(), config));
        answer.put("epoch", view(request).epoch());
    }

    private void processWelcome(Request request, ObjectNode answer) {
        session.joinWith(request.wirePolicy());
        write(session.transaction(tx -> tx.joinByWelcome(request.octets("welcome"))), answer);
    }

    private void externalCommit(Request request, ObjectNode answer) {
        session.transport().forget();
        ConversationConfig config = config(request);
        write(session.transaction(tx -> tx.joinByExternalCommit(request.octets("groupInfo"), config)), answer);
        session.transport().writeTo(answer);
    }

    private static void write(WelcomeBundle joined, ObjectNode answer) {
        answer.put("groupId", joined.id().toString());
        answer.put("epoch", joined.epoch());
        Identities.writePoints(joined.newCrlDistributionPoints(), answer);
    }

    private CredentialRef newestCertified(Request request) {
        ObjectNode wanted = request.arguments().deepCopy().put("credentialType", "x509");
        return session.credential(session.client(), new Request(wanted));
    }

    /** A change of a group; what came out of it is a CommitResult, or an Optional of one. */
    private interface Change<T> {
        T make(Conversation group, Request request);
    }

    private Operation committing(Change<?> change) {
        return (request, answer) -> {
            session.transport().forget();
            Object result = session.transaction(tx -> change.make(tx.conversation(request.conversation()), request));
            session.transport().writeTo(answer);
            Object commit = result instanceof Optional<?> optional ? optional.orElse(null) : result;
            if (commit instanceof CommitResult done) {
                Identities.writePoints(done.newCrlDistributionPoints(), answer);
            }
            answer.put("epoch", view(request).epoch());
        };
    }

    private Operation proposing(Change<Bytes> change) {
        return (request, answer) -> {
            session.transport().forget();
            Bytes proposal =
                    session.<Bytes>transaction(tx -> change.make(tx.conversation(request.conversation()), request));
            answer.put("proposal", proposal.hex());
        };
    }
}
