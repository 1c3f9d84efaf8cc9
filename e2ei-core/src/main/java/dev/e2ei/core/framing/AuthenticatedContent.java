package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.proposal.ProposalRef;

/**
 * AuthenticatedContent, RFC 9420, section 6: content with its signature, and the form in which it is sent.
 *
 * @param wireFormat public or private message
 * @param content the content
 * @param auth signature, and with commits the confirmation tag
 */
public record AuthenticatedContent(WireFormat wireFormat, FramedContent content, FramedContentAuthData auth) {
    /** The wire form, which is never sent: references and transcripts are computed over it. */
    public static final TlsCodec<AuthenticatedContent> CODEC = TlsCodec.of(
            (authenticated, out) -> {
                out.u16(authenticated.wireFormat.code());
                FramedContent.CODEC.encode(authenticated.content, out);
                authenticated.auth.write(out);
            },
            in -> {
                WireFormat format = WireFormat.read(in);
                if (!isProtocolMessage(format)) {
                    throw in.malformed("content is sent as public or private message");
                }
                FramedContent content = in.struct("content", FramedContent.CODEC);
                return new AuthenticatedContent(
                        format,
                        content,
                        FramedContentAuthData.read(content.content().type(), in));
            });

    /** {@inheritDoc} */
    public AuthenticatedContent {
        boolean commit = content.content().type() == ContentType.COMMIT;
        if (commit != auth.confirmationTag().isPresent()) {
            throw new IllegalArgumentException("MP-5: commits have a confirmation tag, and nothing else has");
        }
        if (!isProtocolMessage(wireFormat)) {
            throw new IllegalArgumentException("content is sent as public or private message, not as " + wireFormat);
        }
    }

    static boolean isProtocolMessage(WireFormat format) {
        return format == WireFormat.PUBLIC_MESSAGE || format == WireFormat.PRIVATE_MESSAGE;
    }

    /**
     * By which a commit names the proposal in this.
     *
     * @param crypto the group's suite
     * @return the reference
     */
    public ProposalRef proposalRef(LabeledCrypto crypto) {
        return new ProposalRef(crypto.proposalRef(CODEC.toOctets(this)));
    }

    /** {@return ConfirmedTranscriptHashInput, RFC 9420, section 8.2} */
    public byte[] transcriptInput() {
        return transcriptInput(wireFormat, content, auth.signature());
    }

    static byte[] transcriptInput(WireFormat wireFormat, FramedContent content, Bytes signature) {
        try (TlsWriter out = new TlsWriter()) {
            out.u16(wireFormat.code());
            FramedContent.CODEC.encode(content, out);
            out.bytes(signature);
            return out.toOctets();
        }
    }
}
