package dev.e2ei.core.group;

import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.tree.LeafNode;
import java.util.Optional;

/**
 * A commit of this client or of somebody else that passed all checks, and the epoch that it leads to. It changes nothing
 * until it is merged: until then the application may look at what it would do, and let it go.
 */
public final class StagedCommit {
    private final long baseEpoch;
    private final Sender sender;
    private final Optional<LeafNode> senderLeaf;
    private final CommitChanges changes;
    private final Optional<GroupEpoch> next;

    StagedCommit(
            long baseEpoch,
            Sender sender,
            Optional<LeafNode> senderLeaf,
            CommitChanges changes,
            Optional<GroupEpoch> next) {
        this.baseEpoch = baseEpoch;
        this.sender = sender;
        this.senderLeaf = senderLeaf;
        this.changes = changes;
        this.next = next;
    }

    /** {@return the epoch in which it was made, unsigned} */
    public long baseEpoch() {
        return baseEpoch;
    }

    /** {@return who committed: a member, or somebody who joins by it} */
    public Sender sender() {
        return sender;
    }

    /** {@return the committer's place; of somebody who joins by the commit the place that it gets} */
    public int senderIndex() {
        return sender instanceof Sender.Member member
                ? member.leafIndex()
                : changes.added().get(0).leafIndex();
    }

    /** {@return the committer's leaf after the commit; none if this client was removed and cannot tell} */
    public Optional<LeafNode> senderLeaf() {
        return senderLeaf;
    }

    /** {@return what it does} */
    public CommitChanges changes() {
        return changes;
    }

    /** {@return the epoch that it leads to; none if it removes this client} */
    public Optional<GroupEpoch> next() {
        return next;
    }

    /** {@return whether this client is no member any more once it is merged} */
    public boolean removesUs() {
        return next.isEmpty();
    }

    /** Wipes what it would have led to, when it will not be merged. */
    public void discard() {
        next.ifPresent(GroupEpoch::wipe);
    }
}
