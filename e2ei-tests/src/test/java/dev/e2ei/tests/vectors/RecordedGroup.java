package dev.e2ei.tests.vectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.Secret;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.tree.Capabilities;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafNodeDraft;
import dev.e2ei.core.tree.LeafPosition;
import dev.e2ei.core.tree.Lifetime;
import dev.e2ei.core.tree.ParentNode;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.core.tree.TreeMath;
import dev.e2ei.core.tree.UpdatePath;
import dev.e2ei.core.tree.UpdatePathBuilder;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A group whose every secret is known, to be written down as vectors of trees and paths. */
final class RecordedGroup {
    private static final Bytes GROUP_ID = Bytes.ofUtf8("recorded");
    private static final Bytes TRANSCRIPT = Bytes.ofUtf8("transcript");
    private static final long EPOCH = 7;

    private record Member(KeyPairOctets signatureKeys, byte[] leafKey, LeafNodeDraft draft) {}

    private final JsonNodeFactory json = JsonNodeFactory.instance;
    private final LabeledCrypto crypto;
    private final Map<Integer, Member> members = new TreeMap<>();
    private final Map<Integer, byte[]> pathSecrets = new HashMap<>();
    private RatchetTree tree;
    private int commits;

    RecordedGroup(CryptoProvider provider) {
        Ciphersuite suite = Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519;
        crypto =
                new LabeledCrypto(SeededCrypto.of(provider.forCiphersuite(suite).orElseThrow()));
        tree = RatchetTree.of(client(0));
    }

    private LeafNode client(int index) {
        KeyPairOctets signatureKeys = crypto.crypto().generateSignatureKeyPair();
        KeyPairOctets leafKeys = crypto.crypto().generateHpkeKeyPair();
        LeafNodeDraft draft = new LeafNodeDraft(
                Bytes.of(signatureKeys.publicKey()),
                new BasicCredential(Bytes.ofUtf8("client " + index)),
                new Capabilities(List.of(Capabilities.MLS10), List.of(1), List.of(), List.of(), List.of(1)),
                Extensions.NONE);
        members.put(index, new Member(signatureKeys, leafKeys.privateKey(), draft));
        return LeafNode.sign(
                crypto,
                draft.forKeyPackage(Bytes.of(leafKeys.publicKey()), new Lifetime(0, -1)),
                Optional.empty(),
                signatureKeys.privateKey());
    }

    RecordedGroup add(int count) {
        for (int i = 0; i < count; i++) {
            tree = tree.addLeaf(client(tree.firstBlankLeaf()));
        }
        return this;
    }

    RecordedGroup remove(int index) {
        tree = tree.removeLeaf(index);
        members.remove(index);
        return this;
    }

    /** Members renew their paths, one after another. */
    RecordedGroup commit(int... senders) {
        for (int sender : senders) {
            byte[] first = firstSecret();
            try (UpdatePathBuilder builder = renew(sender, first)) {
                Member member = members.get(sender);
                byte[] leafKey = builder.privateTree()
                        .privateKey(TreeMath.nodeOfLeaf(sender))
                        .orElseThrow()
                        .use(byte[]::clone);
                members.put(sender, new Member(member.signatureKeys, leafKey, member.draft));
                pathSecrets.putAll(secrets(tree.filteredDirectPath(sender), first));
                tree = builder.tree();
            }
        }
        return this;
    }

    private byte[] firstSecret() {
        return crypto.hash(
                ByteBuffer.allocate(Long.BYTES).putLong(-1L - commits++).array());
    }

    private UpdatePathBuilder renew(int sender, byte[] first) {
        Member member = members.get(sender);
        return UpdatePathBuilder.renew(
                crypto,
                tree,
                new LeafPosition(GROUP_ID, sender),
                member.draft,
                member.signatureKeys.privateKey(),
                length -> first.clone());
    }

    private Map<Integer, byte[]> secrets(List<Integer> path, byte[] first) {
        Map<Integer, byte[]> secrets = new HashMap<>();
        byte[] secret = first;
        for (int node : path) {
            secrets.put(node, secret);
            secret = crypto.deriveSecret(secret, "path");
        }
        return secrets;
    }

    ObjectNode tree() {
        ObjectNode vector = json.objectNode();
        vector.put("cipher_suite", crypto.suite().id());
        vector.put("tree", hex(RatchetTree.CODEC.toOctets(tree)));
        vector.put("group_id", GROUP_ID.hex());
        ArrayNode resolutions = vector.putArray("resolutions");
        ArrayNode hashes = vector.putArray("tree_hashes");
        for (int node = 0; node < TreeMath.nodeCount(tree.leafCount()); node++) {
            tree.resolution(node).forEach(resolutions.addArray()::add);
            hashes.add(tree.nodeHash(crypto, node).hex());
        }
        return vector;
    }

    /** One member's path for a commit that adds leaves, which are in the tree already. */
    ObjectNode path(int sender, Set<Integer> added) {
        ObjectNode vector = json.objectNode();
        vector.put("cipher_suite", crypto.suite().id());
        vector.put("group_id", GROUP_ID.hex());
        vector.put("epoch", EPOCH);
        vector.put("confirmed_transcript_hash", TRANSCRIPT.hex());
        vector.put("ratchet_tree", hex(RatchetTree.CODEC.toOctets(tree)));
        ArrayNode leaves = vector.putArray("leaves_private");
        members.keySet().forEach(index -> leaves.add(privateLeaf(index)));
        vector.putArray("update_paths").add(updatePath(sender, added));
        return vector;
    }

    private ObjectNode privateLeaf(int index) {
        Member member = members.get(index);
        ObjectNode leaf = json.objectNode();
        leaf.put("index", index);
        leaf.put("encryption_priv", hex(member.leafKey));
        leaf.put("signature_priv", hex(member.signatureKeys.privateKey()));
        ArrayNode secrets = leaf.putArray("path_secrets");
        for (int node : tree.directPath(index)) {
            Optional<ParentNode> parent = tree.parent(node);
            if (parent.isPresent() && !parent.get().unmergedLeaves().contains(index)) {
                secrets.addObject().put("node", node).put("path_secret", hex(pathSecrets.get(node)));
            }
        }
        return leaf;
    }

    private ObjectNode updatePath(int sender, Set<Integer> added) {
        byte[] first = firstSecret();
        Map<Integer, byte[]> secrets = secrets(tree.filteredDirectPath(sender), first);
        try (UpdatePathBuilder builder = renew(sender, first);
                Secret commitSecret = builder.commitSecret()) {
            ObjectNode path = json.objectNode();
            path.put("sender", sender);
            new TreeSet<>(added).forEach(path.putArray("added_leaves")::add);
            byte[] context = new GroupContext(
                            crypto.suite(),
                            GROUP_ID,
                            EPOCH,
                            builder.tree().treeHash(crypto),
                            TRANSCRIPT,
                            Extensions.NONE)
                    .octets();
            path.put("update_path", hex(UpdatePath.CODEC.toOctets(builder.encrypt(context, added))));
            ArrayNode learned = path.putArray("path_secrets");
            for (int index = 0; index < tree.leafCount(); index++) {
                if (index == sender || tree.leaf(index).isEmpty()) {
                    learned.addNull();
                } else {
                    learned.add(hex(secrets.get(TreeMath.commonAncestor(sender, index))));
                }
            }
            path.put("commit_secret", commitSecret.<String>use(RecordedGroup::hex));
            path.put("tree_hash_after", builder.tree().treeHash(crypto).hex());
            return path;
        }
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
