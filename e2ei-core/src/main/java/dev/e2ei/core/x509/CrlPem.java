package dev.e2ei.core.x509;

import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Strict PEM of a revocation list, RFC 7468 section 6: one X509 CRL block and nothing else but empty lines; LF or CRLF;
 * canonical base64 in lines of at most 76 characters. Works on octets, because a list may have many megabytes.
 */
public final class CrlPem {
    /** The longest text that is read, in octets. */
    public static final int MAX_TEXT = ParsedCrl.MAX_SIZE / 2 * 3;

    private static final int MAX_LINE = 76;
    private static final byte[] BEGIN = "-----BEGIN X509 CRL-----".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "-----END X509 CRL-----".getBytes(StandardCharsets.US_ASCII);

    private final byte[] text;
    private int lineFrom;
    private int lineTo;
    private int next;

    private CrlPem(byte[] text) {
        this.text = text;
    }

    /**
     * The DER of a list that is given as DER or as PEM.
     *
     * @param octets what was registered or downloaded
     * @return the same array where it is no PEM; whether the DER is a list is not looked at
     * @throws MalformedCertificateException if it begins like PEM and is anything else
     */
    public static byte[] der(byte[] octets) {
        boolean pem = octets.length > 0 && (octets[0] == '-' || octets[0] == '\n' || octets[0] == '\r');
        if (!pem) {
            return octets;
        }
        if (octets.length > MAX_TEXT) {
            throw malformed(Reason.TOO_LARGE, MAX_TEXT, "more than " + MAX_TEXT + " octets");
        }
        return new CrlPem(octets).read();
    }

    private byte[] read() {
        while (step() && lineIsEmpty()) {
            // before the block
        }
        if (!lineIs(BEGIN)) {
            throw malformed(Reason.PEM, lineFrom, "the beginning of an X509 CRL block is expected");
        }
        byte[] der = block(lineFrom);
        while (step()) {
            if (!lineIsEmpty()) {
                throw malformed(Reason.PEM, lineFrom, "one block is expected, and nothing after it");
            }
        }
        return der;
    }

    private byte[] block(int start) {
        byte[] base64 = new byte[text.length];
        int size = 0;
        while (step()) {
            if (lineIs(END)) {
                return decode(Arrays.copyOf(base64, size), start);
            }
            int length = lineTo - lineFrom;
            if (length == 0 || length > MAX_LINE) {
                throw malformed(Reason.PEM, lineFrom, "a line has 1 to " + MAX_LINE + " characters");
            }
            System.arraycopy(text, lineFrom, base64, size, length);
            size += length;
        }
        throw malformed(Reason.PEM, start, "the block has no end");
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

    private boolean lineIsEmpty() {
        return lineFrom == lineTo;
    }

    private boolean lineIs(byte[] expected) {
        return Arrays.equals(text, lineFrom, lineTo, expected, 0, expected.length);
    }

    private static MalformedCertificateException malformed(Reason reason, int offset, String message) {
        return new MalformedCertificateException(reason, offset, "PEM", message);
    }
}
