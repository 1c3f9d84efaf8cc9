package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsReader;
import dev.e2ei.core.codec.TlsWriter;
import java.util.Optional;

/**
 * FramedContentAuthData, RFC 9420, section 6.1.
 *
 * @param signature of the sender
 * @param confirmationTag of the new epoch, with commits only
 */
public record FramedContentAuthData(Bytes signature, Optional<Bytes> confirmationTag) {
    void write(TlsWriter out) {
        out.bytes(signature);
        confirmationTag.ifPresent(out::bytes);
    }

    static FramedContentAuthData read(ContentType type, TlsReader in) {
        Bytes signature = in.field("signature").bytes();
        return new FramedContentAuthData(
                signature,
                type == ContentType.COMMIT
                        ? Optional.of(in.field("confirmation_tag").bytes())
                        : Optional.empty());
    }
}
