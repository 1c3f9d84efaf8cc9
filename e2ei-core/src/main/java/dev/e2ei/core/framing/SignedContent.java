package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import java.util.Optional;

/** Own content with its signature; a commit still waits for its tag, which depends on the signature. */
public final class SignedContent {
    private final WireFormat wireFormat;
    private final FramedContent content;
    private final Bytes signature;

    SignedContent(WireFormat wireFormat, FramedContent content, Bytes signature) {
        this.wireFormat = wireFormat;
        this.content = content;
        this.signature = signature;
    }

    /** {@return ConfirmedTranscriptHashInput of a commit, RFC 9420, section 8.2} */
    public byte[] transcriptInput() {
        return AuthenticatedContent.transcriptInput(wireFormat, content, signature);
    }

    /**
     * A commit with its tag.
     *
     * @param confirmationTag of the new epoch
     * @return the whole
     */
    public AuthenticatedContent confirmed(Bytes confirmationTag) {
        return new AuthenticatedContent(
                wireFormat, content, new FramedContentAuthData(signature, Optional.of(confirmationTag)));
    }

    /** {@return a proposal or application data, which have no tag} */
    public AuthenticatedContent complete() {
        return new AuthenticatedContent(wireFormat, content, new FramedContentAuthData(signature, Optional.empty()));
    }
}
