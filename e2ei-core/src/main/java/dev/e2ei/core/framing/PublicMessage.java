package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.proposal.Sender;
import java.util.Optional;

/**
 * PublicMessage, RFC 9420, section 6.2. The form allows application data, which is refused as soon as it is processed.
 *
 * @param content the content
 * @param auth its signature
 * @param membershipTag with members only
 */
public record PublicMessage(FramedContent content, FramedContentAuthData auth, Optional<Bytes> membershipTag) {
    /** The wire form. */
    public static final TlsCodec<PublicMessage> CODEC = TlsCodec.of(
            (message, out) -> {
                FramedContent.CODEC.encode(message.content, out);
                message.auth.write(out);
                message.membershipTag.ifPresent(out::bytes);
            },
            in -> {
                FramedContent content = in.struct("content", FramedContent.CODEC);
                FramedContentAuthData auth =
                        FramedContentAuthData.read(content.content().type(), in);
                return new PublicMessage(
                        content,
                        auth,
                        content.sender() instanceof Sender.Member
                                ? Optional.of(in.field("membership_tag").bytes())
                                : Optional.empty());
            });

    /** {@inheritDoc} */
    public PublicMessage {
        if (content.sender() instanceof Sender.Member != membershipTag.isPresent()) {
            throw new IllegalArgumentException("MP-6: members' messages have a membership tag, and no others have");
        }
    }

    AuthenticatedContent authenticated() {
        return new AuthenticatedContent(WireFormat.PUBLIC_MESSAGE, content, auth);
    }
}
