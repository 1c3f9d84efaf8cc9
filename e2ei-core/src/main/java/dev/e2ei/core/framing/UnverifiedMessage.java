package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.proposal.Add;
import dev.e2ei.core.proposal.Commit;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.schedule.MessageKeyUse;
import dev.e2ei.core.schedule.SecretTree;
import java.util.Optional;

/** Content that came from within the group, or says that it may come from without; its sender is not proven yet. */
public final class UnverifiedMessage implements AutoCloseable {
    private final LabeledCrypto crypto;
    private final MessageEpoch epoch;
    private final AuthenticatedContent content;
    private final Optional<MessageKeyUse> use;

    UnverifiedMessage(
            LabeledCrypto crypto, MessageEpoch epoch, AuthenticatedContent content, Optional<MessageKeyUse> use) {
        this.crypto = crypto;
        this.epoch = epoch;
        this.content = content;
        this.use = use;
    }

    /** {@return who it says it is from} */
    public Sender claimedSender() {
        return content.content().sender();
    }

    /**
     * Verifies the signature, and gives up this object.
     *
     * @return the content of a sender who is known
     * @throws MessageRejectedException MP-2 if the sender has no key here, or did not sign
     */
    public VerifiedContent verify() {
        try (this) {
            Bytes key = senderKey()
                    .orElseThrow(() -> new MessageRejectedException("MP-2", "the sender has no key here (6.1)"));
            if (!new ContentSignature(crypto, epoch.context()).verify(content, key)) {
                throw new MessageRejectedException("MP-2", "the signature is not the sender's (6.1)");
            }
            Optional<SecretTree> tree = use.map(MessageKeyUse::keep);
            return new VerifiedContent(content, key, tree);
        }
    }

    private Optional<Bytes> senderKey() {
        Sender sender = claimedSender();
        if (sender instanceof Sender.Member member) {
            return epoch.senders().member(member.leafIndex());
        }
        if (sender instanceof Sender.External external) {
            return epoch.senders().external(external.senderIndex());
        }
        Content body = content.content().content();
        if (sender instanceof Sender.NewMemberProposal) {
            return body instanceof Content.ProposalContent proposal && proposal.proposal() instanceof Add add
                    ? Optional.of(add.keyPackage().leaf().signatureKey())
                    : Optional.empty();
        }
        return body instanceof Content.CommitContent commit
                ? Optional.of(commit.commit())
                        .flatMap(Commit::path)
                        .map(path -> path.leafNode().signatureKey())
                : Optional.empty();
    }

    /** Forgets the message's key; not needed after {@link #verify}. */
    @Override
    public void close() {
        use.ifPresent(MessageKeyUse::close);
    }

    @Override
    public String toString() {
        return "UnverifiedMessage[" + content.content() + "]";
    }
}
