package dev.e2ei.core.schedule;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsReader;
import dev.e2ei.core.tree.Capabilities;
import dev.e2ei.core.tree.Extensions;

/**
 * GroupContext, RFC 9420, section 8.1: what all members of an epoch agree on.
 *
 * @param suite the suite
 * @param groupId the group
 * @param epoch a uint64
 * @param treeHash of the tree's root
 * @param confirmedTranscriptHash of all commits so far
 * @param extensions of the group
 */
public record GroupContext(
        Ciphersuite suite,
        Bytes groupId,
        long epoch,
        Bytes treeHash,
        Bytes confirmedTranscriptHash,
        Extensions extensions) {
    /** The wire form. A suite that this library does not have is malformed: nothing in it could be checked. */
    public static final TlsCodec<GroupContext> CODEC = TlsCodec.of(
            (context, out) -> {
                out.u16(Capabilities.MLS10);
                out.u16(context.suite.id());
                out.bytes(context.groupId);
                out.u64(context.epoch);
                out.bytes(context.treeHash);
                out.bytes(context.confirmedTranscriptHash);
                Extensions.CODEC.encode(context.extensions, out);
            },
            GroupContext::read);

    private static GroupContext read(TlsReader in) {
        int version = in.field("version").u16();
        if (version != Capabilities.MLS10) {
            throw in.malformed("version " + version + " is not known");
        }
        int suite = in.field("cipher_suite").u16();
        return new GroupContext(
                Ciphersuite.ofId(suite).orElseThrow(() -> in.malformed("ciphersuite " + suite + " is not known")),
                in.field("group_id").bytes(),
                in.field("epoch").u64(),
                in.field("tree_hash").bytes(),
                in.field("confirmed_transcript_hash").bytes(),
                in.struct("extensions", Extensions.CODEC));
    }

    /** {@return the octets that go into signatures, key schedule and path encryption} */
    public byte[] octets() {
        return CODEC.toOctets(this);
    }

    /**
     * The next epoch's context while its commit is not signed yet: epoch, tree and extensions are new, the transcript is not.
     *
     * @param newTreeHash of the tree with the path merged
     * @param newExtensions of the group
     * @return the context under which the path is encrypted
     * @throws MlsException with code {@code MLS_LIMIT} if there is no epoch after this one
     */
    public GroupContext next(Bytes newTreeHash, Extensions newExtensions) {
        if (epoch == -1) {
            throw new MlsException(ErrorCode.MLS_LIMIT, "the epoch is the last one that can be counted");
        }
        return new GroupContext(suite, groupId, epoch + 1, newTreeHash, confirmedTranscriptHash, newExtensions);
    }

    /**
     * This context behind its commit.
     *
     * @param hash the transcript hash with the commit in it
     * @return the context of the key schedule
     */
    public GroupContext confirmed(Bytes hash) {
        return new GroupContext(suite, groupId, epoch, treeHash, hash, extensions);
    }
}
