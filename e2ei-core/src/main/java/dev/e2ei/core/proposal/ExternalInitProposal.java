package dev.e2ei.core.proposal;

import dev.e2ei.api.Bytes;

/**
 * ExternalInit, RFC 9420, section 12.1.6.
 *
 * @param kemOutput from which members export the secret of an external commit
 */
public record ExternalInitProposal(Bytes kemOutput) implements Proposal {
    @Override
    public int type() {
        return ProposalType.EXTERNAL_INIT;
    }
}
