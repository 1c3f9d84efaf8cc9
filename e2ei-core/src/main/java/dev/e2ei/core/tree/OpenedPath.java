package dev.e2ei.core.tree;

import dev.e2ei.api.Secret;

/** What a member learns from a path. Closed by whoever got it; what it gives is a copy, closed by itself. */
public final class OpenedPath implements AutoCloseable {
    private final PrivateTree privateTree;
    private final Secret commitSecret;
    private final Secret pathSecret;

    OpenedPath(PrivateTree privateTree, Secret commitSecret, Secret pathSecret) {
        this.privateTree = privateTree;
        this.commitSecret = commitSecret;
        this.pathSecret = pathSecret;
    }

    /** {@return a copy of the member's private keys in the merged tree} */
    public PrivateTree privateTree() {
        return privateTree.copy();
    }

    /** {@return a copy of the commit secret} */
    public Secret commitSecret() {
        return commitSecret.copy();
    }

    /** {@return a copy of the path secret that was decrypted} */
    public Secret pathSecret() {
        return pathSecret.copy();
    }

    @Override
    public void close() {
        privateTree.close();
        commitSecret.close();
        pathSecret.close();
    }

    @Override
    public String toString() {
        return "OpenedPath[" + privateTree + "]";
    }
}
