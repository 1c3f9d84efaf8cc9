package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.tree.Capabilities;

/** MLSMessage as it is sent, RFC 9420, section 6. */
public final class MlsMessageOut {
    private final Bytes octets;

    private MlsMessageOut(Bytes octets) {
        this.octets = octets;
    }

    /**
     * A public message.
     *
     * @param message the message
     * @return it with its frame
     */
    public static MlsMessageOut of(PublicMessage message) {
        return framed(WireFormat.PUBLIC_MESSAGE, PublicMessage.CODEC, message);
    }

    /**
     * A private message.
     *
     * @param message the message
     * @return it with its frame
     */
    public static MlsMessageOut of(PrivateMessage message) {
        return framed(WireFormat.PRIVATE_MESSAGE, PrivateMessage.CODEC, message);
    }

    /**
     * A welcome.
     *
     * @param welcome the welcome
     * @return it with its frame
     */
    public static MlsMessageOut of(Welcome welcome) {
        return framed(WireFormat.WELCOME, Welcome.CODEC, welcome);
    }

    /**
     * A group info.
     *
     * @param groupInfo the group info
     * @return it with its frame
     */
    public static MlsMessageOut of(GroupInfo groupInfo) {
        return framed(WireFormat.GROUP_INFO, GroupInfo.CODEC, groupInfo);
    }

    /**
     * A key package.
     *
     * @param keyPackage the key package
     * @return it with its frame
     */
    public static MlsMessageOut of(KeyPackage keyPackage) {
        return framed(WireFormat.KEY_PACKAGE, KeyPackage.CODEC, keyPackage);
    }

    private static <T> MlsMessageOut framed(WireFormat format, TlsCodec<T> codec, T value) {
        try (TlsWriter out = new TlsWriter()) {
            out.u16(Capabilities.MLS10);
            out.u16(format.code());
            codec.encode(value, out);
            return new MlsMessageOut(Bytes.of(out.toOctets()));
        }
    }

    /** {@return what goes over the wire} */
    public Bytes octets() {
        return octets;
    }

    @Override
    public String toString() {
        return "MlsMessageOut[" + octets.size() + " octets]";
    }
}
