package dev.e2ei.core.framing;

import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.codec.TlsReader;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.proposal.Sender;

/** PrivateMessageContent, RFC 9420, section 6.3.1: what a private message hides. */
final class PrivateContent {
    private PrivateContent() {}

    static byte[] octets(AuthenticatedContent content, Padding padding) {
        try (TlsWriter out = new TlsWriter()) {
            Content.write(content.content().content(), out);
            content.auth().write(out);
            out.octets(new byte[padding.after(out.size())]);
            return out.toOctets();
        }
    }

    static AuthenticatedContent read(PrivateMessage message, int leafIndex, byte[] octets) {
        TlsReader in = new TlsReader(octets, DecodeLimits.MESSAGE);
        Content content = Content.read(message.contentType(), in);
        FramedContentAuthData auth = FramedContentAuthData.read(message.contentType(), in);
        if (!isZero(in.field("padding").octets(in.remaining()))) {
            throw in.malformed("padding is zeros");
        }
        FramedContent framed = FramedContent.of(
                message.groupId(), message.epoch(), new Sender.Member(leafIndex), message.authenticatedData(), content);
        return new AuthenticatedContent(WireFormat.PRIVATE_MESSAGE, framed, auth);
    }

    private static boolean isZero(byte[] padding) {
        int all = 0;
        for (byte octet : padding) {
            all |= octet;
        }
        return all == 0;
    }
}
