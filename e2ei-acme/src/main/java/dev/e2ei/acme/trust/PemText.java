package dev.e2ei.acme.trust;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Strict PEM, RFC 7468: blocks of one label and empty lines between them, LF or CRLF, canonical base64 in lines of at most
 * 76 characters. The size of the text is limited where it is fetched.
 */
final class PemText {
    private static final int MAX_LINE = 76;
    private static final int MAX_BLOCKS = 1024;

    private final byte[] text;
    private final byte[] begin;
    private final byte[] end;
    private final String label;
    private int position;

    private PemText(byte[] text, String label) {
        this.text = text;
        this.label = label;
        begin = ("-----BEGIN " + label + "-----").getBytes(StandardCharsets.US_ASCII);
        end = ("-----END " + label + "-----").getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads text that holds certificates and nothing else. */
    static List<Bytes> certificates(Bytes text) {
        return blocks(text, "CERTIFICATE");
    }

    /**
     * Reads all blocks.
     *
     * @return what they hold, in order; none for empty text
     * @throws MalformedCertificateException if the text is anything else
     */
    static List<Bytes> blocks(Bytes text, String label) {
        return new PemText(text.toByteArray(), label).read();
    }

    private List<Bytes> read() {
        List<Bytes> blocks = new ArrayList<>();
        while (position < text.length) {
            int start = position;
            byte[] line = line();
            if (line.length == 0) {
                continue;
            }
            if (!Arrays.equals(line, begin)) {
                throw malformed(start, "the beginning of a block " + label + " is expected");
            }
            if (blocks.size() == MAX_BLOCKS) {
                throw new MalformedCertificateException(
                        Reason.TOO_LARGE, start, "PEM", "more than " + MAX_BLOCKS + " blocks");
            }
            blocks.add(block(start));
        }
        return blocks;
    }

    private Bytes block(int start) {
        var base64 = new ByteArrayOutputStream();
        while (position < text.length) {
            int lineStart = position;
            byte[] line = line();
            if (Arrays.equals(line, end)) {
                return decode(base64.toByteArray(), start);
            }
            if (line.length == 0 || line.length > MAX_LINE) {
                throw malformed(lineStart, "a line has 1 to " + MAX_LINE + " characters");
            }
            base64.writeBytes(line);
        }
        throw malformed(start, "the block has no end");
    }

    private static Bytes decode(byte[] base64, int start) {
        byte[] der;
        try {
            der = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw malformed(start, "the block is not base64");
        }
        if (!Arrays.equals(Base64.getEncoder().encode(der), base64)) {
            throw malformed(start, "the block's base64 is not padded, or not canonical");
        }
        return Bytes.of(der);
    }

    /** The next line without its end, up to the first octet too many. */
    private byte[] line() {
        int start = position;
        int limit = Math.min(text.length, start + MAX_LINE + 2);
        int stop = start;
        while (stop < limit && text[stop] != '\n') {
            stop++;
        }
        position = stop < limit ? stop + 1 : stop;
        int length = stop < limit && stop > start && text[stop - 1] == '\r' ? stop - 1 - start : stop - start;
        return Arrays.copyOfRange(text, start, start + length);
    }

    private static MalformedCertificateException malformed(int offset, String message) {
        return new MalformedCertificateException(Reason.PEM, offset, "PEM", message);
    }
}
