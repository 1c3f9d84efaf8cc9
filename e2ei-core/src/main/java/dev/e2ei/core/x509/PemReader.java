package dev.e2ei.core.x509;

import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Goes through PEM text block by block, RFC 7468: LF or CRLF, canonical base64 in lines of at most 76 characters, empty
 * lines between blocks only. Works on octets and copies those of one block, because a list may have many megabytes.
 */
final class PemReader {
    private static final int MAX_LINE = 76;

    private final byte[] text;
    private final String label;
    private final byte[] begin;
    private final byte[] end;
    private int lineFrom;
    private int lineTo;
    private int next;

    PemReader(byte[] text, String label) {
        this.text = text;
        this.label = label;
        this.begin = ("-----BEGIN " + label + "-----").getBytes(StandardCharsets.US_ASCII);
        this.end = ("-----END " + label + "-----").getBytes(StandardCharsets.US_ASCII);
    }

    /** Steps over empty lines to the beginning of a block; false where the text ends before there is one. */
    boolean atBlock() {
        while (step()) {
            if (lineIs(begin)) {
                return true;
            }
            if (lineFrom != lineTo) {
                throw malformed(Reason.PEM, lineFrom, "the beginning of a block of " + label + " is expected");
            }
        }
        return false;
    }

    /** Where the line begins that was stepped to last. */
    int position() {
        return lineFrom;
    }

    /** The octets of the block whose beginning was found; the next step is behind its end. */
    byte[] block() {
        int start = lineFrom;
        int from = next;
        int size = 0;
        while (step()) {
            if (lineIs(end)) {
                return decode(base64(from, size), start);
            }
            int length = lineTo - lineFrom;
            if (length == 0 || length > MAX_LINE) {
                throw malformed(Reason.PEM, lineFrom, "a line has 1 to " + MAX_LINE + " characters");
            }
            size += length;
        }
        throw malformed(Reason.PEM, start, "the block has no end");
    }

    /** The lines from the given place on up to the end of the block, joined; the end is stepped to again. */
    private byte[] base64(int from, int size) {
        byte[] base64 = new byte[size];
        int filled = 0;
        next = from;
        while (step() && !lineIs(end)) {
            System.arraycopy(text, lineFrom, base64, filled, lineTo - lineFrom);
            filled += lineTo - lineFrom;
        }
        return base64;
    }

    private static byte[] decode(byte[] base64, int start) {
        byte[] der;
        try {
            der = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw malformed(Reason.PEM, start, "the block is not base64");
        }
        // Only the last group of four can be written in several ways.
        int last = Math.max(0, (der.length - 1) / 3 * 3);
        byte[] tail = Base64.getEncoder().encode(Arrays.copyOfRange(der, last, der.length));
        if (base64.length != last / 3 * 4 + tail.length
                || !Arrays.equals(base64, base64.length - tail.length, base64.length, tail, 0, tail.length)) {
            throw malformed(Reason.PEM, start, "the block's base64 is not padded, or not canonical");
        }
        return der;
    }

    /** Goes to the next line; false at the end of the text. */
    private boolean step() {
        if (next >= text.length) {
            return false;
        }
        lineFrom = next;
        int newline = lineFrom;
        while (newline < text.length && text[newline] != '\n') {
            newline++;
        }
        boolean ended = newline < text.length;
        lineTo = ended && newline > lineFrom && text[newline - 1] == '\r' ? newline - 1 : newline;
        next = ended ? newline + 1 : newline;
        return true;
    }

    private boolean lineIs(byte[] expected) {
        return Arrays.equals(text, lineFrom, lineTo, expected, 0, expected.length);
    }

    static MalformedCertificateException malformed(Reason reason, int offset, String message) {
        return new MalformedCertificateException(reason, offset, "PEM", message);
    }
}
