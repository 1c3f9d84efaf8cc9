package dev.e2ei.tests.bench;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.tree.Capabilities;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafNodeDraft;
import dev.e2ei.core.tree.LeafPosition;
import dev.e2ei.core.tree.Lifetime;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.core.tree.TreeLeaf;
import dev.e2ei.core.tree.TreeRules;
import dev.e2ei.core.tree.UpdatePath;
import dev.e2ei.core.tree.UpdatePathBuilder;
import dev.e2ei.core.tree.UpdatePathProcessor;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What trees cost without the rest of MLS: suite 1, Basic credentials, every parent filled unless the name says blank. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TreeBenchmark {
    private static final Bytes GROUP_ID = Bytes.ofUtf8("group");

    /** Members of the group; {@code -p members=10000} for more. */
    @Param("1000")
    public int members;

    private CryptoProvider provider;
    private LabeledCrypto crypto;
    private List<LeafNode> leaves;
    private RatchetTree blank;
    private RatchetTree full;
    private byte[] octets;
    private Bytes treeHash;
    private KeyPairOctets signatureKeys;
    private UpdatePath path;

    /** Makes the group; its members sign with one key, which no rule of these measurements minds. */
    @Setup
    public void group() {
        provider = ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow();
        crypto = new LabeledCrypto(provider.forCiphersuite(
                        Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519)
                .orElseThrow());
        signatureKeys = crypto.crypto().generateSignatureKeyPair();
        leaves = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            leaves.add(leaf());
        }
        blank = add(RatchetTree.of(leaves.get(0)), leaves.subList(1, members));
        full = blank;
        for (TreeLeaf leaf : blank.leaves()) {
            try (UpdatePathBuilder builder = renew(full, leaf)) {
                full = builder.tree();
            }
        }
        octets = RatchetTree.CODEC.toOctets(full);
        treeHash = full.treeHash(crypto);
        try (UpdatePathBuilder builder = renew(full, first(full))) {
            path = builder.encrypt(new byte[100], Set.of());
        }
    }

    private LeafNode leaf() {
        KeyPairOctets own = crypto.crypto().generateSignatureKeyPair();
        LeafNodeDraft draft = new LeafNodeDraft(
                Bytes.of(own.publicKey()),
                new BasicCredential(Bytes.ofUtf8("7bba5f5b-5b34-4c6a-8c4f-3f5a5f4d5e6f:0123456789abcdef@example.org")),
                new Capabilities(List.of(1), List.of(1, 2, 3, 7, 5), List.of(), List.of(), List.of(1, 2)),
                Extensions.NONE);
        return LeafNode.sign(
                crypto,
                draft.forKeyPackage(
                        Bytes.of(crypto.crypto().generateHpkeKeyPair().publicKey()), new Lifetime(0, -1)),
                Optional.empty(),
                own.privateKey());
    }

    private UpdatePathBuilder renew(RatchetTree tree, TreeLeaf leaf) {
        return UpdatePathBuilder.renew(
                crypto,
                tree,
                new LeafPosition(GROUP_ID, leaf.index()),
                leaf.node().content().draft(),
                signatureKeys.privateKey(),
                provider.random());
    }

    private static TreeLeaf first(RatchetTree tree) {
        return new TreeLeaf(0, tree.leaf(0).orElseThrow());
    }

    private static RatchetTree add(RatchetTree tree, List<LeafNode> added) {
        RatchetTree grown = tree;
        for (LeafNode leaf : added) {
            grown = grown.addLeaf(leaf);
        }
        return grown;
    }

    /** All members but the first are added to a group of one, and the hash is computed. */
    @Benchmark
    public Bytes addAllToOne() {
        return add(RatchetTree.of(leaves.get(0)), leaves.subList(1, members)).treeHash(crypto);
    }





    /** The tree is read and checked as for joining, without the leaves' signatures. */
    @Benchmark
    public RatchetTree decodeAndCheck() {
        RatchetTree tree = RatchetTree.CODEC.fromOctets(octets, DecodeLimits.GROUP);
        TreeRules.check(crypto, tree, treeHash);
        return tree;
    }

    /** A member of the full tree makes a path and encrypts it. */
    @Benchmark
    public UpdatePath renewFull() {
        try (UpdatePathBuilder builder = renew(full, first(full))) {
            builder.tree().treeHash(crypto);
            return builder.encrypt(new byte[100], Set.of());
        }
    }

    /** A member of the tree without parents makes a path and encrypts it to everybody. */
    @Benchmark
    public UpdatePath renewBlank() {
        try (UpdatePathBuilder builder = renew(blank, first(blank))) {
            return builder.encrypt(new byte[100], Set.of());
        }
    }

    /** The public part of a path is checked and merged. */
    @Benchmark
    public Bytes merge() {
        return UpdatePathProcessor.merge(crypto, full, 0, path, Set.of()).tree().treeHash(crypto);
    }
}
