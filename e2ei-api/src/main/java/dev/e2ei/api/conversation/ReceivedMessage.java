package dev.e2ei.api.conversation;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.credential.NewCrlDistributionPoints;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What came out of a message. */
public sealed interface ReceivedMessage {
    /**
     * An application message.
     *
     * @param plaintext what was sent
     * @param authenticatedData what went with it in clear
     * @param sender who sent it
     * @param epoch the message's epoch, unsigned
     */
    record Application(Bytes plaintext, Bytes authenticatedData, MessageSender sender, long epoch)
            implements ReceivedMessage {
        /** {@inheritDoc} */
        public Application {
            Objects.requireNonNull(plaintext, "plaintext");
            Objects.requireNonNull(authenticatedData, "authenticatedData");
            Objects.requireNonNull(sender, "sender");
        }

        /** {@return sizes only} */
        @Override
        public String toString() {
            return "Application[" + plaintext.size() + " octets, " + sender + "]";
        }
    }

    /**
     * A proposal, kept until somebody commits it.
     *
     * @param sender who sent it
     * @param commitDelay how long to wait before {@code commitPendingProposals}, so that not everybody does it at once;
     *     none if it removes this client
     * @param newCrlDistributionPoints those of the credentials that it brings
     * @param buffered what had waited for it and could be read now, in order: a commit, and what follows that
     */
    record Proposal(
            MessageSender sender,
            Optional<Duration> commitDelay,
            NewCrlDistributionPoints newCrlDistributionPoints,
            List<ReceivedMessage> buffered)
            implements ReceivedMessage {
        /** {@inheritDoc} */
        public Proposal {
            Objects.requireNonNull(sender, "sender");
            Objects.requireNonNull(commitDelay, "commitDelay");
            Objects.requireNonNull(newCrlDistributionPoints, "newCrlDistributionPoints");
            buffered = List.copyOf(buffered);
        }
    }

    /**
     * A commit: the conversation is in a new epoch.
     *
     * @param sender who sent it, with the credential that it has after the commit
     * @param epoch the new epoch, unsigned
     * @param active false if it removed this client, or closed the group
     * @param changes what it did to the members
     * @param newCrlDistributionPoints those of the credentials that it brings
     * @param buffered what had come too early and could be read now, in order
     */
    record Commit(
            MessageSender sender,
            long epoch,
            boolean active,
            MembershipChanges changes,
            NewCrlDistributionPoints newCrlDistributionPoints,
            List<ReceivedMessage> buffered)
            implements ReceivedMessage {
        /** {@inheritDoc} */
        public Commit {
            Objects.requireNonNull(sender, "sender");
            Objects.requireNonNull(changes, "changes");
            Objects.requireNonNull(newCrlDistributionPoints, "newCrlDistributionPoints");
            buffered = List.copyOf(buffered);
        }
    }

    /**
     * A message that came too early: it is kept, and read after the commit that it waits for.
     *
     * @param reason what it waits for
     */
    record Buffered(Reason reason) implements ReceivedMessage {
        /** What a message waits for. */
        public enum Reason {
            /** It belongs to the next epoch. */
            NEXT_EPOCH,
            /** It is a commit of proposals that have not come yet. */
            UNKNOWN_PROPOSAL
        }

        /** {@inheritDoc} */
        public Buffered {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
