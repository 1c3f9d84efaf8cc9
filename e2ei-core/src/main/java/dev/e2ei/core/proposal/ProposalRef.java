package dev.e2ei.core.proposal;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;

/**
 * ProposalRef, RFC 9420, section 5.2: the hash of the message that brought a proposal.
 *
 * @param hash the hash
 */
public record ProposalRef(Bytes hash) implements ProposalOrRef {
    /** The wire form. */
    public static final TlsCodec<ProposalRef> CODEC =
            TlsCodec.of((ref, out) -> out.bytes(ref.hash), in -> new ProposalRef(in.bytes()));
}
