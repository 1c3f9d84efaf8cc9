package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.labels.LabeledCrypto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * New keys on a filtered path with their parent hashes, from the root down, rules TREE-11 and TREE-23. The hashes of the
 * other side are those of the tree as it was before.
 *
 * @param parents what the path sets, by node
 * @param leafParentHash what the committer's leaf has; of no octets if the path has no node
 */
record PathMerge(Map<Integer, ParentNode> parents, Bytes leafParentHash) {
    PathMerge {
        parents = Map.copyOf(parents);
    }

    static PathMerge of(LabeledCrypto crypto, FilteredPath path, List<Bytes> keys) {
        ParentHash hash = new ParentHash(crypto);
        Map<Integer, ParentNode> parents = new HashMap<>();
        Bytes parentHash = Bytes.EMPTY;
        for (int i = path.size() - 1; i >= 0; i--) {
            FilteredPath.Step step = path.steps().get(i);
            ParentNode parent = new ParentNode(keys.get(i), parentHash);
            parents.put(step.node(), parent);
            parentHash = hash.of(parent, step.copathChild());
        }
        return new PathMerge(parents, parentHash);
    }
}
