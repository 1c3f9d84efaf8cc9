package dev.e2ei.core.proposal;

import dev.e2ei.core.keypackage.KeyPackage;

/**
 * Add, RFC 9420, section 12.1.1.
 *
 * @param keyPackage of the client that is to become a member
 */
public record Add(KeyPackage keyPackage) implements Proposal {
    @Override
    public int type() {
        return ProposalType.ADD;
    }
}
