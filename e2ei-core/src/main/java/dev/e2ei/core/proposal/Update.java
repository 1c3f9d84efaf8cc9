package dev.e2ei.core.proposal;

import dev.e2ei.core.tree.LeafNode;

/**
 * Update, RFC 9420, section 12.1.2.
 *
 * @param leafNode in place of the sender's leaf
 */
public record Update(LeafNode leafNode) implements Proposal {
    @Override
    public int type() {
        return ProposalType.UPDATE;
    }
}
