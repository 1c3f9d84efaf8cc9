package dev.e2ei.core.der;

import dev.e2ei.api.Bytes;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes DER, one element after the other. Not safe for use by several threads. */
public final class DerWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** One SEQUENCE with the content that the given function writes. */
    public static byte[] sequenceOf(Consumer<DerWriter> content) {
        return new DerWriter().sequence(content).toByteArray();
    }

    public byte[] toByteArray() {
        return out.toByteArray();
    }

    /** An element with the given content octets. */
    public DerWriter primitive(int tag, byte[] content) {
        out.write(tag);
        writeLength(content.length);
        out.writeBytes(content);
        return this;
    }

    public DerWriter constructed(int tag, Consumer<DerWriter> content) {
        DerWriter inner = new DerWriter();
        content.accept(inner);
        return primitive(tag, inner.toByteArray());
    }

    public DerWriter sequence(Consumer<DerWriter> content) {
        return constructed(DerTag.SEQUENCE, content);
    }

    public DerWriter set(Consumer<DerWriter> content) {
        return constructed(DerTag.SET, content);
    }

    /** An element that is DER already. */
    public DerWriter element(byte[] der) {
        out.writeBytes(der);
        return this;
    }

    public DerWriter element(Bytes der) {
        return element(der.toByteArray());
    }

    public DerWriter integer(BigInteger value) {
        return primitive(DerTag.INTEGER, value.toByteArray());
    }

    public DerWriter integer(long value) {
        return integer(BigInteger.valueOf(value));
    }

    public DerWriter bool(boolean value) {
        return primitive(DerTag.BOOLEAN, new byte[] {(byte) (value ? 0xff : 0)});
    }

    public DerWriter utf8String(String value) {
        return primitive(DerTag.UTF8_STRING, value.getBytes(StandardCharsets.UTF_8));
    }

    public DerWriter octetString(byte[] content) {
        return primitive(DerTag.OCTET_STRING, content);
    }

    /** A BIT STRING of whole octets. */
    public DerWriter bitString(byte[] content) {
        byte[] withUnused = new byte[content.length + 1];
        System.arraycopy(content, 0, withUnused, 1, content.length);
        return primitive(DerTag.BIT_STRING, withUnused);
    }

    public DerWriter objectIdentifier(ObjectIdentifier identifier) {
        String[] arcs = identifier.dotted().split("\\.");
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        writeArc(
                content,
                new BigInteger(arcs[0]).multiply(BigInteger.valueOf(40)).add(new BigInteger(arcs[1])));
        for (int i = 2; i < arcs.length; i++) {
            writeArc(content, new BigInteger(arcs[i]));
        }
        return primitive(DerTag.OBJECT_IDENTIFIER, content.toByteArray());
    }

    private static void writeArc(ByteArrayOutputStream content, BigInteger arc) {
        int groups = Math.max(1, (arc.bitLength() + 6) / 7);
        for (int i = groups - 1; i >= 0; i--) {
            int group = arc.shiftRight(7 * i).intValue() & 0x7f;
            content.write(i == 0 ? group : group | 0x80);
        }
    }

    private void writeLength(int length) {
        if (length < 0x80) {
            out.write(length);
            return;
        }
        int count = (32 - Integer.numberOfLeadingZeros(length) + 7) / 8;
        out.write(0x80 | count);
        for (int i = count - 1; i >= 0; i--) {
            out.write(length >>> 8 * i);
        }
    }
}
