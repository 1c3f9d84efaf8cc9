package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The private HPKE keys of a member by node, each with its public key, which says whether it still is that node's. Immutable;
 * each value holds copies of its own and is closed by itself.
 */
public final class PrivateTree implements AutoCloseable {
    private final int leafIndex;
    private final SortedMap<Integer, NodeKey> keys;

    private PrivateTree(int leafIndex, SortedMap<Integer, NodeKey> keys) {
        this.leafIndex = leafIndex;
        this.keys = keys;
    }

    /**
     * A member that holds the key of its leaf alone.
     *
     * @param leafIndex its leaf
     * @param publicKey the leaf's HPKE key
     * @param privateKey not closed
     * @return the keys
     */
    public static PrivateTree of(int leafIndex, Bytes publicKey, Secret privateKey) {
        SortedMap<Integer, NodeKey> keys = new TreeMap<>();
        keys.put(TreeMath.nodeOfLeaf(leafIndex), new NodeKey(publicKey, privateKey.copy()));
        return new PrivateTree(leafIndex, keys);
    }

    /**
     * With one more key, in place of the node's former one.
     *
     * @param node the node
     * @param publicKey its HPKE key
     * @param privateKey not closed
     * @return the keys
     */
    public PrivateTree with(int node, Bytes publicKey, Secret privateKey) {
        SortedMap<Integer, NodeKey> copies = copies(keys.keySet());
        NodeKey former = copies.put(node, new NodeKey(publicKey, privateKey.copy()));
        if (former != null) {
            former.close();
        }
        return new PrivateTree(leafIndex, copies);
    }

    PrivateTree with(List<Integer> nodes, List<KeyPairOctets> pairs) {
        SortedMap<Integer, NodeKey> copies = copies(keys.keySet());
        for (int i = 0; i < nodes.size(); i++) {
            KeyPairOctets pair = pairs.get(i);
            NodeKey former = copies.put(nodes.get(i), NodeKey.of(pair));
            if (former != null) {
                former.close();
            }
        }
        return new PrivateTree(leafIndex, copies);
    }

    /**
     * Without the keys that are no longer those of their nodes, rules TREE-20 and TREE-22.
     *
     * @param tree the tree as it is now
     * @return the keys that remain
     */
    public PrivateTree retaining(RatchetTree tree) {
        return new PrivateTree(
                leafIndex,
                copies(keys.keySet().stream()
                        .filter(node -> tree.encryptionKey(node).equals(publicKey(node)))
                        .toList()));
    }

    /**
     * The keys of a client that was added, with those of the path from the lowest node above both it and the committer, rule
     * WE-6.
     *
     * @param crypto the group's suite
     * @param tree the tree of the group info
     * @param signer the committer's leaf
     * @param pathSecret the path secret of the welcome; not closed
     * @return the keys; of this one only those that are in the tree
     * @throws MessageRejectedException if a derived key is not the one in the tree
     */
    public PrivateTree joined(LabeledCrypto crypto, RatchetTree tree, int signer, Secret pathSecret) {
        if (tree.leaf(signer).isEmpty() || signer == leafIndex) {
            throw new MessageRejectedException("WE-6", "the signer has no path above this leaf (RFC 9420, 12.4.3.1)");
        }
        FilteredPath path = FilteredPath.of(tree.root(), signer);
        List<Integer> nodes = path.nodes();
        int first = path.firstAbove(leafIndex);
        if (first < 0) {
            throw new MessageRejectedException("WE-6", "the signer has no path above this leaf (RFC 9420, 12.4.3.1)");
        }
        List<Integer> above = nodes.subList(first, nodes.size());
        try (PathSecrets secrets = pathSecret.use(octets -> PathSecrets.from(crypto, octets, above.size()))) {
            for (int i = 0; i < above.size(); i++) {
                if (!tree.encryptionKey(above.get(i)).equals(Optional.of(secrets.publicKey(i)))) {
                    throw new MessageRejectedException(
                            "WE-6", "the key of node " + above.get(i) + " is not the one derived (RFC 9420, 12.4.3.1)");
                }
            }
            try (PrivateTree mine = retaining(tree)) {
                return mine.with(above, secrets.keyPairs());
            }
        }
    }

    /** {@return the member's leaf} */
    public int leafIndex() {
        return leafIndex;
    }

    /** {@return the nodes whose keys are held, the leaf's included} */
    public SortedSet<Integer> nodes() {
        return new TreeSet<>(keys.keySet());
    }

    /**
     * The public key that belongs to a private one.
     *
     * @param node the node
     * @return the public key, if the private one is held
     */
    public Optional<Bytes> publicKey(int node) {
        return Optional.ofNullable(keys.get(node)).map(NodeKey::publicKey);
    }

    /**
     * A private key.
     *
     * @param node the node
     * @return a copy, to be closed, if it is held
     */
    public Optional<Secret> privateKey(int node) {
        return Optional.ofNullable(keys.get(node)).map(key -> key.privateKey().copy());
    }

    /** {@return a copy that lives on when this one is closed} */
    public PrivateTree copy() {
        return new PrivateTree(leafIndex, copies(keys.keySet()));
    }

    private SortedMap<Integer, NodeKey> copies(Collection<Integer> nodes) {
        SortedMap<Integer, NodeKey> copies = new TreeMap<>();
        keys.forEach((node, key) -> {
            if (nodes.contains(node)) {
                copies.put(node, key.copy());
            }
        });
        return copies;
    }

    @Override
    public void close() {
        keys.values().forEach(NodeKey::close);
    }

    @Override
    public String toString() {
        return "PrivateTree[leaf " + leafIndex + ", keys of " + keys.size() + " nodes]";
    }
}
