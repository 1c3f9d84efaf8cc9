package dev.e2ei.core.framing;

import dev.e2ei.core.schedule.EpochSecret;
import dev.e2ei.core.schedule.EpochSecrets;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.SecretTree;

/**
 * What is known of an epoch when its messages are read. An epoch whose membership key is gone is a past one: of it only
 * application data is read.
 *
 * @param context the group's context
 * @param secrets the secrets that are kept of it
 * @param secretTree the keys of its messages
 * @param ownLeaf this client's leaf
 * @param senders whose messages these may be
 */
public record MessageEpoch(
        GroupContext context, EpochSecrets secrets, SecretTree secretTree, int ownLeaf, SenderKeys senders) {
    boolean isCurrent() {
        return secrets.present().contains(EpochSecret.MEMBERSHIP);
    }

    /** Leaves out what is secret. */
    @Override
    public String toString() {
        return "MessageEpoch[" + Long.toUnsignedString(context.epoch()) + "]";
    }
}
