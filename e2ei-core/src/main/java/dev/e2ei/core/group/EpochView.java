package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.framing.MessageEpoch;
import dev.e2ei.core.framing.SenderKeys;
import dev.e2ei.core.keypackage.GroupDemands;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.tree.ExternalSenderEntry;
import dev.e2ei.core.tree.LeafNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An epoch as somebody sees it who reads its messages: the leaves are those of that epoch, whoever has their places now.
 *
 * @param epoch what is known of the epoch
 * @param group the group
 * @param ended when it ended; none for the current one
 */
record EpochView(MessageEpoch epoch, Operational group, Optional<Instant> ended) {
    static EpochView current(Operational group) {
        GroupEpoch current = group.current();
        MessageEpoch epoch = new MessageEpoch(
                current.context(),
                current.secrets(),
                current.keys(),
                current.ownLeaf(),
                senders(group, current.context()));
        return new EpochView(epoch, group, Optional.empty());
    }

    static EpochView past(Operational group, PastEpoch past) {
        MessageEpoch epoch = new MessageEpoch(
                past.context(), past.secrets(), past.keys(), group.current().ownLeaf(), senders(group, past.context()));
        return new EpochView(epoch, group, Optional.of(past.ended()));
    }

    private static SenderKeys senders(Operational group, GroupContext context) {
        return new SenderKeys() {
            @Override
            public Optional<Bytes> member(int leafIndex) {
                return group.leafAt(context.epoch(), leafIndex).map(LeafNode::signatureKey);
            }

            @Override
            public Optional<Bytes> external(int senderIndex) {
                List<ExternalSenderEntry> senders =
                        GroupDemands.of(context.extensions()).externalSenders();
                return Integer.compareUnsigned(senderIndex, senders.size()) < 0
                        ? Optional.of(senders.get(senderIndex).signatureKey())
                        : Optional.empty();
            }
        };
    }

    long number() {
        return epoch.context().epoch();
    }

    Optional<LeafNode> leaf(int leafIndex) {
        return group.leafAt(number(), leafIndex);
    }
}
