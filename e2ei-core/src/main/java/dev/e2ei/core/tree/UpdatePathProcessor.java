package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.secret.SecretScope;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A received path, RFC 9420, sections 7.5 and 12.4.2, in two steps: its public part is checked and merged; then, under the
 * group context with the hash of the merged tree, a member decrypts its path secret. The new leaf's own rules, signature
 * included, are the caller's.
 */
public final class UpdatePathProcessor {
    private final LabeledCrypto crypto;
    private final UpdatePath updatePath;
    private final FilteredPath path;
    private final Set<Integer> addedLeaves;
    private final RatchetTree before;
    private final RatchetTree tree;

    private UpdatePathProcessor(
            LabeledCrypto crypto,
            UpdatePath updatePath,
            FilteredPath path,
            Set<Integer> addedLeaves,
            RatchetTree before,
            RatchetTree tree) {
        this.crypto = crypto;
        this.updatePath = updatePath;
        this.path = path;
        this.addedLeaves = Set.copyOf(addedLeaves);
        this.before = before;
        this.tree = tree;
    }

    /**
     * Checks the public part and merges it, rules LN-1, LN-14, PC-2 to PC-4, CS-5 and TREE-17.
     *
     * @param crypto the group's suite
     * @param tree the tree after all proposals of the commit
     * @param sender the committer's leaf; of a client that joins from outside the tree's first blank leaf
     * @param updatePath the path
     * @param addedLeaves the leaves that the commit adds
     * @return to decrypt with
     * @throws MessageRejectedException if the path breaks a rule
     */
    public static UpdatePathProcessor merge(
            LabeledCrypto crypto, RatchetTree tree, int sender, UpdatePath updatePath, Set<Integer> addedLeaves) {
        RatchetTree before = tree.withRoomFor(sender);
        FilteredPath path = FilteredPath.of(before.root(), sender);
        LeafNode leaf = updatePath.leafNode();
        if (leaf.source() != LeafNodeSource.COMMIT) {
            throw new MessageRejectedException("LN-1", "the leaf of a path has source commit (RFC 9420, 7.3)");
        }
        if (before.leaf(sender)
                .filter(old -> old.encryptionKey().equals(leaf.encryptionKey()))
                .isPresent()) {
            throw new MessageRejectedException("LN-14", "the new leaf has the old HPKE key (RFC 9420, 12.4.2)");
        }
        checkShape(path, updatePath, addedLeaves);
        checkKeys(crypto, before, updatePath);
        List<Bytes> keys =
                updatePath.nodes().stream().map(UpdatePathNode::encryptionKey).toList();
        PathMerge merge = PathMerge.of(crypto, path, keys);
        if (!leaf.parentHash().equals(Optional.of(merge.leafParentHash()))) {
            throw new MessageRejectedException("PC-4", "the leaf has another parent hash (RFC 9420, 7.9.2)");
        }
        return new UpdatePathProcessor(
                crypto, updatePath, path, addedLeaves, before, before.merge(sender, leaf, merge.parents()));
    }

    private static void checkShape(FilteredPath path, UpdatePath updatePath, Set<Integer> addedLeaves) {
        if (updatePath.nodes().size() != path.size()) {
            throw new MessageRejectedException(
                    "TREE-17",
                    "the path has " + updatePath.nodes().size() + " nodes, the filtered path " + path.size()
                            + " (RFC 9420, 7.5)");
        }
        for (int i = 0; i < path.size(); i++) {
            int ciphertexts = updatePath.nodes().get(i).encryptedPathSecrets().size();
            int recipients = path.steps().get(i).recipients(addedLeaves).size();
            if (ciphertexts != recipients) {
                throw new MessageRejectedException(
                        "TREE-17",
                        "node " + i + " of the path has " + ciphertexts + " ciphertexts for " + recipients
                                + " recipients (RFC 9420, 7.5)");
            }
        }
    }

