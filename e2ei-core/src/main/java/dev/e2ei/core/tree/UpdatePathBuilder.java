package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.secret.SecretScope;
import dev.e2ei.spi.crypto.HpkeCiphertext;
import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.RandomSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A committer's new path, RFC 9420, sections 7.4 to 7.6, in two steps: new keys, hashes and leaf first; then, under the group
 * context with the hash of the merged tree, the path secrets for all others.
 */
public final class UpdatePathBuilder implements AutoCloseable {
    static final String LABEL = "UpdatePathNode";

    private final LabeledCrypto crypto;
    private final FilteredPath path;
    private final PathSecrets secrets;
    private final LeafNode leafNode;
    private final RatchetTree before;
    private final RatchetTree tree;
    private final PrivateTree privateTree;

    private UpdatePathBuilder(
            LabeledCrypto crypto,
            FilteredPath path,
            PathSecrets secrets,
            LeafNode leafNode,
            RatchetTree before,
            RatchetTree tree,
            PrivateTree privateTree) {
        this.crypto = crypto;
        this.path = path;
        this.secrets = secrets;
        this.leafNode = leafNode;
        this.before = before;
        this.tree = tree;
        this.privateTree = privateTree;
    }

    /**
     * Makes new keys for a leaf and its filtered path.
     *
     * @param crypto the group's suite
     * @param tree the tree after all proposals of the commit
     * @param position the committer's leaf; for a client that joins from outside the tree's first blank leaf
     * @param leaf what the new leaf says
     * @param signaturePrivateKey signs the new leaf
     * @param random makes the path secret
     * @return to be closed
     */
    public static UpdatePathBuilder renew(
            LabeledCrypto crypto,
            RatchetTree tree,
            LeafPosition position,
            LeafNodeDraft leaf,
            byte[] signaturePrivateKey,
            RandomSource random) {
        int leafIndex = position.leafIndex();
        RatchetTree spacious = tree.withRoomFor(leafIndex);
        FilteredPath path = FilteredPath.of(spacious.root(), leafIndex);
        try (SecretScope scope = new SecretScope()) {
            byte[] first = scope.keep(random.bytes(crypto.hashLength()));
            PathSecrets secrets = PathSecrets.from(crypto, first, path.size());
            try {
                return renew(crypto, spacious, path, secrets, position, leaf, signaturePrivateKey);
            } catch (RuntimeException e) {
                secrets.close();
                throw e;
            }
        }
    }

    private static UpdatePathBuilder renew(
            LabeledCrypto crypto,
            RatchetTree before,
            FilteredPath path,
            PathSecrets secrets,
            LeafPosition position,
            LeafNodeDraft leaf,
            byte[] signaturePrivateKey) {
        int leafIndex = position.leafIndex();
        // Not derived from a path secret: those below do not learn it (RFC 9420, 7.4).
        KeyPairOctets leafKeys = crypto.crypto().generateHpkeKeyPair();
        Bytes leafKey = Bytes.of(leafKeys.publicKey());
        try (Secret leafPrivateKey = Secret.take(leafKeys.privateKey());
                PrivateTree alone = PrivateTree.of(leafIndex, leafKey, leafPrivateKey)) {
            PathMerge merge = PathMerge.of(crypto, path, secrets.publicKeys());
            LeafNode leafNode = LeafNode.sign(
                    crypto,
                    leaf.forCommit(leafKey, merge.leafParentHash()),
                    Optional.of(position),
                    signaturePrivateKey);
            return new UpdatePathBuilder(
                    crypto,
                    path,
                    secrets,
                    leafNode,
                    before,
                    before.merge(leafIndex, leafNode, merge.parents()),
                    alone.with(path.nodes(), secrets.keyPairs()));
        }
    }

    /** {@return the tree with the path in it} */
    public RatchetTree tree() {
        return tree;
    }

    /** {@return the committer's new leaf} */
    public LeafNode leafNode() {
        return leafNode;
    }

    /** {@return a copy of the committer's new private keys, to be closed} */
    public PrivateTree privateTree() {
        return privateTree.copy();
    }

    /** {@return a copy of the commit secret, to be closed} */
    public Secret commitSecret() {
        return secrets.commitSecret().copy();
    }

    /**
     * The path secret for a leaf that this commit adds, rule CM-4.
     *
     * @param addedLeaf the leaf's index
     * @return a copy of the secret of the lowest node above both, to be closed
     */
    public Secret pathSecretFor(int addedLeaf) {
        int place = path.firstAbove(addedLeaf);
        if (place < 0 || before.leaf(addedLeaf).isEmpty()) {
            throw new IllegalArgumentException("leaf " + addedLeaf + " is not another member's");
        }
        return secrets.secret(place).copy();
    }

    /**
     * Encrypts the path secrets, one batch for all nodes.
     *
     * @param groupContext the octets of the next epoch's context: new epoch, extensions and tree hash, old transcript hash
     * @param addedLeaves the leaves that this commit adds; they get no ciphertext
     * @return the path
     */
    public UpdatePath encrypt(byte[] groupContext, Set<Integer> addedLeaves) {
        List<Integer> counts = new ArrayList<>();
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> plaintexts = new ArrayList<>();
        try (SecretScope scope = new SecretScope()) {
            for (int i = 0; i < path.size(); i++) {
                byte[] secret = scope.keep(secrets.secret(i).use(byte[]::clone));
                List<Integer> recipients = path.steps().get(i).recipients(addedLeaves);
                counts.add(recipients.size());
                for (int node : recipients) {
                    keys.add(before.encryptionKey(node).orElseThrow().toByteArray());
                    plaintexts.add(secret);
                }
            }
            Iterator<HpkeCiphertext> ciphertexts =
                    crypto.encryptAll(keys, LABEL, groupContext, plaintexts).iterator();
            List<UpdatePathNode> nodes = new ArrayList<>();
            for (int i = 0; i < path.size(); i++) {
                List<EncryptedPathSecret> encrypted = new ArrayList<>();
                for (int k = 0; k < counts.get(i); k++) {
                    encrypted.add(EncryptedPathSecret.of(ciphertexts.next()));
                }
                nodes.add(new UpdatePathNode(secrets.publicKey(i), encrypted));
            }
            return new UpdatePath(leafNode, nodes);
        }
    }

    @Override
    public void close() {
        secrets.close();
        privateTree.close();
    }
}
