package dev.e2ei.tests.vectors;

import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.proposal.Add;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.Remove;
import dev.e2ei.core.proposal.Update;
import dev.e2ei.core.tree.RatchetTree;

/** {@code tree-operations}: what single proposals do to a tree. */
final class TreeOperationsVectors implements VectorKind {
    @Override
    public String name() {
        return "tree-operations";
    }

    @Override
    public void verify(VectorCase vector) {
        LabeledCrypto crypto = vector.crypto();
        RatchetTree before = RatchetTree.CODEC.fromOctets(vector.octets("tree_before"), DecodeLimits.GROUP);
        VectorCase.same("tree_hash_before", vector.bytes("tree_hash_before"), before.treeHash(crypto));
        Proposal proposal = Proposal.CODEC.fromOctets(vector.octets("proposal"), DecodeLimits.MESSAGE);
        RatchetTree after = apply(before, proposal, vector.index("proposal_sender"));
        VectorCase.sameOctets("tree_after", vector.bytes("tree_after"), RatchetTree.CODEC.toOctets(after));
        VectorCase.same("tree_hash_after", vector.bytes("tree_hash_after"), after.treeHash(crypto));
        VectorCase.sameOctets(
                "the tree before, afterwards", vector.bytes("tree_before"), RatchetTree.CODEC.toOctets(before));
    }

    private static RatchetTree apply(RatchetTree tree, Proposal proposal, int sender) {
        if (proposal instanceof Add add) {
            return tree.addLeaf(add.keyPackage().leaf());
        } else if (proposal instanceof Update update) {
            return tree.updateLeaf(sender, update.leafNode());
        } else if (proposal instanceof Remove remove) {
            return tree.removeLeaf(remove.removed());
        }
        throw new VectorMismatchException("a proposal of type " + proposal.type() + " does not change a tree");
    }
}
