package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.framing.AuthenticatedContent;
import dev.e2ei.core.framing.Content;
import dev.e2ei.core.framing.FramedContent;
import dev.e2ei.core.framing.MessageProtection;
import dev.e2ei.core.framing.MlsMessageOut;
import dev.e2ei.core.framing.Padding;
import dev.e2ei.core.framing.ProtectedMessage;
import dev.e2ei.core.framing.SignedContent;
import dev.e2ei.core.framing.WireFormat;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.schedule.MessageRatchet;
import dev.e2ei.core.schedule.RatchetId;
import dev.e2ei.core.schedule.RatchetKind;
import dev.e2ei.core.tree.LeafNode;
import java.util.Optional;

/** How a member's own content leaves a group: signed by its leaf, protected in the current epoch. */
final class OwnMessages {
    /** What one sender may encrypt in an epoch, far below what the AEADs bear, since each message has a key of its own. */
    static final int MOST_GENERATIONS = 1 << 24;

    private final GroupEnvironment environment;
    private final MessageProtection protection;

    /**
     * A message that is ready.
     *
     * @param group the group without the key that the message took
     * @param message an MLSMessage
     */
    record Ready(Operational group, Bytes message) {}

    OwnMessages(GroupEnvironment environment) {
        this.environment = environment;
        this.protection = new MessageProtection(environment.crypto(), environment.random());
    }

    /**
     * The own leaf, for which a signer is the right one.
     *
     * @throws IllegalArgumentException if the key is not that of the leaf
     */
    static LeafNode ownLeaf(GroupEpoch epoch, LeafSigner signer) {
        LeafNode leaf = epoch.leaf(epoch.ownLeaf()).orElseThrow();
        if (!leaf.signatureKey().equals(signer.publicKey())) {
            throw new IllegalArgumentException("MP-2: the signer has another key than the own leaf");
        }
        return leaf;
    }

    SignedContent sign(Operational group, Content content, Bytes authenticatedData, LeafSigner signer) {
        GroupEpoch epoch = group.current();
        FramedContent framed = FramedContent.of(
                group.groupId(), epoch.number(), new Sender.Member(epoch.ownLeaf()), authenticatedData, content);
        return signer.privateKey().use(key -> protection.sign(format(group, content), framed, epoch.context(), key));
    }

    private static WireFormat format(Operational group, Content content) {
        boolean encrypted =
                content instanceof Content.ApplicationContent || group.config().encryptHandshakes();
        return encrypted ? WireFormat.PRIVATE_MESSAGE : WireFormat.PUBLIC_MESSAGE;
    }

    /**
     * Protects content that was signed for this group and epoch.
     *
     * @throws MlsException with code {@code MLS_LIMIT} if this epoch's keys have encrypted enough, or the message is longer
     *     than any that is read
     */
    Ready protect(Operational group, AuthenticatedContent content) {
        GroupEpoch epoch = group.current();
        if (content.wireFormat() == WireFormat.PUBLIC_MESSAGE) {
            Bytes message = MlsMessageOut.of(
                            protection.publicMessage(content, epoch.context(), Optional.of(epoch.secrets())))
                    .octets();
            checkSize(message);
            return new Ready(group, message);
        }
        checkAmount(epoch, content.content().content().type().ratchet());
        ProtectedMessage message = protection.privateMessage(
                content,
                EpochView.current(group).epoch(),
                new Padding(environment.settings().paddingBlock()));
        Bytes octets = MlsMessageOut.of(message.message()).octets();
        try {
            checkSize(octets);
        } catch (MlsException e) {
            message.secretTree().wipeAllBut(epoch.keys());
            throw e;
        }
        return new Ready(group.withCurrent(epoch.withKeys(message.secretTree())), octets);
    }

    private static void checkSize(Bytes message) {
        if (message.size() > DecodeLimits.MESSAGE.maxOctets()) {
            throw new MlsException(
                    ErrorCode.MLS_LIMIT,
                    "COD-11: a message of " + message.size() + " octets, nobody reads more than "
                            + DecodeLimits.MESSAGE.maxOctets());
        }
    }

    // The ratchet's own row holds the count, so that it is as durable as the key that it counts.
    private static void checkAmount(GroupEpoch epoch, RatchetKind kind) {
        int used = epoch.keys()
                .ratchet(new RatchetId(epoch.ownLeaf(), kind))
                .map(MessageRatchet::generation)
                .orElse(0);
        if (Integer.compareUnsigned(used, MOST_GENERATIONS) >= 0) {
            throw new MlsException(
                    ErrorCode.MLS_LIMIT,
                    "MP-16: " + Integer.toUnsignedString(used)
                            + " messages were encrypted in this epoch; commit first, RFC 9420, 15.2");
        }
    }
}
