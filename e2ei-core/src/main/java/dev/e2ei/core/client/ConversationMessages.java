package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.group.Group;
import dev.e2ei.core.group.GroupEnvironment;
import dev.e2ei.core.group.GroupState;
import dev.e2ei.core.group.MessageMade;
import dev.e2ei.core.group.Operational;
import dev.e2ei.core.group.OwnApplicationMessages;

/** Application messages out, all messages in. */
final class ConversationMessages {
    private final ConversationWork work;

    ConversationMessages(ConversationWork work) {
        this.work = work;
    }

    /** Durable before it returns: no key is used twice, whatever becomes of the transaction. */
    Bytes encrypt(ConversationId id, Bytes plaintext, E2eiConversationState least) {
        Operational group = work.idle(id);
        if (least != E2eiConversationState.NotEnabled) {
            requireState(group, least);
        }
        GroupEnvironment environment = work.groupEnvironment(group.suite());
        MessageMade made = work.signing(
                group,
                signer -> new OwnApplicationMessages(environment).encrypt(group, plaintext, Bytes.EMPTY, signer));
        work.groups().change(made.state());
        work.scope().durable();
        return made.message();
    }

    private void requireState(Operational group, E2eiConversationState least) {
        E2eiConversationState state = work.environment().states().of(work.snapshot(group));
        if (state.code() > least.code()) {
            throw new MlsException(
                    ErrorCode.STATE_TOO_LOW, "the conversation is " + state + ", for sending it has to be " + least);
        }
    }

    /** Belongs to the transaction: after an abort the same message can be read again. */
    ReceivedMessage decrypt(ConversationId id, Bytes message) {
        GroupState state = work.current(id);
        MessageReading reading = new MessageReading(work, new Group(work.groupEnvironment(state.suite())), state);
        try {
            ReceivedMessage received = reading.read(message);
            work.groups().change(reading.state(), reading.passed());
            return received;
        } catch (RuntimeException e) {
            reading.drop();
            throw e;
        }
    }
}
