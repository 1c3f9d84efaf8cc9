package dev.e2ei.core.proposal;

import dev.e2ei.core.tree.Extensions;

/**
 * GroupContextExtensions, RFC 9420, section 12.1.7.
 *
 * @param extensions in place of all that the group has
 */
public record GroupContextExtensionsProposal(Extensions extensions) implements Proposal {
    @Override
    public int type() {
        return ProposalType.GROUP_CONTEXT_EXTENSIONS;
    }
}
