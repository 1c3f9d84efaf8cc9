package dev.e2ei.tests.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.tree.LeafPosition;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.core.tree.TreeLeaf;
import dev.e2ei.core.tree.TreeMath;
import dev.e2ei.core.tree.TreeRules;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** {@code tree-validation}: trees as a client gets them when it joins. */
final class TreeValidationVectors implements VectorKind {
    @Override
    public String name() {
        return "tree-validation";
    }

    @Override
    public void verify(VectorCase vector) {
        LabeledCrypto crypto = vector.crypto();
        RatchetTree tree = RatchetTree.CODEC.fromOctets(vector.octets("tree"), DecodeLimits.GROUP);
        VectorCase.sameOctets("the tree written again", vector.bytes("tree"), RatchetTree.CODEC.toOctets(tree));
        List<JsonNode> resolutions = vector.elements("resolutions");
        List<Optional<Bytes>> hashes = vector.allBytes("tree_hashes");
        VectorCase.same("number of nodes", TreeMath.nodeCount(tree.leafCount()), resolutions.size());
        for (int node = 0; node < resolutions.size(); node++) {
            VectorCase.same("resolution of node " + node, numbers(resolutions.get(node)), tree.resolution(node));
            VectorCase.same("hash of node " + node, hashes.get(node), Optional.of(tree.nodeHash(crypto, node)));
        }
        TreeRules.check(crypto, tree, hashes.get(tree.rootNode()).orElseThrow());
        Bytes groupId = vector.bytes("group_id");
        for (TreeLeaf leaf : tree.leaves()) {
            VectorCase.require(
                    "the signature of leaf " + leaf.index(),
                    leaf.node().verifySignature(crypto, Optional.of(new LeafPosition(groupId, leaf.index()))));
        }
    }

    private static List<Integer> numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
    }
}
