package dev.e2ei.core.proposal;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.tree.Extensions;

/**
 * ReInit, RFC 9420, section 12.1.5. Version and suite stay numbers: the new group may have ones that the old did not know.
 *
 * @param groupId of the new group
 * @param version of the new group, a uint16
 * @param ciphersuite of the new group, a uint16
 * @param extensions of the new group
 */
public record ReInit(Bytes groupId, int version, int ciphersuite, Extensions extensions) implements Proposal {
    static final TlsCodec<ReInit> CODEC = TlsCodec.of(
            (reInit, out) -> {
                out.bytes(reInit.groupId);
                out.u16(reInit.version);
                out.u16(reInit.ciphersuite);
                Extensions.CODEC.encode(reInit.extensions, out);
            },
            in -> new ReInit(
                    in.field("group_id").bytes(),
                    in.field("version").u16(),
                    in.field("cipher_suite").u16(),
                    in.struct("extensions", Extensions.CODEC)));

    @Override
    public int type() {
        return ProposalType.REINIT;
    }
}
