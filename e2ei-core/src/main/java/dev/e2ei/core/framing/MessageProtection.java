package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.schedule.EpochSecrets;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.MessageKeyUse;
import dev.e2ei.core.schedule.RatchetId;
import dev.e2ei.core.schedule.SecretTree;
import dev.e2ei.core.secret.SecretScope;
import dev.e2ei.spi.crypto.RandomSource;
import java.util.Optional;

/** The sender's side of messages, RFC 9420, section 6. What a receiver would refuse is an IllegalArgumentException here. */
public final class MessageProtection {
    private final LabeledCrypto crypto;
    private final RandomSource random;

    /**
     * For one suite.
     *
     * @param crypto the group's suite
     * @param random where reuse guards come from
     */
    public MessageProtection(LabeledCrypto crypto, RandomSource random) {
        this.crypto = crypto;
        this.random = random;
    }

    /**
     * Signs content.
     *
     * @param format in which form it will be sent
     * @param content what is sent
     * @param context of the epoch in which it is sent; of a proposal from outside it is not part
     * @param signatureKey the sender's private key; not kept
     * @return the content with its signature
     */
    public SignedContent sign(WireFormat format, FramedContent content, GroupContext context, byte[] signatureKey) {
        ContentType type = content.content().type();
        if (format == WireFormat.PUBLIC_MESSAGE && type == ContentType.APPLICATION) {
            throw new IllegalArgumentException("MP-4: application data is sent in private messages only");
        }
        if (format == WireFormat.PRIVATE_MESSAGE && !(content.sender() instanceof Sender.Member)) {
            throw new IllegalArgumentException("MP-20: private messages are sent by members only");
        }
        SenderRules.check(content).ifPresent(wrong -> {
            throw new IllegalArgumentException("MP-3: " + wrong);
        });
        Bytes signature = new ContentSignature(crypto, context).sign(format, content, signatureKey);
        return new SignedContent(format, content, signature);
    }

    /**
     * A public message.
     *
     * @param content signed for this form
     * @param context of the epoch in which it is sent
     * @param secrets of that epoch; not looked at unless a member sends
     * @return the message
     */
    public PublicMessage publicMessage(
            AuthenticatedContent content, GroupContext context, Optional<EpochSecrets> secrets) {
        if (content.wireFormat() != WireFormat.PUBLIC_MESSAGE) {
            throw new IllegalArgumentException("the content was signed for a private message");
        }
        if (!(content.content().sender() instanceof Sender.Member)) {
            return new PublicMessage(content.content(), content.auth(), Optional.empty());
        }
        EpochSecrets own = secrets.orElseThrow(() -> new IllegalArgumentException("a member has the epoch's secrets"));
        Bytes tag = new ContentSignature(crypto, context).membershipTag(content, own);
        return new PublicMessage(content.content(), content.auth(), Optional.of(tag));
    }

    /**
     * A private message. The generation is used up as soon as the tree that comes back is kept; that tree is durable before
     * the message leaves.
     *
     * @param content signed for this form
     * @param epoch in which it is sent
     * @param padding how its length is hidden
     * @return the message, and the tree without its key
     */
    public ProtectedMessage privateMessage(AuthenticatedContent content, MessageEpoch epoch, Padding padding) {
        if (content.wireFormat() != WireFormat.PRIVATE_MESSAGE) {
            throw new IllegalArgumentException("the content was signed for a public message");
        }
        FramedContent framed = content.content();
        ContentType type = framed.content().type();
        int leaf = ((Sender.Member) framed.sender()).leafIndex();
        SecretTree tree = epoch.secretTree();
        try (MessageKeyUse use = tree.sending(crypto, new RatchetId(leaf, type.ratchet()))) {
            SenderData sender =
                    new SenderData(leaf, use.key().generation(), Bytes.of(random.bytes(SenderData.GUARD_LENGTH)));
            PrivateMessage header = new PrivateMessage(
                    framed.groupId(), framed.epoch(), type, framed.authenticatedData(), Bytes.EMPTY, Bytes.EMPTY);
            Bytes ciphertext = seal(use, sender, header.contentAad(), content, padding);
            Bytes senderData =
                    new SenderDataCipher(crypto, epoch.secrets()).seal(sender, header.senderDataAad(), ciphertext);
            PrivateMessage message = new PrivateMessage(
                    framed.groupId(), framed.epoch(), type, framed.authenticatedData(), senderData, ciphertext);
            return new ProtectedMessage(message, use.keep());
        }
    }

    private Bytes seal(
            MessageKeyUse use, SenderData sender, byte[] aad, AuthenticatedContent content, Padding padding) {
        try (SecretScope scope = new SecretScope()) {
            byte[] plaintext = scope.keep(PrivateContent.octets(content, padding));
            byte[] nonce = use.key().nonce().use(sender::guarded);
            scope.keep(nonce);
            return use.key().key().use(key -> Bytes.of(crypto.crypto().seal(key, nonce, aad, plaintext)));
        }
    }
}
