package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.DecryptionFailedException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.schedule.MessageKeyUse;
import dev.e2ei.core.schedule.RatchetId;
import dev.e2ei.core.schedule.RatchetWindow;
import dev.e2ei.core.secret.SecretScope;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The receiver's side of messages, RFC 9420, section 6, as far as secrets of the group go; cheap checks come first. Nothing of
 * the epoch changes: a key that was used is used only in the tree that comes with the {@link VerifiedContent}.
 */
public final class MessageUnprotection {
    private final LabeledCrypto crypto;
    private final MessageEpoch epoch;
    private final RatchetWindow window;

    /**
     * For one epoch.
     *
     * @param crypto the group's suite
     * @param epoch what is known of the epoch
     * @param window how far messages may be out of order
     */
    public MessageUnprotection(LabeledCrypto crypto, MessageEpoch epoch, RatchetWindow window) {
        this.crypto = crypto;
        this.epoch = epoch;
        this.window = window;
    }

    /**
     * Takes the group's protection from a message.
     *
     * @param message as it was received
     * @return its content, whose signature is still to be verified; to be closed unless it is
     * @throws MessageRejectedException with the rule that it breaks
     * @throws MlsException with code {@code DUPLICATE_MESSAGE} if it was read before, is too old, or is this client's own
     */
    public UnverifiedMessage open(GroupMessageIn message) {
        if (!message.groupId().equals(epoch.context().groupId())) {
            throw new MessageRejectedException("MP-7", "the message is for another group (6)");
        }
        if (message.epoch() != epoch.context().epoch()) {
            throw new MessageRejectedException("MP-7", "the message is of another epoch (6)");
        }
        if (!epoch.isCurrent() && message.contentType() != ContentType.APPLICATION) {
            throw new MessageRejectedException("MP-7", "of a past epoch only application data is read (12.4.2)");
        }
        return message instanceof PublicMessageIn open
                ? openPublic(open.message())
                : openPrivate(((PrivateMessageIn) message).message());
    }

    private UnverifiedMessage openPublic(PublicMessage message) {
        FramedContent content = message.content();
        if (content.content().type() == ContentType.APPLICATION) {
            throw new MessageRejectedException("MP-4", "application data comes in private messages only (6)");
        }
        SenderRules.check(content).ifPresent(wrong -> {
            throw new MessageRejectedException("MP-3", wrong);
        });
        AuthenticatedContent authenticated = message.authenticated();
        if (content.sender() instanceof Sender.Member member) {
            requireMember(member.leafIndex(), "MP-2");
            Bytes expected =
                    new ContentSignature(crypto, epoch.context()).membershipTag(authenticated, epoch.secrets());
            Bytes tag = message.membershipTag().orElse(Bytes.EMPTY);
            if (!MessageDigest.isEqual(expected.toByteArray(), tag.toByteArray())) {
                throw new MessageRejectedException("MP-6", "the membership tag is wrong (6.2)");
            }
        }
        return new UnverifiedMessage(crypto, epoch, authenticated, Optional.empty());
    }

    private UnverifiedMessage openPrivate(PrivateMessage message) {
        SenderData sender;
        try {
            sender = new SenderDataCipher(crypto, epoch.secrets()).open(message);
        } catch (DecryptionFailedException e) {
            throw notDecrypted();
        }
        requireMember(sender.leafIndex(), "MP-9");
        if (sender.leafIndex() == epoch.ownLeaf()) {
            throw new MlsException(ErrorCode.DUPLICATE_MESSAGE, "MP-14: the message is this client's own");
        }
        RatchetId ratchet =
                new RatchetId(sender.leafIndex(), message.contentType().ratchet());
        MessageKeyUse use = epoch.secretTree().receiving(crypto, ratchet, sender.generation(), window);
        try {
            return new UnverifiedMessage(crypto, epoch, content(message, sender, use), Optional.of(use));
        } catch (DecryptionFailedException e) {
            use.close();
            throw notDecrypted();
        } catch (RuntimeException e) {
            use.close();
            throw e;
        }
    }

    private AuthenticatedContent content(PrivateMessage message, SenderData sender, MessageKeyUse use) {
        try (SecretScope scope = new SecretScope()) {
            byte[] nonce = use.key().nonce().use(sender::guarded);
            scope.keep(nonce);
            byte[] octets = use.key()
                    .key()
                    .use(key -> crypto.crypto()
                            .open(
                                    key,
                                    nonce,
                                    message.contentAad(),
                                    message.ciphertext().toByteArray()));
            scope.keep(octets);
            return PrivateContent.read(message, sender.leafIndex(), octets);
        }
    }

    private void requireMember(int leaf, String rule) {
        boolean inTree = Integer.compareUnsigned(leaf, epoch.secretTree().leafCount()) < 0;
        if (!inTree || epoch.senders().member(leaf).isEmpty()) {
            throw new MessageRejectedException(rule, "the sender's leaf is not in the tree, or blank (6)");
        }
    }

    private static MessageRejectedException notDecrypted() {
        return new MessageRejectedException("KS-9", "the message does not decrypt (6.3)");
    }
}
