package dev.e2ei.tests.peer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.Conversation;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.MessageSender;
import dev.e2ei.api.conversation.ReceivedMessage;
import java.util.Map;

/** Messages in and out. */
final class MessageOperations {
    private final Session session;

    MessageOperations(Session session) {
        this.session = session;
    }

    void addTo(Map<String, Operation> operations) {
        operations.put(
                "encrypt",
                (request, answer) -> answer.put("message", encrypt(request).hex()));
        operations.put("processMessage", this::process);
    }

    private Bytes encrypt(Request request) {
        return session.transaction(tx -> tx.conversation(request.conversation()).encrypt(request.octets("plaintext")));
    }

    private void process(Request request, ObjectNode answer) {
        ConversationId id = request.conversation();
        ReceivedMessage received = session.transaction(tx -> {
            Conversation conversation = tx.conversation(id);
            ReceivedMessage message = conversation.decrypt(request.octets("message"));
            // Whoever was removed has no further use for it, and may be added again.
            if (message instanceof ReceivedMessage.Commit commit && !commit.active()) {
                conversation.wipe();
            }
            return message;
        });
        if (received instanceof ReceivedMessage.Buffered early) {
            throw early.reason() == ReceivedMessage.Buffered.Reason.NEXT_EPOCH
                    ? PeerException.mls("BufferedFutureMessage", "the message belongs to the next epoch: it is kept")
                    : PeerException.mls("BufferedCommit", "a proposal of the commit has not come yet: it is kept");
        }
        write(received, answer);
        if (session.client().conversationExists(id)) {
            answer.put("epoch", session.client().conversation(id).epoch());
        }
    }

    private static void write(ReceivedMessage received, ObjectNode answer) {
        answer.put("isActive", true);
        answer.put("hasEpochChanged", false);
        if (received instanceof ReceivedMessage.Application application) {
            answer.put("plaintext", application.plaintext().hex());
            answer.put("sender", application.sender().identity().utf8());
            write(application.sender(), answer);
        } else if (received instanceof ReceivedMessage.Proposal proposal) {
            proposal.commitDelay().ifPresent(delay -> answer.put("commitDelay", delay.toSeconds()));
            Identities.writePoints(proposal.newCrlDistributionPoints(), answer);
            write(proposal.sender(), answer);
        } else if (received instanceof ReceivedMessage.Commit commit) {
            answer.put("isActive", commit.active());
            answer.put("hasEpochChanged", true);
            Identities.writePoints(commit.newCrlDistributionPoints(), answer);
            write(commit.sender(), answer);
            if (!commit.buffered().isEmpty()) {
                ArrayNode buffered = answer.putArray("buffered");
                commit.buffered().forEach(message -> write(message, buffered.addObject()));
            }
        }
    }

    private static void write(MessageSender sender, ObjectNode answer) {
        sender.now().ifPresent(identity -> Identities.write(identity, answer.putObject("identity")));
        sender.then().ifPresent(identity -> Identities.write(identity, answer.putObject("identityThen")));
    }
}
