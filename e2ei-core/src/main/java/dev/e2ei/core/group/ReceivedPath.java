package dev.e2ei.core.group;

import dev.e2ei.api.Secret;
import dev.e2ei.core.tree.PrivateTree;

/** What a member has after a commit, with a path or without one. Closed by whoever got it. */
final class ReceivedPath implements AutoCloseable {
    private final PrivateTree privateTree;
    private final Secret commitSecret;

    ReceivedPath(PrivateTree privateTree, Secret commitSecret) {
        this.privateTree = privateTree;
        this.commitSecret = commitSecret;
    }

    Secret commitSecret() {
        return commitSecret;
    }

    /** A copy of the private keys, which outlives this object. */
    PrivateTree takePrivateTree() {
        return privateTree.copy();
    }

    @Override
    public void close() {
        privateTree.close();
        commitSecret.close();
    }
}
