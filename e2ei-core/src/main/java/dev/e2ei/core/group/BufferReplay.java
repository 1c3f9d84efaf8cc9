package dev.e2ei.core.group;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads buffered messages in the order in which they came. One that turns out to be no good is dropped: it was not verified
 * when it was kept. One that lacks a pre-shared key stays, since the application may still bring the key.
 */
final class BufferReplay {
    private static final System.Logger LOG = System.getLogger(BufferReplay.class.getName());

    private final MessageReceiver receiver;

    BufferReplay(MessageReceiver receiver) {
        this.receiver = receiver;
    }

    Replayed next(GroupState state) {
        GroupState current = state;
        Set<Long> waiting = new HashSet<>();
        while (!(current instanceof Inactive)) {
            Operational group = current.operational();
            Optional<BufferedMessage> ready = group.buffer()
                    .without(buffered -> waiting.contains(buffered.sequence()))
                    .ready(group.epoch(), ref -> group.proposals().find(ref).isPresent());
            if (ready.isEmpty()) {
                break;
            }
            BufferedMessage message = ready.get();
            MessageBuffer rest = group.buffer().without(buffered -> buffered.sequence() == message.sequence());
            GroupState without = GroupState.over(current, group.withBuffer(rest));
            try {
                Received received = receiver.receive(without, message.message());
                current = received.state();
                if (!(received instanceof Received.Buffered)) {
                    return new Replayed(current, Optional.of(received));
                }
            } catch (MlsException e) {
                if (e.code() == ErrorCode.PSK_UNKNOWN) {
                    waiting.add(message.sequence());
                } else {
                    LOG.log(System.Logger.Level.DEBUG, "a buffered message was dropped: {0}", e.code());
                    current = without;
                }
            }
        }
        return new Replayed(current, Optional.empty());
    }
}
