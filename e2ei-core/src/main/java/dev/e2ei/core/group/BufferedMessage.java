package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.proposal.ProposalRef;
import java.util.List;

/**
 * A message that cannot be read yet. Nothing in it is verified.
 *
 * @param sequence in which order messages came
 * @param epoch the epoch that it says it belongs to
 * @param message the MLSMessage
 * @param missing proposals that have to come first
 */
public record BufferedMessage(long sequence, long epoch, Bytes message, List<ProposalRef> missing) {
    /** {@inheritDoc} */
    public BufferedMessage {
        missing = List.copyOf(missing);
    }
}
