package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.core.labels.LabeledCrypto;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a tree that a client gets when it joins, RFC 9420, section 12.4.3.1; the rules TREE-1 and TREE-2 hold for
 * whatever could be decoded. The leaves' own rules, signatures included, are the caller's.
 */
public final class TreeRules {
    private TreeRules() {}

    /**
     * Checks the whole tree, the cheap rules first: TREE-14, TREE-13, TREE-9, LN-13, CS-5, TREE-12.
     *
     * @param crypto the group's suite
     * @param tree the tree
     * @param treeHash that of the group context
     * @throws MessageRejectedException with the first rule that is broken
     */
    public static void check(LabeledCrypto crypto, RatchetTree tree, Bytes treeHash) {
        if (!tree.treeHash(crypto).equals(treeHash)) {
            throw new MessageRejectedException("TREE-14", "the group context has another tree hash (RFC 9420, 7.8)");
        }
        checkStructure(crypto, tree);
    }

    /**
     * The same without the tree hash.
     *
     * @param crypto the group's suite
     * @param tree the tree
     * @throws MessageRejectedException with the first rule that is broken
     */
    public static void checkStructure(LabeledCrypto crypto, RatchetTree tree) {
        TreeWalk.over(tree.root(), TreeRules::checkAscending);
        TreeWalk.over(tree.root(), subtree -> checkUnmerged(tree, subtree));
        if (!tree.index().encryptionKeysAreUnique()) {
            throw new MessageRejectedException("TREE-9", "two nodes have one HPKE key (RFC 9420, 12.4.3.1)");
        }
        if (!tree.index().signatureKeysAreUnique()) {
            throw new MessageRejectedException("LN-13", "two leaves have one signature key (RFC 9420, 7.3)");
        }
        TreeWalk.over(tree.root(), subtree -> checkKeys(crypto, subtree));
        ParentHashRule parentHashes = new ParentHashRule(crypto);
        TreeWalk.over(tree.root(), parentHashes::check);
    }

    // All of them before the first is searched.
    private static void checkAscending(Subtree subtree) {
        if (subtree.parent != null && !subtree.parent.unmergedLeaves().isAscending()) {
            throw unmerged(subtree, "is not ascending");
        }
    }

    private static void checkUnmerged(RatchetTree tree, Subtree subtree) {
        if (subtree.parent == null) {
            return;
        }
        subtree.parent.unmergedLeaves().stream().forEach(leaf -> {
            if (tree.leaf(leaf).isEmpty() || !TreeMath.isBelow(leaf, subtree.node)) {
                throw unmerged(subtree, "has a leaf that is blank or not below");
            }
            // Those further below are checked when it is the turn of the next one.
            ParentNode next = nextFilled(subtree, leaf);
            if (next != null && !next.unmergedLeaves().contains(leaf)) {
                throw unmerged(subtree, "has a leaf that a parent between does not list");
            }
        });
    }

    private static @Nullable ParentNode nextFilled(Subtree above, int leaf) {
        Subtree at = above.towards(leaf);
        while (!at.isLeaf() && at.parent == null) {
            at = at.towards(leaf);
        }
        return at.parent;
    }

    private static MessageRejectedException unmerged(Subtree subtree, String what) {
        return new MessageRejectedException(
                "TREE-13", "the list of unmerged leaves of node " + subtree.node + " " + what + " (RFC 9420, 7.1)");
    }

    private static void checkKeys(LabeledCrypto crypto, Subtree subtree) {
        try {
            if (subtree.leaf != null) {
                crypto.crypto()
                        .validateHpkePublicKey(subtree.leaf.encryptionKey().toByteArray());
                crypto.validateSignatureKey(subtree.leaf.signatureKey().toByteArray());
            } else if (subtree.parent != null) {
                crypto.crypto()
                        .validateHpkePublicKey(subtree.parent.encryptionKey().toByteArray());
            }
        } catch (ProviderException e) {
            throw new MessageRejectedException(
                    "CS-5", "a key of node " + subtree.node + " is none of the suite (RFC 9420, 5.1)");
        }
    }
}
