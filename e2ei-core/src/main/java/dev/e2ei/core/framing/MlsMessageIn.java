package dev.e2ei.core.framing;

import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsReader;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.tree.Capabilities;

/**
 * MLSMessage as it was received, RFC 9420, section 6. Key packages and group infos come with this frame or bare. The frame
 * begins with version and wire format, a bare one with version and suite, so that four octets may mean either; the next two
 * tell: inside of a frame they are a version again, in a bare one the length of an HPKE key or of a group's id.
 */
public sealed interface MlsMessageIn permits GroupMessageIn, WelcomeIn, GroupInfoIn, KeyPackageIn {
    /**
     * Reads a message with its frame.
     *
     * @param octets of somebody else
     * @return the message, of which nothing is checked but the form
     * @throws dev.e2ei.api.error.MalformedMessageException if it is none, or too large
     */
    static MlsMessageIn read(byte[] octets) {
        TlsReader peek = header(octets);
        boolean grows = switch (WireFormat.read(peek)) {
            case WELCOME, GROUP_INFO -> true;
            case PUBLIC_MESSAGE, PRIVATE_MESSAGE, KEY_PACKAGE -> false;
        };
        TlsReader in = new TlsReader(octets, grows ? DecodeLimits.GROUP : DecodeLimits.MESSAGE);
        in.field("version").u16();
        MlsMessageIn message = body(WireFormat.read(in), in);
        in.end();
        return message;
    }

    /**
     * Reads a key package, framed or bare.
     *
     * @param octets of somebody else
     * @return the key package, of which nothing is checked but the form
     * @throws dev.e2ei.api.error.MalformedMessageException if it is none
     */
    static KeyPackage readKeyPackage(byte[] octets) {
        return bare(octets, WireFormat.KEY_PACKAGE, KeyPackage.CODEC, DecodeLimits.MESSAGE);
    }

    /**
     * Reads a group info, framed or bare.
     *
     * @param octets of somebody else
     * @return the group info, of which nothing is checked but the form
     * @throws dev.e2ei.api.error.MalformedMessageException if it is none
     */
    static GroupInfo readGroupInfo(byte[] octets) {
        return bare(octets, WireFormat.GROUP_INFO, GroupInfo.CODEC, DecodeLimits.GROUP);
    }

    /**
     * Reads a welcome, framed or bare.
     *
     * @param octets of somebody else
     * @return the welcome, of which nothing is checked but the form
     * @throws dev.e2ei.api.error.MalformedMessageException if it is none
     */
    static Welcome readWelcome(byte[] octets) {
        TlsReader in = new TlsReader(octets, DecodeLimits.GROUP);
        // Where a frame has its format, a bare one of the first suite has the length of its secrets, which is larger.
        boolean framed = in.u16() == Capabilities.MLS10 && in.u16() == WireFormat.WELCOME.code();
        TlsReader whole = new TlsReader(octets, DecodeLimits.GROUP);
        if (framed) {
            whole.octets(4);
        }
        Welcome welcome = Welcome.CODEC.decode(whole);
        whole.end();
        return welcome;
    }

    private static <T> T bare(byte[] octets, WireFormat format, TlsCodec<T> codec, DecodeLimits limits) {
        TlsReader in = header(octets);
        boolean framed = in.u16() == format.code() && in.remaining() >= 2 && in.u16() == Capabilities.MLS10;
        TlsReader whole = new TlsReader(octets, limits);
        if (framed) {
            whole.octets(4);
        }
        T value = codec.decode(whole);
        whole.end();
        return value;
    }

    private static TlsReader header(byte[] octets) {
        TlsReader in = new TlsReader(octets, DecodeLimits.GROUP);
        int version = in.field("version").u16();
        if (version != Capabilities.MLS10) {
            throw in.malformed("version " + version + " is not known");
        }
        return in;
    }

    private static MlsMessageIn body(WireFormat format, TlsReader in) {
        return switch (format) {
            case PUBLIC_MESSAGE -> new PublicMessageIn(in.struct("public_message", PublicMessage.CODEC));
            case PRIVATE_MESSAGE -> new PrivateMessageIn(in.struct("private_message", PrivateMessage.CODEC));
            case WELCOME -> new WelcomeIn(in.struct("welcome", Welcome.CODEC));
            case GROUP_INFO -> new GroupInfoIn(in.struct("group_info", GroupInfo.CODEC));
            case KEY_PACKAGE -> new KeyPackageIn(in.struct("key_package", KeyPackage.CODEC));
        };
    }
}
