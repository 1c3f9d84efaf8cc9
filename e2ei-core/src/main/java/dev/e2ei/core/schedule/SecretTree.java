package dev.e2ei.core.schedule;

import dev.e2ei.api.Secret;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.store.RowReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one epoch's messages, RFC 9420, section 9, derived when a sender is first heard of. A value: taking a key gives
 * another tree, which shares with this one all but the path to the sender. So a message that fails is forgotten with its
 * tree, and one that succeeds is written as {@link #rowsSince}; then {@link #wipeAllBut} wipes what was given up.
 */
public final class SecretTree {
    private static final int MOST_LEAVES = 1 << 30;
    private static final byte[] LEFT = {'l', 'e', 'f', 't'};
    private static final byte[] RIGHT = {'r', 'i', 'g', 'h', 't'};

    private final int leafCount;
    private final @Nullable SecretTreeNode root;

    private SecretTree(int leafCount, @Nullable SecretTreeNode root) {
        if (leafCount < 1 || leafCount > MOST_LEAVES) {
            throw new IllegalArgumentException("a tree has 1 to 2^30 leaves, not " + leafCount);
        }
        this.leafCount = leafCount;
        this.root = root;
    }

    /**
     * An epoch's first tree.
     *
     * @param leafCount how many leaves the ratchet tree has
     * @param encryptionSecret of the epoch; copied
     * @return the tree
     */
    public static SecretTree of(int leafCount, Secret encryptionSecret) {
        return new SecretTree(leafCount, new SecretTreeNode.Closed(encryptionSecret.copy()));
    }

    /**
     * A tree, or the part of it that is needed, from the store.
     *
     * @param leafCount how many leaves the ratchet tree has
     * @param nodes secrets by node index, now the tree's own
     * @param ratchets ratchets, now the tree's own
     * @return the tree
     */
    public static SecretTree restored(
            int leafCount, Map<Integer, Secret> nodes, Map<RatchetId, MessageRatchet> ratchets) {
        SecretTree tree = new SecretTree(leafCount, null);
        for (Map.Entry<Integer, Secret> node : nodes.entrySet()) {
            int height = Integer.numberOfTrailingZeros(~node.getKey());
            int prefix = node.getKey() >>> height >>> 1;
            if (height > tree.height() || prefix >>> tree.height() - height != 0) {
                throw RowReader.corrupt();
            }
            tree = tree.replaced(height, prefix, new SecretTreeNode.Closed(node.getValue()));
        }
        for (Map.Entry<RatchetId, MessageRatchet> ratchet : ratchets.entrySet()) {
            if (Integer.compareUnsigned(ratchet.getKey().leaf(), leafCount) >= 0) {
                throw RowReader.corrupt();
            }
            tree = tree.with(ratchet.getKey(), ratchet.getValue());
        }
        return tree;
    }

    static int nodeIndex(int height, int prefix) {
        return prefix << height + 1 | (1 << height) - 1;
    }

    /** {@return how many leaves the ratchet tree has} */
    public int leafCount() {
        return leafCount;
    }

    /**
     * The key of the next message that this client sends.
     *
     * @param crypto the group's suite
     * @param ratchet its leaf, and what is sent
     * @return the key, and the tree without it
     * @throws dev.e2ei.api.error.MlsException with code {@code MLS_LIMIT} if no generation is left
     */
    public MessageKeyUse sending(LabeledCrypto crypto, RatchetId ratchet) {
        SecretTree opened = opened(crypto, ratchet.leaf());
        RatchetStep step = opened.required(ratchet).next(crypto);
        return new MessageKeyUse(step.key(), this, opened.with(ratchet, step.after()));
    }

    /**
     * The key of a message that was received.
     *
     * @param crypto the group's suite
     * @param ratchet the sender's leaf, and what was received
     * @param generation a uint32
     * @param window how far messages may be out of order
     * @return the key, and the tree without it
     * @throws dev.e2ei.api.error.MlsException with code {@code DUPLICATE_MESSAGE} if the key is gone
     * @throws dev.e2ei.api.error.MessageRejectedException KS-10 if too many messages are skipped
     */
    public MessageKeyUse receiving(LabeledCrypto crypto, RatchetId ratchet, int generation, RatchetWindow window) {
        SecretTree opened = opened(crypto, ratchet.leaf());
        try {
            RatchetStep step = opened.required(ratchet).at(crypto, generation, window);
            return new MessageKeyUse(step.key(), this, opened.with(ratchet, step.after()));
        } catch (RuntimeException e) {
            opened.wipeAllBut(this);
            throw e;
        }
    }

    /**
     * Where a ratchet stands.
     *
     * @param id which
     * @return the ratchet, if its leaf was opened
     */
    public Optional<MessageRatchet> ratchet(RatchetId id) {
        return node(0, id.leaf()) instanceof SecretTreeNode.Leaf leaf ? leaf.ratchet(id.kind()) : Optional.empty();
    }

    /**
     * What changed in this tree.
     *
     * @param stored the tree that the store holds
     * @return the rows to be written and deleted
     */
    public SecretTreeRows rowsSince(SecretTree stored) {
        SecretTreeDifference written = new SecretTreeDifference(root, stored.root, height());
        SecretTreeDifference gone = new SecretTreeDifference(stored.root, root, height());
        Set<Integer> deleted = new TreeSet<>(gone.nodes.keySet());
        deleted.removeAll(written.nodes.keySet());
        return new SecretTreeRows(written.nodes, written.ratchets, deleted);
    }

    /** {@return the rows of the whole tree} */
    public SecretTreeRows rows() {
        return rowsSince(new SecretTree(leafCount, null));
    }

    /**
     * Wipes what this tree holds and another does not: a tree that was given up for its successor, or a successor that was.
     *
     * @param kept the tree that stays
     */
    public void wipeAllBut(SecretTree kept) {
        SecretTreeDifference given = new SecretTreeDifference(root, kept.root, height());
        given.nodes.values().forEach(Secret::close);
        given.ratchets.forEach((id, ratchet) -> ratchet.wipeAllBut(kept.ratchet(id)));
    }

    /** Wipes the whole tree. */
    public void wipe() {
        wipeAllBut(new SecretTree(leafCount, null));
    }

    private MessageRatchet required(RatchetId id) {
        return ratchet(id).orElseThrow(RowReader::corrupt);
    }

    private SecretTree with(RatchetId id, MessageRatchet ratchet) {
        return replaced(0, id.leaf(), SecretTreeNode.Leaf.with(node(0, id.leaf()), id.kind(), ratchet));
    }

    private SecretTree opened(LabeledCrypto crypto, int leaf) {
        if (Integer.compareUnsigned(leaf, leafCount) >= 0) {
            throw new IllegalArgumentException("leaf " + Integer.toUnsignedString(leaf) + " of " + leafCount);
        }
        for (int height = height(); height >= 0; height--) {
            int prefix = leaf >>> height;
            if (node(height, prefix) instanceof SecretTreeNode.Closed closed) {
                return replaced(height, prefix, expanded(crypto, closed.secret, height, leaf));
            }
        }
        return this;
    }

    private static SecretTreeNode expanded(LabeledCrypto crypto, Secret secret, int top, int leaf) {
        SecretTreeNode[] siblings = new SecretTreeNode[top];
        Secret current = secret.copy();
        for (int height = top - 1; height >= 0; height--) {
            boolean right = (leaf >>> height & 1) == 1;
            Secret parent = current;
            try (parent) {
                siblings[height] = new SecretTreeNode.Closed(child(crypto, parent, !right));
                current = child(crypto, parent, right);
            }
        }
        SecretTreeNode node;
        try (Secret last = current) {
            node = new SecretTreeNode.Leaf(
                    ratchet(crypto, last, RatchetKind.HANDSHAKE), ratchet(crypto, last, RatchetKind.APPLICATION));
        }
        for (int height = 0; height < top; height++) {
            boolean right = (leaf >>> height & 1) == 1;
            node = SecretTreeNode.Parent.with(SecretTreeNode.Parent.with(null, !right, siblings[height]), right, node);
        }
        return node;
    }

    private static Secret child(LabeledCrypto crypto, Secret parent, boolean right) {
        return Secret.take(parent.use(
                octets -> crypto.expandWithLabel(octets, "tree", right ? RIGHT : LEFT, crypto.hashLength())));
    }

    private static MessageRatchet ratchet(LabeledCrypto crypto, Secret leaf, RatchetKind kind) {
        return new MessageRatchet(
                Secret.take(leaf.use(octets -> crypto.deriveSecret(octets, kind.label()))), 0, List.of());
    }

    private int height() {
        return leafCount == 1 ? 0 : 32 - Integer.numberOfLeadingZeros(leafCount - 1);
    }

    private @Nullable SecretTreeNode node(int height, int prefix) {
        SecretTreeNode node = root;
        for (int level = height() - 1; level >= height && node != null; level--) {
            node = node instanceof SecretTreeNode.Parent parent
                    ? parent.child((prefix >>> level - height & 1) == 1)
                    : null;
        }
        return node;
    }

    private SecretTree replaced(int height, int prefix, SecretTreeNode node) {
        SecretTreeNode changed = node;
        for (int level = height; level < height(); level++) {
            int at = prefix >>> level - height;
            changed = SecretTreeNode.Parent.with(node(level + 1, at >>> 1), (at & 1) == 1, changed);
        }
        return new SecretTree(leafCount, changed);
    }
}