    private static void checkKeys(LabeledCrypto crypto, RatchetTree before, UpdatePath updatePath) {
        Set<Bytes> seen = new HashSet<>();
        checkKey(crypto, before, seen, updatePath.leafNode().encryptionKey());
        updatePath.nodes().forEach(node -> checkKey(crypto, before, seen, node.encryptionKey()));
    }

    private static void checkKey(LabeledCrypto crypto, RatchetTree before, Set<Bytes> seen, Bytes key) {
        if (!seen.add(key) || before.index().hasEncryptionKey(key)) {
            throw new MessageRejectedException("PC-3", "an HPKE key of the path is not new (RFC 9420, 12.4.2)");
        }
        try {
            crypto.crypto().validateHpkePublicKey(key.toByteArray());
        } catch (ProviderException e) {
            throw new MessageRejectedException("CS-5", "an HPKE key of the path is none of the suite (RFC 9420, 5.1)");
        }
    }

    /** {@return the tree with the path in it} */
    public RatchetTree tree() {
        return tree;
    }

    /**
     * Decrypts, rules PC-5, TREE-15, TREE-16, TREE-19 and TREE-20.
     *
     * @param own the member's private keys after the commit's proposals; not closed
     * @param groupContext the octets of the next epoch's context: new epoch, extensions and tree hash, old transcript hash
     * @return new private keys and the commit secret, to be closed
     * @throws MessageRejectedException if the path breaks a rule
     */
    public OpenedPath open(PrivateTree own, byte[] groupContext) {
        int first = own.leafIndex() == path.leafIndex() ? -1 : path.firstAbove(own.leafIndex());
        if (first < 0) {
            throw new MessageRejectedException("PC-5", "the path does not reach this member (RFC 9420, 7.5)");
        }
        List<Integer> nodes = path.nodes().subList(first, path.size());
        try (SecretScope scope = new SecretScope()) {
            byte[] pathSecret = scope.keep(decrypt(own, first, groupContext));
            if (pathSecret.length != crypto.hashLength()) {
                throw new MessageRejectedException("TREE-15", "a path secret has Nh octets (RFC 9420, 7.4)");
            }
            try (PathSecrets secrets = PathSecrets.from(crypto, pathSecret, nodes.size())) {
                for (int i = 0; i < nodes.size(); i++) {
                    if (!secrets.publicKey(i)
                            .equals(updatePath.nodes().get(first + i).encryptionKey())) {
                        throw new MessageRejectedException(
                                "TREE-19", "node " + nodes.get(i) + " has another key than derived (RFC 9420, 7.5)");
                    }
                }
                try (PrivateTree rest = own.retaining(tree)) {
                    return new OpenedPath(
                            rest.with(nodes, secrets.keyPairs()),
                            secrets.commitSecret().copy(),
                            Secret.copyOf(pathSecret));
                }
            }
        }
    }

    private byte[] decrypt(PrivateTree own, int place, byte[] groupContext) {
        List<Integer> recipients = path.steps().get(place).recipients(addedLeaves);
        for (int i = 0; i < recipients.size(); i++) {
            int node = recipients.get(i);
            Optional<Bytes> publicKey =
                    own.publicKey(node).filter(key -> before.encryptionKey(node).equals(Optional.of(key)));
            if (publicKey.isEmpty()) {
                continue;
            }
            EncryptedPathSecret encrypted =
                    updatePath.nodes().get(place).encryptedPathSecrets().get(i);
            try (Secret privateKey = own.privateKey(node).orElseThrow()) {
                return privateKey.use(octets -> crypto.decrypt(
                        octets,
                        publicKey.get().toByteArray(),
                        UpdatePathBuilder.LABEL,
                        groupContext,
                        encrypted.toHpke()));
            } catch (ProviderException e) {
                throw new MessageRejectedException("PC-5", "the path secret does not decrypt (RFC 9420, 7.5)");
            }
        }
        throw new MessageRejectedException("PC-5", "no recipient's private key is held (RFC 9420, 7.5)");
    }
}
