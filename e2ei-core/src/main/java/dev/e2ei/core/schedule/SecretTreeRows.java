package dev.e2ei.core.schedule;

import dev.e2ei.api.Secret;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What has to be written so that the store holds a secret tree, after what it holds already. The secrets are the tree's. */
public final class SecretTreeRows {
    private final Map<Integer, Secret> nodes;
    private final Map<RatchetId, MessageRatchet> ratchets;
    private final Set<Integer> deletedNodes;

    SecretTreeRows(Map<Integer, Secret> nodes, Map<RatchetId, MessageRatchet> ratchets, Set<Integer> deletedNodes) {
        this.nodes = new TreeMap<>(nodes);
        this.ratchets = Map.copyOf(ratchets);
        this.deletedNodes = Set.copyOf(deletedNodes);
    }

    /** {@return secrets to be written, by node index} */
    public Map<Integer, Secret> nodes() {
        return Collections.unmodifiableMap(nodes);
    }

    /** {@return ratchets to be written, in place of what they were} */
    public Map<RatchetId, MessageRatchet> ratchets() {
        return ratchets;
    }

    /** {@return node indices whose secrets are to be deleted} */
    public Set<Integer> deletedNodes() {
        return deletedNodes;
    }

    @Override
    public String toString() {
        return "SecretTreeRows[" + nodes.size() + " nodes, " + ratchets.size() + " ratchets, " + deletedNodes.size()
                + " deleted]";
    }
}
