package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.proposal.Commit;
import dev.e2ei.core.proposal.Sender;

/**
 * A commit whose signature was verified, with what the transcript takes of it.
 *
 * @param sender who committed
 * @param commit the commit
 * @param transcriptInput the octets of ConfirmedTranscriptHashInput
 * @param confirmationTag the tag, not verified yet
 */
record CommitContent(Sender sender, Commit commit, Bytes transcriptInput, Bytes confirmationTag) {}
