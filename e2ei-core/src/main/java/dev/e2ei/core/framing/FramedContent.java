package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsReader;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.proposal.Sender;

/** FramedContent, RFC 9420, section 6: content, and where it belongs. Its octets are kept: signatures and hashes are over them. */
public final class FramedContent {
    /** The wire form. */
    public static final TlsCodec<FramedContent> CODEC =
            TlsCodec.of((content, out) -> out.octets(content.octets.toByteArray()), FramedContent::read);

    private final Bytes groupId;
    private final long epoch;
    private final Sender sender;
    private final Bytes authenticatedData;
    private final Content content;
    private final Bytes octets;

    private FramedContent(
            Bytes groupId, long epoch, Sender sender, Bytes authenticatedData, Content content, Bytes octets) {
        this.groupId = groupId;
        this.epoch = epoch;
        this.sender = sender;
        this.authenticatedData = authenticatedData;
        this.content = content;
        this.octets = octets;
    }

    /**
     * Content that is to be sent, or was unpacked from a private message.
     *
     * @param groupId the group
     * @param epoch the epoch, a uint64
     * @param sender who sends it
     * @param authenticatedData what is not hidden, but protected with it
     * @param content the content
     * @return the framed content
     */
    public static FramedContent of(Bytes groupId, long epoch, Sender sender, Bytes authenticatedData, Content content) {
        try (TlsWriter out = new TlsWriter()) {
            out.bytes(groupId);
            out.u64(epoch);
            Sender.CODEC.encode(sender, out);
            out.bytes(authenticatedData);
            out.u8(content.type().code());
            Content.write(content, out);
            return new FramedContent(groupId, epoch, sender, authenticatedData, content, Bytes.of(out.toOctets()));
        }
    }

    private static FramedContent read(TlsReader in) {
        int from = in.position();
        Bytes groupId = in.field("group_id").bytes();
        long epoch = in.field("epoch").u64();
        Sender sender = in.struct("sender", Sender.CODEC);
        Bytes authenticatedData = in.field("authenticated_data").bytes();
        Content content = Content.read(ContentType.read(in), in);
        return new FramedContent(groupId, epoch, sender, authenticatedData, content, in.since(from));
    }

    /** {@return the group} */
    public Bytes groupId() {
        return groupId;
    }

    /** {@return the epoch, a uint64} */
    public long epoch() {
        return epoch;
    }

    /** {@return who sends it, as it says} */
    public Sender sender() {
        return sender;
    }

    /** {@return what is not hidden, but protected with it} */
    public Bytes authenticatedData() {
        return authenticatedData;
    }

    /** {@return the content} */
    public Content content() {
        return content;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FramedContent that && octets.equals(that.octets);
    }

    @Override
    public int hashCode() {
        return octets.hashCode();
    }

    @Override
    public String toString() {
        return "FramedContent[" + content.type() + " of epoch " + Long.toUnsignedString(epoch) + "]";
    }
}
