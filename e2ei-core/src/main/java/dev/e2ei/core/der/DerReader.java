package dev.e2ei.core.der;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over the elements of one level of strict DER. It never reads beyond its bounds, copies only what it returns,
 * and says in each error at which octet and in which field it was. Not safe for use by several threads.
 */
public final class DerReader {
    private static final int MAX_DEPTH = 32;
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final byte[] octets;
    private final int end;
    private final @Nullable DerReader parent;
    private final String name;
    private final int depth;
    // How many elements may still be read; one for all cursors over one input.
    private final int[] elementsLeft;
    private int position;

    private DerReader(byte[] octets, int from, String name, int maxElements) {
        this.octets = octets;
        this.position = from;
        this.end = octets.length;
        this.parent = null;
        this.name = name;
        this.depth = 0;
        this.elementsLeft = new int[] {maxElements};
    }

    private DerReader(DerReader parent, int from, int end, String name) {
        this.octets = parent.octets;
        this.position = from;
        this.end = end;
        this.parent = parent;
        this.name = name;
        this.depth = parent.depth + 1;
        this.elementsLeft = parent.elementsLeft;
    }

    /** A cursor over all the given octets, which must not change while it is in use. */
    public static DerReader over(byte[] octets, String name) {
        return over(octets, name, UNLIMITED);
    }

    /** The same, where what is read of an element takes memory: all cursors together read at most so many. */
    public static DerReader over(byte[] octets, String name, int maxElements) {
        return new DerReader(octets, 0, name, maxElements);
    }

    /** A cursor that begins at an element in the midst of the given octets. */
    public static DerReader from(byte[] octets, int position, String name) {
        return new DerReader(octets, position, name, UNLIMITED);
    }

    /** A cursor over octets that must be exactly one SEQUENCE, placed inside it. */
    public static DerReader overSequence(byte[] octets, String name) {
        return overSequence(octets, name, UNLIMITED);
    }

    /** The same with a limit on elements. */
    public static DerReader overSequence(byte[] octets, String name, int maxElements) {
        DerReader outer = over(octets, name, maxElements);
        DerReader sequence = outer.enter(DerTag.SEQUENCE, "");
        outer.expectEnd();
        return sequence;
    }

    public boolean isAtEnd() {
        return position == end;
    }

    /** The offset of the next element from the beginning of the input. */
    public int position() {
        return position;
    }

    /** Whether there is a next element and it has the given identifier octet. */
    public boolean nextIs(int tag) {
        return position < end && (octets[position] & 0xff) == tag;
    }

    /** The identifier octet of the next element. */
    public int nextTag() {
        if (isAtEnd()) {
            throw malformed(Reason.TRUNCATED, "an element is missing");
        }
        return octets[position] & 0xff;
    }

    public void expectEnd() {
        if (!isAtEnd()) {
            throw malformed(Reason.TRAILING, (end - position) + " octets after the last element");
        }
    }

    /** Steps over a constructed element and returns a cursor over its content. */
    public DerReader enter(int tag, String field) {
        if (depth == MAX_DEPTH) {
            throw malformed(Reason.TOO_DEEP, "more than " + MAX_DEPTH + " levels");
        }
        int contentLength = readHeader(tag, field);
        DerReader inner = new DerReader(this, position, position + contentLength, field);
        position += contentLength;
        return inner;
    }

    public DerReader sequence(String field) {
        return enter(DerTag.SEQUENCE, field);
    }

    /** Steps over the next element, whatever it is, and returns identifier, length and content. */
    public Bytes element(String field) {
        int from = position;
        skip(field);
        return Bytes.ofRange(octets, from, position);
    }

    /** Steps over an element with the given identifier octet and returns its content. */
    public Bytes content(int tag, String field) {
        int length = readHeader(tag, field);
        position += length;
        return Bytes.ofRange(octets, position - length, position);
    }

    /** Steps over the next element without a copy. */
    public void skip(String field) {
        // In two steps: reading the header moves the position too.
        int length = readHeader(nextTag(), field);
        position += length;
    }

    /** The octets from here to the end of this level, without a step. */
    public Bytes remaining() {
        return Bytes.ofRange(octets, position, end);
    }

    /** The octets from an earlier {@link #position()} up to here. */
    public Bytes since(int from) {
        return Bytes.ofRange(octets, from, position);
    }

    public BigInteger integer(String field) {
        return new BigInteger(integerContent(field).toByteArray());
    }

    /** The content octets of an INTEGER, minimal as DER wants them, sign octet included. */
    public Bytes integerContent(String field) {
        int from = position;
        Bytes content = content(DerTag.INTEGER, field);
        DerValue.checkInteger(content, this, from, field);
        return content;
    }

