package dev.e2ei.tests.page;

import dev.e2ei.api.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * A group info taken apart, so that its ratchet tree can be delivered by another way, RFC 9420, sections 12.4.3 and
 * 12.4.3.3.
 *
 * @param head up to its own extensions
 * @param tree the ratchet tree
 * @param otherExtensions all but the ratchet tree
 * @param tail confirmation tag and signer
 */
record GroupInfoOctets(Bytes head, Bytes tree, Bytes otherExtensions, Bytes tail) {
    private static final int FRAME = 4;
    private static final int RATCHET_TREE = 2;
    private static final int SIGNER = 4;

    static GroupInfoOctets of(Bytes message) {
        ByteBuffer in = ByteBuffer.wrap(message.toByteArray());
        in.position(FRAME + 4); // version, suite
        vector(in); // group id
        in.getLong(); // epoch
        vector(in); // tree hash
        vector(in); // confirmed transcript hash
        vector(in); // the group's extensions
        Bytes head = range(in, 0, in.position());
        Bytes tree = Bytes.EMPTY;
        var others = new ByteArrayOutputStream();
        for (ByteBuffer extensions = vector(in); extensions.hasRemaining(); ) {
            int from = extensions.position();
            int type = extensions.getShort();
            ByteBuffer data = vector(extensions);
            if (type == RATCHET_TREE) {
                tree = range(data, 0, data.limit());
            } else {
                others.writeBytes(range(extensions, from, extensions.position()).toByteArray());
            }
        }
        int from = in.position();
        vector(in); // confirmation tag
        in.position(in.position() + SIGNER);
        return new GroupInfoOctets(head, tree, Bytes.of(others.toByteArray()), range(in, from, in.position()));
    }

    /** The group info without its tree, signed anew. */
    Bytes withoutTree(UnaryOperator<byte[]> signature) {
        var message = new ByteArrayOutputStream();
        message.writeBytes(head.toByteArray());
        write(message, otherExtensions.toByteArray());
        message.writeBytes(tail.toByteArray());
        byte[] framed = message.toByteArray();
        var signed = new ByteArrayOutputStream();
        write(signed, "MLS 1.0 GroupInfoTBS".getBytes(StandardCharsets.US_ASCII));
        write(signed, range(ByteBuffer.wrap(framed), FRAME, framed.length).toByteArray());
        write(message, signature.apply(signed.toByteArray()));
        return Bytes.of(message.toByteArray());
    }

    private static Bytes range(ByteBuffer in, int from, int to) {
        byte[] octets = new byte[to - from];
        in.get(from, octets);
        return Bytes.of(octets);
    }

    /** A vector whose length is a variable-size integer, RFC 9420, section 2.1.2. */
    private static ByteBuffer vector(ByteBuffer in) {
        int first = in.get() & 0xff;
        int length = first & 0x3f;
        for (int more = (1 << (first >> 6)) - 1; more > 0; more--) {
            length = length << 8 | in.get() & 0xff;
        }
        ByteBuffer content = in.slice(in.position(), length);
        in.position(in.position() + length);
        return content;
    }

    private static void write(ByteArrayOutputStream out, byte[] content) {
        if (content.length < 0x40) {
            out.write(content.length);
        } else if (content.length < 0x4000) {
            out.write(0x40 | content.length >> 8);
            out.write(content.length);
        } else {
            out.writeBytes(
                    ByteBuffer.allocate(4).putInt(0x80000000 | content.length).array());
        }
        out.writeBytes(content);
    }
}
