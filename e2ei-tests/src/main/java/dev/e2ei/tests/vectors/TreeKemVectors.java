package dev.e2ei.tests.vectors;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafPosition;
import dev.e2ei.core.tree.OpenedPath;
import dev.e2ei.core.tree.PrivateTree;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.core.tree.UpdatePath;
import dev.e2ei.core.tree.UpdatePathBuilder;
import dev.e2ei.core.tree.UpdatePathProcessor;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code treekem}: paths made by others and by us, opened by every member. In our own vectors a path may be of a commit that
 * adds leaves, {@code added_leaves}; their path secrets are those of a welcome.
 */
final class TreeKemVectors implements VectorKind {
    private record Group(VectorCase vector, LabeledCrypto crypto, RatchetTree tree, Map<Integer, Member> members) {
        byte[] context(RatchetTree merged) {
            return new GroupContext(
                            crypto.suite(),
                            vector.bytes("group_id"),
                            vector.number("epoch"),
                            merged.treeHash(crypto),
                            vector.bytes("confirmed_transcript_hash"),
                            Extensions.NONE)
                    .octets();
        }
    }

    private record Member(PrivateTree keys, Bytes signatureKey) {}

    @Override
    public String name() {
        return "treekem";
    }

    @Override
    public void verify(VectorCase vector) {
        LabeledCrypto crypto = vector.crypto();
        RatchetTree tree = RatchetTree.CODEC.fromOctets(vector.octets("ratchet_tree"), DecodeLimits.GROUP);
        Map<Integer, Member> members = new TreeMap<>();
        for (VectorCase leaf : vector.objects("leaves_private")) {
            members.put(leaf.index("index"), member(crypto, tree, leaf));
        }
        Group group = new Group(vector, crypto, tree, members);
        for (VectorCase path : vector.objects("update_paths")) {
            opened(group, path);
            renewed(group, path.index("sender"), added(path));
        }
        members.values().forEach(member -> member.keys().close());
    }

    private static Member member(LabeledCrypto crypto, RatchetTree tree, VectorCase leaf) {
        int index = leaf.index("index");
        PrivateTree keys;
        try (Secret privateKey = leaf.secret("encryption_priv")) {
            keys = PrivateTree.of(index, tree.encryptionKey(2 * index).orElseThrow(), privateKey);
        }
        for (VectorCase node : leaf.objects("path_secrets")) {
            KeyPairOctets pair =
                    crypto.crypto().deriveHpkeKeyPair(crypto.deriveSecret(node.octets("path_secret"), "node"));
            Bytes publicKey = Bytes.of(pair.publicKey());
            VectorCase.same(
                    "the key of node " + node.index("node"),
                    tree.encryptionKey(node.index("node")),
                    Optional.of(publicKey));
            try (Secret privateKey = Secret.take(pair.privateKey())) {
                keys = keys.with(node.index("node"), publicKey, privateKey);
            }
        }
        VectorCase.same(
                "keys that are the tree's", keys.nodes(), keys.retaining(tree).nodes());
        return new Member(keys, leaf.bytes("signature_priv"));
    }

    private static Set<Integer> added(VectorCase path) {
        return path.has("added_leaves")
                ? path.numbers("added_leaves").stream()
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static void opened(Group group, VectorCase vector) {
        UpdatePath path = UpdatePath.CODEC.fromOctets(vector.octets("update_path"), DecodeLimits.GROUP);
        VectorCase.sameOctets("the path written again", vector.bytes("update_path"), UpdatePath.CODEC.toOctets(path));
        int sender = vector.index("sender");
        Set<Integer> added = added(vector);
        UpdatePathProcessor processor = UpdatePathProcessor.merge(group.crypto(), group.tree(), sender, path, added);
        VectorCase.same(
                "tree_hash_after",
                vector.bytes("tree_hash_after"),
                processor.tree().treeHash(group.crypto()));
        List<Optional<Bytes>> pathSecrets = vector.allBytes("path_secrets");
        group.members().forEach((index, member) -> {
            if (index == sender) {
                return;
            }
            if (added.contains(index)) {
                joined(
                        group,
                        processor.tree(),
                        sender,
                        member,
                        pathSecrets.get(index).orElseThrow());
                return;
            }
            try (OpenedPath opened = processor.open(member.keys(), group.context(processor.tree()));
                    Secret pathSecret = opened.pathSecret();
                    Secret commitSecret = opened.commitSecret()) {
                VectorCase.same(
                        "path secret of leaf " + index,
                        pathSecrets.get(index).orElseThrow(),
                        pathSecret.use(Bytes::of));
                VectorCase.same("commit_secret", vector.bytes("commit_secret"), commitSecret.use(Bytes::of));
            }
        });
    }

    private static void joined(Group group, RatchetTree tree, int sender, Member member, Bytes pathSecret) {
        try (Secret secret = Secret.take(pathSecret.toByteArray());
                PrivateTree keys = member.keys().joined(group.crypto(), tree, sender, secret)) {
            VectorCase.same(
                    "keys that are the tree's",
                    keys.nodes(),
                    keys.retaining(tree).nodes());
        }
    }

    private static void renewed(Group group, int sender, Set<Integer> added) {
        LeafPosition position = new LeafPosition(group.vector().bytes("group_id"), sender);
        Member committer = group.members().get(sender);
        try (UpdatePathBuilder builder = UpdatePathBuilder.renew(
                        group.crypto(),
                        group.tree(),
                        position,
                        group.tree().leaf(sender).orElseThrow().content().draft(),
                        committer.signatureKey().toByteArray(),
                        group.vector().random());
                Secret expected = builder.commitSecret()) {
            UpdatePath path = builder.encrypt(group.context(builder.tree()), added);
            VectorCase.require(
                    "the signature of the new leaf",
                    path.leafNode().verifySignature(group.crypto(), Optional.of(position)));
            UpdatePathProcessor processor =
                    UpdatePathProcessor.merge(group.crypto(), group.tree(), sender, path, added);
            VectorCase.sameOctets(
                    "the merged tree",
                    Bytes.of(RatchetTree.CODEC.toOctets(builder.tree())),
                    RatchetTree.CODEC.toOctets(processor.tree()));
            group.members().forEach((index, member) -> {
                if (index == sender || added.contains(index)) {
                    return;
                }
                try (OpenedPath opened = processor.open(member.keys(), group.context(processor.tree()));
                        Secret commitSecret = opened.commitSecret()) {
                    VectorCase.require("our commit secret at leaf " + index, expected.equals(commitSecret));
                }
            });
        }
    }
}
