package dev.e2ei.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.Secret;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.RandomSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** A group as far as its tree goes: one public tree, and every member's private keys. */
final class TestGroup {
    static final Bytes GROUP_ID = Bytes.ofUtf8("group");

    private static final CryptoProvider PROVIDER =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow();

    final LabeledCrypto crypto;
    final RandomSource random = PROVIDER.random();
    final Map<Integer, TestMember> members = new TreeMap<>();
    final Map<Integer, PrivateTree> keys = new TreeMap<>();
    RatchetTree tree;

    private int clients;

    TestGroup() {
        this(1);
    }

    TestGroup(int suite) {
        crypto = crypto(suite);
        TestMember creator = client();
        tree = RatchetTree.of(creator.leaf());
        members.put(0, creator);
        keys.put(0, creator.keysAt(0));
    }

    static LabeledCrypto crypto(int suite) {
        return new LabeledCrypto(
                PROVIDER.forCiphersuite(Ciphersuite.ofId(suite).orElseThrow()).orElseThrow());
    }

    static TestGroup of(int size) {
        TestGroup group = new TestGroup();
        group.add(size - 1);
        return group;
    }

    /** Each member in turn has renewed its path, so that no node is blank or has unmerged leaves. */
    static TestGroup populated(int size) {
        TestGroup group = of(size);
        for (int i = 0; i < size; i++) {
            group.commit(i, Set.of());
        }
        return group;
    }

    TestMember client() {
        return new TestMember(crypto, "client " + clients++);
    }

    /** Without a path, as Adds are in Wire. */
    Set<Integer> add(int count) {
        Set<Integer> added = new HashSet<>();
        for (int i = 0; i < count; i++) {
            int index = tree.firstBlankLeaf();
            TestMember client = client();
            tree = tree.addLeaf(client.leaf());
            members.put(index, client);
            keys.put(index, client.keysAt(index));
            added.add(index);
        }
        return added;
    }

    void remove(int index) {
        tree = tree.removeLeaf(index);
        members.remove(index);
        keys.remove(index).close();
        retain();
    }

    void update(int index) {
        TestMember member = members.get(index);
        KeyPairOctets pair = crypto.crypto().generateHpkeKeyPair();
        LeafNode leaf = LeafNode.sign(
                crypto,
                member.draft.forUpdate(Bytes.of(pair.publicKey())),
                Optional.of(position(index)),
                member.signatureKeys.privateKey());
        tree = tree.updateLeaf(index, leaf);
        try (Secret key = Secret.copyOf(pair.privateKey())) {
            keys.put(index, PrivateTree.of(index, leaf.encryptionKey(), key));
        }
        retain();
    }

    private void retain() {
        keys.replaceAll((index, held) -> held.retaining(tree));
    }

    static LeafPosition position(int leafIndex) {
        return new LeafPosition(GROUP_ID, leafIndex);
    }

    UpdatePathBuilder renew(int sender) {
        TestMember member = members.get(sender);
        return UpdatePathBuilder.renew(
                crypto, tree, position(sender), member.draft, member.signatureKeys.privateKey(), random);
    }

    /** Stands for the group context: both sides have to have the same tree. */
    byte[] context(RatchetTree merged) {
        return ("context of " + merged.treeHash(crypto).hex()).getBytes(StandardCharsets.US_ASCII);
    }

    /** A commit with a path, opened by every member; those who were added get their secret as in a welcome. */
    UpdatePath commit(int sender, Set<Integer> added) {
        try (UpdatePathBuilder builder = renew(sender);
                Secret expected = builder.commitSecret()) {
            UpdatePath path = UpdatePath.CODEC.fromOctets(
                    UpdatePath.CODEC.toOctets(builder.encrypt(context(builder.tree()), added)),
                    dev.e2ei.core.codec.DecodeLimits.GROUP);
            UpdatePathProcessor processor = UpdatePathProcessor.merge(crypto, tree, sender, path, added);
            assertEquals(builder.tree().treeHash(crypto), processor.tree().treeHash(crypto));
            List<Integer> others = new ArrayList<>(members.keySet());
            others.remove(Integer.valueOf(sender));
            for (int index : others) {
                PrivateTree before = keys.get(index);
                if (added.contains(index)) {
                    try (Secret secret = builder.pathSecretFor(index)) {
                        keys.put(index, before.joined(crypto, processor.tree(), sender, secret));
                    }
                } else {
                    try (OpenedPath opened = processor.open(before, context(processor.tree()));
                            Secret commitSecret = opened.commitSecret()) {
                        assertTrue(expected.equals(commitSecret), "commit secret of leaf " + index);
                        keys.put(index, opened.privateTree());
                    }
                }
                before.close();
            }
            keys.put(sender, builder.privateTree());
            tree = processor.tree();
            return path;
        }
    }

    /** Every private key belongs to its node, and every member holds all keys above it but where it is unmerged. */
    void checkKeys() {
        keys.forEach((index, held) -> {
            for (int node : held.nodes()) {
                assertEquals(tree.encryptionKey(node), held.publicKey(node), "node " + node + " of leaf " + index);
            }
            for (int node : tree.directPath(index)) {
                Optional<ParentNode> parent = tree.parent(node);
                boolean expected =
                        parent.isPresent() && !parent.get().unmergedLeaves().contains(index);
                assertEquals(expected, held.nodes().contains(node), "node " + node + " of leaf " + index);
            }
        });
    }
}
