package dev.e2ei.core.proposal;

import dev.e2ei.core.schedule.PreSharedKeyId;

/**
 * PreSharedKey, RFC 9420, section 12.1.4.
 *
 * @param psk which key
 */
public record PreSharedKeyProposal(PreSharedKeyId psk) implements Proposal {
    @Override
    public int type() {
        return ProposalType.PSK;
    }
}
