package dev.e2ei.crypto.bc;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A cursor over strict DER: tags of one octet, definite and minimal lengths, nothing beyond the end. It never copies
 * before a length is known to be there, and never recurses.
 */
final class DerReader {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int NULL = 0x05;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;

    private static final int MAX_OID_OCTETS = 32;

    private final byte[] octets;
    private final int end;
    private int position;

    DerReader(byte[] octets) {
        this(octets, 0, octets.length);
    }

    private DerReader(byte[] octets, int start, int end) {
        this.octets = octets;
        this.position = start;
        this.end = end;
    }

    boolean isAtEnd() {
        return position == end;
    }

    boolean isNext(int tag) {
        return position < end && (octets[position] & 0xff) == tag;
    }

    void expectEnd() throws MalformedDerException {
        if (!isAtEnd()) {
            throw new MalformedDerException("octets are left over");
        }
    }

    /** Enters the next value, which must have this tag. */
    DerReader enter(int tag) throws MalformedDerException {
        if (!isNext(tag)) {
            throw new MalformedDerException("another tag was expected");
        }
        position++;
        int length = length();
        if (length > end - position) {
            throw new MalformedDerException("a length goes beyond the end");
        }
        DerReader content = new DerReader(octets, position, position + length);
        position += length;
        return content;
    }

    /** Everything up to the end. */
    byte[] remaining() {
        byte[] copy = Arrays.copyOfRange(octets, position, end);
        position = end;
        return copy;
    }

    BigInteger nonNegativeInteger() throws MalformedDerException {
        byte[] content = enter(INTEGER).remaining();
        if (content.length == 0 || content[0] < 0) {
            throw new MalformedDerException("an integer is empty or negative");
        }
        if (content.length > 1 && content[0] == 0 && content[1] >= 0) {
            throw new MalformedDerException("an integer is not minimal");
        }
        return new BigInteger(content);
    }

    byte[] wholeOctetsOfBitString() throws MalformedDerException {
        DerReader content = enter(BIT_STRING);
        if (content.isAtEnd() || content.octets[content.position++] != 0) {
            throw new MalformedDerException("a bit string is not whole octets");
        }
        return content.remaining();
    }

    void expectNull() throws MalformedDerException {
        enter(NULL).expectEnd();
    }

    /** An object identifier in dotted form. */
    String objectIdentifier() throws MalformedDerException {
        byte[] content = enter(OBJECT_IDENTIFIER).remaining();
        if (content.length == 0 || content.length > MAX_OID_OCTETS || content[content.length - 1] < 0) {
            throw new MalformedDerException("an object identifier is empty, too long or cut off");
        }
        StringBuilder dotted = new StringBuilder();
        long arc = 0;
        boolean arcBegins = true;
        for (byte octet : content) {
            if (arcBegins && (octet & 0xff) == 0x80 || arc > Long.MAX_VALUE >> 7) {
                throw new MalformedDerException("an object identifier is not minimal or too large");
            }
            arc = arc << 7 | octet & 0x7f;
            arcBegins = octet >= 0;
            if (arcBegins) {
                appendArc(dotted, arc);
                arc = 0;
            }
        }
        return dotted.toString();
    }

    // The first two arcs share one number, X.690, section 8.19.4.
    private static void appendArc(StringBuilder dotted, long arc) {
        if (dotted.isEmpty()) {
            long first = Math.min(arc / 40, 2);
            dotted.append(first).append('.').append(arc - 40 * first);
        } else {
            dotted.append('.').append(arc);
        }
    }

    private int length() throws MalformedDerException {
        int first = nextOctet();
        if (first < 0x80) {
            return first;
        }
        int size = first & 0x7f;
        if (size == 0 || size > 3) {
            throw new MalformedDerException("a length is indefinite or too large");
        }
        int length = 0;
        for (int i = 0; i < size; i++) {
            length = length << 8 | nextOctet();
        }
        if (length < 0x80 || length >>> 8 * (size - 1) == 0) {
            throw new MalformedDerException("a length is not minimal");
        }
        return length;
    }

    private int nextOctet() throws MalformedDerException {
        if (isAtEnd()) {
            throw new MalformedDerException("a length is cut off");
        }
        return octets[position++] & 0xff;
    }
}
