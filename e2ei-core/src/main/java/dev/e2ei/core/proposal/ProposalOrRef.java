package dev.e2ei.core.proposal;

import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsReader;

/** ProposalOrRef, RFC 9420, section 12.4: a commit's own proposal, or the reference of one that was sent before. */
public sealed interface ProposalOrRef permits Proposal, ProposalRef {
    /** The wire form. */
    TlsCodec<ProposalOrRef> CODEC = TlsCodec.of(
            (either, out) -> {
                if (either instanceof Proposal proposal) {
                    out.u8(1);
                    Proposal.CODEC.encode(proposal, out);
                } else {
                    out.u8(2);
                    ProposalRef.CODEC.encode((ProposalRef) either, out);
                }
            },
            ProposalOrRef::read);

    private static ProposalOrRef read(TlsReader in) {
        int type = in.field("type").u8();
        return switch (type) {
            case 1 -> in.struct("proposal", Proposal.CODEC);
            case 2 -> in.struct("reference", ProposalRef.CODEC);
            default -> throw in.malformed("type " + type + " is neither a proposal nor a reference");
        };
    }
}