    /** An INTEGER from 0 to the given limit. */
    public int smallInteger(int tag, int limit, String field) {
        int from = position;
        Bytes content = content(tag, field);
        DerValue.checkInteger(content, this, from, field);
        BigInteger value = new BigInteger(content.toByteArray());
        if (value.signum() < 0 || value.bitLength() > 31 || value.intValue() > limit) {
            throw malformed(Reason.VALUE, from, field, "a number from 0 to " + limit + " is expected");
        }
        return value.intValue();
    }

    public boolean bool(int tag, String field) {
        int from = position;
        return DerValue.bool(content(tag, field), this, from, field);
    }

    /** An optional BOOLEAN that is false when absent; DER forbids an explicit false. */
    public boolean boolDefaultFalse(int tag, String field) {
        if (!nextIs(tag)) {
            return false;
        }
        int from = position;
        if (!bool(tag, field)) {
            throw malformed(Reason.VALUE, from, field, "the default value is not encoded in DER");
        }
        return true;
    }

    public ObjectIdentifier objectIdentifier(String field) {
        return objectIdentifier(DerTag.OBJECT_IDENTIFIER, field);
    }

    public ObjectIdentifier objectIdentifier(int tag, String field) {
        int from = position;
        return DerValue.objectIdentifier(content(tag, field), this, from, field);
    }

    /** A BIT STRING of whole octets. */
    public Bytes bitString(int tag, String field) {
        int from = position;
        return DerValue.wholeOctets(content(tag, field), this, from, field);
    }

    /** A BIT STRING of named bits, of which the first is bit 0 of the answer; at most 32. */
    public int namedBits(int tag, String field) {
        int from = position;
        return DerValue.namedBits(content(tag, field), this, from, field);
    }

    /** A string of ASCII characters. */
    public String ascii(int tag, String field) {
        int start = position;
        int length = readHeader(tag, field);
        for (int i = position; i < position + length; i++) {
            if (octets[i] < 0) {
                throw malformed(Reason.VALUE, start, field, "ASCII only is expected");
            }
        }
        position += length;
        return new String(octets, position - length, length, StandardCharsets.US_ASCII);
    }

    /** UTCTime or GeneralizedTime in the one spelling that RFC 5280, section 4.1.2.5, allows for each. */
    public Instant time(String field) {
        int from = position;
        int tag = nextTag();
        return DerTime.parse(tag, content(tag, field), this, from, field);
    }

    /** An error in this level's field. */
    public MalformedCertificateException malformed(Reason reason, String message) {
        return malformed(reason, position, "", message);
    }

    public MalformedCertificateException malformed(Reason reason, int offset, String field, String message) {
        return new MalformedCertificateException(reason, offset, path(field), message);
    }

    private String path(String field) {
        String own = parent == null ? name : parent.path(name);
        return field.isEmpty() ? own : own + "." + field;
    }

    private int readHeader(int tag, String field) {
        int start = position;
        int found = nextTag();
        if (--elementsLeft[0] < 0) {
            throw malformed(Reason.TOO_LARGE, start, field, "too many elements");
        }
        if (found != tag) {
            throw malformed(
                    Reason.TAG, start, field, String.format("element %02x is expected, %02x is found", tag, found));
        }
        if ((found & 0x1f) == 0x1f) {
            throw malformed(Reason.TAG, start, field, "no field of this syntax has a tag number above 30");
        }
        int next = start + 1;
        if (next == end) {
            throw malformed(Reason.TRUNCATED, start, field, "the length is missing");
        }
        int length = octets[next++] & 0xff;
        if (length >= 0x80) {
            int count = length & 0x7f;
            if (count == 0 || count > 4) {
                throw malformed(Reason.LENGTH, start, field, "an indefinite or oversized length");
            }
            if (end - next < count) {
                throw malformed(Reason.TRUNCATED, start, field, "the length is cut off");
            }
            length = longLength(next, count, start, field);
            next += count;
        }
        if (length > end - next) {
            throw malformed(
                    Reason.TRUNCATED, start, field, length + " octets are announced, " + (end - next) + " are there");
        }
        position = next;
        return length;
    }

    private int longLength(int from, int count, int start, String field) {
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | octets[from + i] & 0xff;
        }
        if (length < 0x80 || length >>> 8 * (count - 1) == 0) {
            throw malformed(Reason.LENGTH, start, field, "a length that is not minimal");
        }
        if (length > Integer.MAX_VALUE) {
            throw malformed(Reason.LENGTH, start, field, "a length beyond any limit");
        }
        return (int) length;
    }
}
