package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;

/**
 * Extension, RFC 9420, section 13.
 *
 * @param type a uint16, see {@link ExtensionType}
 * @param data its content, encoded
 */
public record Extension(int type, Bytes data) {
    /** The wire form. */
    public static final TlsCodec<Extension> CODEC = TlsCodec.of(
            (extension, out) -> {
                out.u16(extension.type);
                out.bytes(extension.data);
            },
            in -> new Extension(
                    in.field("extension_type").u16(), in.field("extension_data").bytes()));

    /** {@inheritDoc} */
    public Extension {
        if (type < 0 || type > 0xffff) {
            throw new IllegalArgumentException("an extension type is a uint16");
        }
    }
}
