package dev.e2ei.core.proposal;

import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.tree.UpdatePath;
import java.util.List;
import java.util.Optional;

/**
 * Commit, RFC 9420, section 12.4.
 *
 * @param proposals in the committer's order
 * @param path the committer's new keys, where the list or the committer wants them
 */
public record Commit(List<ProposalOrRef> proposals, Optional<UpdatePath> path) {
    /** The wire form. */
    public static final TlsCodec<Commit> CODEC = TlsCodec.of(
            (commit, out) -> {
                out.list(ProposalOrRef.CODEC, commit.proposals);
                out.optional(UpdatePath.CODEC, commit.path);
            },
            in -> new Commit(
                    in.field("proposals").list(ProposalOrRef.CODEC),
                    in.field("path").optional(UpdatePath.CODEC)));

    /** {@inheritDoc} */
    public Commit {
        proposals = List.copyOf(proposals);
    }
}
