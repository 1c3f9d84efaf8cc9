package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsReader;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.proposal.Commit;
import dev.e2ei.core.proposal.Proposal;

/** What a message is about, RFC 9420, section 6. */
public sealed interface Content {
    /** {@return the type, which on the wire stands before the content} */
    ContentType type();

    /**
     * The application's octets.
     *
     * @param octets any
     */
    record ApplicationContent(Bytes octets) implements Content {
        @Override
        public ContentType type() {
            return ContentType.APPLICATION;
        }
    }

    /**
     * A proposal.
     *
     * @param proposal which
     */
    record ProposalContent(Proposal proposal) implements Content {
        @Override
        public ContentType type() {
            return ContentType.PROPOSAL;
        }
    }

    /**
     * A commit.
     *
     * @param commit which
     */
    record CommitContent(Commit commit) implements Content {
        @Override
        public ContentType type() {
            return ContentType.COMMIT;
        }
    }

    /** Writes the content without its type. */
    static void write(Content content, TlsWriter out) {
        if (content instanceof ApplicationContent application) {
            out.bytes(application.octets);
        } else if (content instanceof ProposalContent proposal) {
            Proposal.CODEC.encode(proposal.proposal, out);
        } else {
            Commit.CODEC.encode(((CommitContent) content).commit, out);
        }
    }

    /** Reads content of a type. */
    static Content read(ContentType type, TlsReader in) {
        return switch (type) {
            case APPLICATION ->
                new ApplicationContent(in.field("application_data").bytes());
            case PROPOSAL -> new ProposalContent(in.struct("proposal", Proposal.CODEC));
            case COMMIT -> new CommitContent(in.struct("commit", Commit.CODEC));
        };
    }
}
