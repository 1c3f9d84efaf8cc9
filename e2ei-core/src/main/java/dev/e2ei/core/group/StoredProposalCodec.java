package dev.e2ei.core.group;

import dev.e2ei.core.credential.CredentialRefCodec;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.ProposalRef;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;

/** The fields of a proposal's row. */
final class StoredProposalCodec implements RowCodec<StoredProposal> {
    private final CredentialRefCodec refs = new CredentialRefCodec();

    @Override
    public void write(StoredProposal value, RowWriter out) {
        out.u64(value.sequence());
        RowOctets.write(ProposalRef.CODEC, value.ref(), out);
        RowOctets.write(Proposal.CODEC, value.proposal(), out);
        RowOctets.write(Sender.CODEC, value.sender(), out);
        RowOptional.write(value.leafKey(), out, out::secret);
        RowOptional.write(value.signer(), out, signer -> refs.write(signer, out));
    }

    @Override
    public StoredProposal read(RowReader in) {
        return new StoredProposal(
                in.u64(),
                RowOctets.read(ProposalRef.CODEC, in),
                RowOctets.read(Proposal.CODEC, in),
                RowOctets.read(Sender.CODEC, in),
                RowOptional.read(in, in::secret),
                RowOptional.read(in, () -> refs.read(in)));
    }
}
