package dev.e2ei.core.der;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import java.math.BigInteger;

/** The content octets of the simple types, as X.690 sections 8.2, 8.3, 8.6, 8.19 and 11 restrict them. */
final class DerValue {
    private static final int MAX_IDENTIFIER = 128;

    private DerValue() {}

    static void checkInteger(Bytes content, DerReader reader, int offset, String field) {
        if (content.isEmpty()) {
            throw reader.malformed(Reason.VALUE, offset, field, "an INTEGER has at least one octet");
        }
        if (content.size() > 1) {
            int first = content.at(0);
            boolean negative = content.at(1) < 0;
            if (first == 0 && !negative || first == -1 && negative) {
                throw reader.malformed(Reason.VALUE, offset, field, "an INTEGER that is not minimal");
            }
        }
    }

    static boolean bool(Bytes content, DerReader reader, int offset, String field) {
        if (content.size() != 1 || content.at(0) != 0 && content.at(0) != -1) {
            throw reader.malformed(Reason.VALUE, offset, field, "a BOOLEAN is 00 or FF");
        }
        return content.at(0) != 0;
    }

    static ObjectIdentifier objectIdentifier(Bytes content, DerReader reader, int offset, String field) {
        int size = content.size();
        if (size == 0 || size > MAX_IDENTIFIER || content.at(size - 1) < 0) {
            throw reader.malformed(
                    Reason.VALUE, offset, field, "an OBJECT IDENTIFIER that is empty, too long or cut off");
        }
        StringBuilder dotted = new StringBuilder(size * 3 + 1);
        for (int i = 0; i < size; ) {
            if (content.at(i) == (byte) 0x80) {
                throw reader.malformed(Reason.VALUE, offset, field, "an arc that is not minimal");
            }
            int from = i;
            while (content.at(i) < 0) {
                i++;
            }
            i++;
            if (i - from > 18) {
                throw reader.malformed(Reason.VALUE, offset, field, "an arc of more than 126 bits");
            }
            if (i - from <= 8) {
                appendArc(dotted, shortArc(content, from, i));
            } else {
                appendArc(dotted, longArc(content, from, i));
            }
        }
        return new ObjectIdentifier(dotted.toString());
    }

    private static long shortArc(Bytes content, int from, int to) {
        long arc = 0;
        for (int i = from; i < to; i++) {
            arc = arc << 7 | content.at(i) & 0x7f;
        }
        return arc;
    }

    private static BigInteger longArc(Bytes content, int from, int to) {
        BigInteger arc = BigInteger.ZERO;
        for (int i = from; i < to; i++) {
            arc = arc.shiftLeft(7).or(BigInteger.valueOf(content.at(i) & 0x7f));
        }
        return arc;
    }

    /** The first octets hold two arcs; the first of them is 0, 1 or 2. */
    private static void appendArc(StringBuilder dotted, long arc) {
        if (dotted.isEmpty()) {
            long first = Math.min(arc / 40, 2);
            dotted.append(first).append('.').append(arc - 40 * first);
        } else {
            dotted.append('.').append(arc);
        }
    }

    private static void appendArc(StringBuilder dotted, BigInteger arc) {
        if (dotted.isEmpty()) {
            dotted.append("2.").append(arc.subtract(BigInteger.valueOf(80)));
        } else {
            dotted.append('.').append(arc);
        }
    }

    static Bytes wholeOctets(Bytes content, DerReader reader, int offset, String field) {
        if (content.isEmpty() || content.at(0) != 0) {
            throw reader.malformed(Reason.VALUE, offset, field, "a BIT STRING of whole octets is expected");
        }
        return Bytes.ofRange(content.toByteArray(), 1, content.size());
    }

    static int namedBits(Bytes content, DerReader reader, int offset, String field) {
        int size = content.size();
        int unused = size == 0 ? -1 : content.at(0);
        if (unused < 0 || unused > 7 || size > 5 || size == 1 && unused != 0) {
            throw reader.malformed(Reason.VALUE, offset, field, "not a BIT STRING of at most 32 named bits");
        }
        int bits = 0;
        for (int i = 0; i < (size - 1) * 8; i++) {
            if ((content.at(1 + i / 8) >> 7 - i % 8 & 1) != 0) {
                bits |= 1 << i;
            }
        }
        // X.690, 11.2: unused bits are zero, and so is no last bit.
        int used = (size - 1) * 8 - unused;
        if (used != 32 - Integer.numberOfLeadingZeros(bits)) {
            throw reader.malformed(Reason.VALUE, offset, field, "named bits with zero bits at their end");
        }
        return bits;
    }
}
