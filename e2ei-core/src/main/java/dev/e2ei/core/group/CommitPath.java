package dev.e2ei.core.group;

import dev.e2ei.api.Secret;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.proposal.AppliedProposals;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.KeySchedule;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafNodeDraft;
import dev.e2ei.core.tree.LeafPosition;
import dev.e2ei.core.tree.PrivateTree;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.core.tree.UpdatePath;
import dev.e2ei.core.tree.UpdatePathBuilder;
import java.util.HashSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The new keys of a commit of this client, or that it brings none. */
final class CommitPath implements AutoCloseable {
    private final AppliedProposals applied;
    private final @Nullable UpdatePathBuilder builder;

    private CommitPath(AppliedProposals applied, @Nullable UpdatePathBuilder builder) {
        this.applied = applied;
        this.builder = builder;
    }

    static CommitPath none(AppliedProposals applied) {
        return new CommitPath(applied, null);
    }

    static CommitPath renew(
            GroupEnvironment environment,
            GroupContext context,
            AppliedProposals applied,
            LeafNodeDraft leaf,
            LeafSigner signer) {
        LeafPosition position = new LeafPosition(context.groupId(), applied.committerIndex());
        return new CommitPath(
                applied,
                signer.privateKey()
                        .use(key -> UpdatePathBuilder.renew(
                                environment.crypto(), applied.tree(), position, leaf, key, environment.random())));
    }

    /** The tree that the commit leads to. */
    RatchetTree tree() {
        return builder == null ? applied.tree() : builder.tree();
    }

    Optional<LeafNode> leaf() {
        return builder == null ? Optional.empty() : Optional.of(builder.leafNode());
    }

    /** Rule TREE-18: under the context that has the new tree, but not the commit. */
    Optional<UpdatePath> encrypt(GroupContext provisional) {
        return builder == null
                ? Optional.empty()
                : Optional.of(builder.encrypt(provisional.octets(), new HashSet<>(applied.addedIndices())));
    }

    /** To be closed. */
    Secret commitSecret(LabeledCrypto crypto) {
        return builder == null ? new KeySchedule(crypto).noCommitSecret() : builder.commitSecret();
    }

    /** Rule CM-4; to be closed. */
    Optional<Secret> pathSecretFor(int addedLeaf) {
        return builder == null ? Optional.empty() : Optional.of(builder.pathSecretFor(addedLeaf));
    }

    /** The keys after the commit, to be closed. */
    PrivateTree privateTree(PrivateTree before) {
        return builder == null ? before.retaining(applied.tree()) : builder.privateTree();
    }

    /** The keys of somebody who had none before, to be closed. */
    PrivateTree privateTree() {
        if (builder == null) {
            throw new IllegalStateException("whoever joins by a commit brings a path");
        }
        return builder.privateTree();
    }

    @Override
    public void close() {
        if (builder != null) {
            builder.close();
        }
    }
}
