package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;
import java.util.List;

/**
 * The content of the extension external_senders.
 *
 * @param senders by index
 */
public record ExternalSenders(List<ExternalSenderEntry> senders) {
    /** The wire form. */
    public static final TlsCodec<ExternalSenders> CODEC = TlsCodec.of(
            (senders, out) -> out.list(ExternalSenderEntry.CODEC, senders.senders),
            in -> new ExternalSenders(in.field("external_senders").list(ExternalSenderEntry.CODEC)));

    /** {@inheritDoc} */
    public ExternalSenders {
        senders = List.copyOf(senders);
    }

    /** {@return the extension that holds these} */
    public Extension toExtension() {
        return new Extension(ExtensionType.EXTERNAL_SENDERS, Bytes.of(CODEC.toOctets(this)));
    }
}
