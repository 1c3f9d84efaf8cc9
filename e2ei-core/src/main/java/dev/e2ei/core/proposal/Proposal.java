package dev.e2ei.core.proposal;

import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsReader;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;

/** Proposal, RFC 9420, section 12.1. A type that this library does not have is malformed, since it cannot be applied. */
public sealed interface Proposal extends ProposalOrRef
        permits Add,
                Update,
                Remove,
                PreSharedKeyProposal,
                ReInit,
                ExternalInitProposal,
                GroupContextExtensionsProposal {
    /** The wire form. */
    TlsCodec<Proposal> CODEC = TlsCodec.of(Proposal::write, Proposal::read);

    /** {@return the type, see {@link ProposalType}} */
    int type();

    private static void write(Proposal proposal, TlsWriter out) {
        out.u16(proposal.type());
        if (proposal instanceof Add add) {
            KeyPackage.CODEC.encode(add.keyPackage(), out);
        } else if (proposal instanceof Update update) {
            LeafNode.CODEC.encode(update.leafNode(), out);
        } else if (proposal instanceof Remove remove) {
            out.u32(remove.removed());
        } else if (proposal instanceof PreSharedKeyProposal psk) {
            PreSharedKeyId.CODEC.encode(psk.psk(), out);
        } else if (proposal instanceof ReInit reInit) {
            ReInit.CODEC.encode(reInit, out);
        } else if (proposal instanceof ExternalInitProposal externalInit) {
            out.bytes(externalInit.kemOutput());
        } else {
            Extensions.CODEC.encode(((GroupContextExtensionsProposal) proposal).extensions(), out);
        }
    }

    private static Proposal read(TlsReader in) {
        int type = in.field("proposal_type").u16();
        return switch (type) {
            case ProposalType.ADD -> new Add(in.struct("key_package", KeyPackage.CODEC));
            case ProposalType.UPDATE -> new Update(in.struct("leaf_node", LeafNode.CODEC));
            case ProposalType.REMOVE -> new Remove(in.field("removed").u32());
            case ProposalType.PSK -> new PreSharedKeyProposal(in.struct("psk", PreSharedKeyId.CODEC));
            case ProposalType.REINIT -> in.struct("reinit", ReInit.CODEC);
            case ProposalType.EXTERNAL_INIT ->
                new ExternalInitProposal(in.field("kem_output").bytes());
            case ProposalType.GROUP_CONTEXT_EXTENSIONS ->
                new GroupContextExtensionsProposal(in.struct("extensions", Extensions.CODEC));
            default -> throw in.malformed("proposal type " + type + " is not known");
        };
    }
}
