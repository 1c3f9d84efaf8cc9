package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.proposal.ProposalRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Messages of the next epoch and commits whose proposals are missing, in the order in which they came. Since nobody has
 * verified them, there are only so many. Immutable.
 */
final class MessageBuffer {
    static final MessageBuffer EMPTY = new MessageBuffer(List.of());

    private final List<BufferedMessage> messages;

    private MessageBuffer(List<BufferedMessage> messages) {
        this.messages = messages;
    }

    static MessageBuffer of(List<BufferedMessage> messages) {
        return new MessageBuffer(messages.stream()
                .sorted(Comparator.comparingLong(BufferedMessage::sequence))
                .toList());
    }

    List<BufferedMessage> messages() {
        return messages;
    }

    boolean contains(Bytes message) {
        return messages.stream().anyMatch(buffered -> buffered.message().equals(message));
    }

    boolean hasRoomFor(Bytes message, GroupSettings settings) {
        long octets = messages.stream()
                .mapToLong(buffered -> buffered.message().size())
                .sum();
        return messages.size() < settings.bufferedMessages() && octets + message.size() <= settings.bufferedOctets();
    }

    MessageBuffer with(long epoch, Bytes message, List<ProposalRef> missing) {
        long sequence =
                messages.isEmpty() ? 0 : messages.get(messages.size() - 1).sequence() + 1;
        List<BufferedMessage> next = new ArrayList<>(messages);
        next.add(new BufferedMessage(sequence, epoch, message, missing));
        return new MessageBuffer(List.copyOf(next));
    }

    MessageBuffer without(Predicate<BufferedMessage> dropped) {
        List<BufferedMessage> next = messages.stream().filter(dropped.negate()).toList();
        return next.size() == messages.size() ? this : new MessageBuffer(next);
    }

    /** The first message that can be tried now. */
    Optional<BufferedMessage> ready(long epoch, Predicate<ProposalRef> known) {
        return messages.stream()
                .filter(buffered -> Long.compareUnsigned(buffered.epoch(), epoch) <= 0)
                .filter(buffered ->
                        buffered.epoch() != epoch || buffered.missing().stream().allMatch(known))
                .findFirst();
    }
}
