package dev.e2ei.core.proposal;

/**
 * Remove, RFC 9420, section 12.1.3.
 *
 * @param removed the leaf, a uint32
 */
public record Remove(int removed) implements Proposal {
    @Override
    public int type() {
        return ProposalType.REMOVE;
    }
}
