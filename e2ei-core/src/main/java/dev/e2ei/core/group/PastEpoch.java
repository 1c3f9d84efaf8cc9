package dev.e2ei.core.group;

import dev.e2ei.core.schedule.EpochSecrets;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.SecretTree;
import dev.e2ei.core.tree.LeafNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What late application messages of an epoch need, RFC 9420, section 15.3: its GroupContext, which every signature
 * covers, the keys, and the leaves that have changed since. Immutable.
 */
final class PastEpoch {
    private final GroupContext context;
    private final Instant ended;
    private final EpochSecrets secrets;
    private final SecretTree keys;
    private final Map<Integer, Optional<LeafNode>> before;

    PastEpoch(
            GroupContext context,
            Instant ended,
            EpochSecrets secrets,
            SecretTree keys,
            Map<Integer, Optional<LeafNode>> before) {
        this.context = context;
        this.ended = ended;
        this.secrets = secrets;
        this.keys = keys;
        this.before = Map.copyOf(before);
    }

    long number() {
        return context.epoch();
    }

    GroupContext context() {
        return context;
    }

    Instant ended() {
        return ended;
    }

    /** Of the epoch's secrets only that of the sender data. */
    EpochSecrets secrets() {
        return secrets;
    }

    SecretTree keys() {
        return keys;
    }

    /** Whether the commit that ended this epoch changed a leaf. */
    boolean changed(int leafIndex) {
        return before.containsKey(leafIndex);
    }

    /** The leaf before that commit. */
    Optional<LeafNode> leafBefore(int leafIndex) {
        return before.getOrDefault(leafIndex, Optional.empty());
    }

    /** All leaves that it changed, as they were before. */
    Map<Integer, Optional<LeafNode>> leavesBefore() {
        return before;
    }

    PastEpoch withKeys(SecretTree next) {
        return new PastEpoch(context, ended, secrets, next, before);
    }
}
