package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.core.credential.CredentialRefCodec;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import java.util.Optional;

/**
 * The one row that every group has.
 *
 * @param groupId the group's id
 * @param suite the group's suite
 * @param version how often the group has changed
 * @param epoch the current or the last epoch
 * @param reInit the Proposal that closed the group; none for a group that is open or was left
 * @param active what an active group has beside these
 */
record GroupRow(
        Bytes groupId, Ciphersuite suite, long version, long epoch, Optional<Bytes> reInit, Optional<Active> active) {
    static final RowCodec<GroupRow> CODEC = new Codec();

    /**
     * The small fields of the current epoch.
     *
     * @param context the GroupContext
     * @param interimTranscriptHash the interim transcript hash
     * @param confirmationTag the confirmation tag
     * @param ownLeaf the own leaf's index
     * @param encryptHandshakes the group's configuration
     * @param signer the credential of the own leaf, if the client named it
     */
    record Active(
            Bytes context,
            Bytes interimTranscriptHash,
            Bytes confirmationTag,
            int ownLeaf,
            boolean encryptHandshakes,
            Optional<CredentialRef> signer) {}

    private static final class Codec implements RowCodec<GroupRow> {
        private final CredentialRefCodec refs = new CredentialRefCodec();

        @Override
        public void write(GroupRow row, RowWriter out) {
            out.octets(row.groupId.toByteArray());
            out.u32(row.suite.id());
            out.u64(row.version);
            out.u64(row.epoch);
            RowOptional.write(row.reInit, out, proposal -> out.octets(proposal.toByteArray()));
            RowOptional.write(row.active, out, active -> {
                out.octets(active.context.toByteArray());
                out.octets(active.interimTranscriptHash.toByteArray());
                out.octets(active.confirmationTag.toByteArray());
                out.u32(active.ownLeaf);
                out.u8(active.encryptHandshakes ? 1 : 0);
                RowOptional.write(active.signer, out, signer -> refs.write(signer, out));
            });
        }

        @Override
        public GroupRow read(RowReader in) {
            return new GroupRow(
                    Bytes.of(in.octets()),
                    Ciphersuite.ofId(in.u32()).orElseThrow(RowReader::corrupt),
                    in.u64(),
                    in.u64(),
                    RowOptional.read(in, () -> Bytes.of(in.octets())),
                    RowOptional.read(
                            in,
                            () -> new Active(
                                    Bytes.of(in.octets()),
                                    Bytes.of(in.octets()),
                                    Bytes.of(in.octets()),
                                    in.u32(),
                                    in.u8() == 1,
                                    RowOptional.read(in, () -> refs.read(in)))));
        }
    }
}
