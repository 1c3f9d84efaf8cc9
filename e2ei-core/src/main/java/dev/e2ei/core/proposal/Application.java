package dev.e2ei.core.proposal;

import dev.e2ei.core.proposal.AppliedProposals.Added;
import dev.e2ei.core.proposal.AppliedProposals.Removed;
import dev.e2ei.core.proposal.AppliedProposals.Updated;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.RatchetTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of proposals on its way into a tree, in the order of RFC 9420, section 12.3, whatever that of the list is. */
final class Application {
    final List<Updated> updated = new ArrayList<>();
    final List<Removed> removed = new ArrayList<>();
    final List<Added> added = new ArrayList<>();
    final List<PreSharedKeyId> psks = new ArrayList<>();
    Optional<ReInit> reInit = Optional.empty();
    Optional<ExternalInitProposal> externalInit = Optional.empty();
    RatchetTree tree;
    Extensions extensions;

    Application(RatchetTree tree, Extensions extensions) {
        this.tree = tree;
        this.extensions = extensions;
    }

    void run(List<QueuedProposal> list) {
        for (QueuedProposal one : list) {
            if (one.proposal() instanceof GroupContextExtensionsProposal change) {
                extensions = change.extensions();
            } else if (one.proposal() instanceof PreSharedKeyProposal psk) {
                psks.add(psk.psk());
            } else if (one.proposal() instanceof ReInit end) {
                reInit = Optional.of(end);
            } else if (one.proposal() instanceof ExternalInitProposal init) {
                externalInit = Optional.of(init);
            }
        }
        list.stream().filter(one -> one.proposal() instanceof Update).forEach(this::update);
        list.stream().filter(one -> one.proposal() instanceof Remove).forEach(this::remove);
        list.stream().filter(one -> one.proposal() instanceof Add).forEach(this::add);
    }

    private void update(QueuedProposal one) {
        int index = ((Sender.Member) one.sender()).leafIndex();
        LeafNode after = ((Update) one.proposal()).leafNode();
        updated.add(new Updated(index, tree.leaf(index).orElseThrow(), after));
        tree = tree.updateLeaf(index, after);
    }

    private void remove(QueuedProposal one) {
        int index = ((Remove) one.proposal()).removed();
        removed.add(new Removed(index, tree.leaf(index).orElseThrow()));
        tree = tree.removeLeaf(index);
    }

    private void add(QueuedProposal one) {
        Add add = (Add) one.proposal();
        added.add(new Added(tree.firstBlankLeaf(), add.keyPackage()));
        tree = tree.addLeaf(add.keyPackage().leaf());
    }
}
