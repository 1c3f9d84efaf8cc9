package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Strict PEM of certificates, RFC 7468: nothing but CERTIFICATE blocks and empty lines between them; LF or CRLF; canonical
 * base64 in lines of at most 76 characters. Up to 8 certificates of 64 KiB each.
 */
public final class CertificatePem {
    public static final int MAX_CERTIFICATES = 8;

    private static final int MAX_TEXT = MAX_CERTIFICATES * ParsedCertificate.MAX_SIZE * 3 / 2;
    private static final int MAX_LINE = 76;
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private final String text;
    private final List<Bytes> certificates = new ArrayList<>();
    private int position;

    private CertificatePem(String text) {
        this.text = text;
    }

    /**
     * Reads PEM text.
     *
     * @return the certificates in DER, in order; none for empty text. Whether they are certificates is not looked at
     * @throws MalformedCertificateException if the text is anything else
     */
    public static List<Bytes> parse(byte[] pem) {
        if (pem.length > MAX_TEXT) {
            throw malformed(Reason.TOO_LARGE, MAX_TEXT, "more than " + MAX_TEXT + " octets");
        }
        for (int i = 0; i < pem.length; i++) {
            if (pem[i] < 0) {
                throw malformed(Reason.PEM, i, "PEM is ASCII");
            }
        }
        return new CertificatePem(new String(pem, StandardCharsets.US_ASCII)).read();
    }

    public static List<Bytes> parse(String pem) {
        if (pem.length() > MAX_TEXT) {
            throw malformed(Reason.TOO_LARGE, MAX_TEXT, "more than " + MAX_TEXT + " characters");
        }
        return parse(pem.getBytes(StandardCharsets.UTF_8));
    }

    private List<Bytes> read() {
        while (position < text.length()) {
            int start = position;
            String line = line();
            if (line.isEmpty()) {
                continue;
            }
            if (!line.equals(BEGIN)) {
                throw malformed(Reason.PEM, start, "the beginning of a CERTIFICATE block is expected");
            }
            if (certificates.size() == MAX_CERTIFICATES) {
                throw malformed(Reason.TOO_LARGE, start, "more than " + MAX_CERTIFICATES + " certificates");
            }
            certificates.add(block(start));
        }
        return List.copyOf(certificates);
    }

    private Bytes block(int start) {
        StringBuilder base64 = new StringBuilder();
        while (true) {
            if (position >= text.length()) {
                throw malformed(Reason.PEM, start, "the block has no end");
            }
            int lineStart = position;
            String line = line();
            if (line.equals(END)) {
                return decode(base64.toString(), start);
            }
            if (line.isEmpty() || line.length() > MAX_LINE) {
                throw malformed(Reason.PEM, lineStart, "a line has 1 to " + MAX_LINE + " characters");
            }
            base64.append(line);
        }
    }

    private static Bytes decode(String base64, int start) {
        byte[] der;
        try {
            der = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw malformed(Reason.PEM, start, "the block is not base64");
        }
        if (!Base64.getEncoder().encodeToString(der).equals(base64)) {
            throw malformed(Reason.PEM, start, "the block's base64 is not padded, or not canonical");
        }
        if (der.length > ParsedCertificate.MAX_SIZE) {
            throw malformed(Reason.TOO_LARGE, start, "a certificate of more than " + ParsedCertificate.MAX_SIZE);
        }
        return Bytes.of(der);
    }

    /** The next line without its end. */
    private String line() {
        int newline = text.indexOf('\n', position);
        int end = newline < 0 ? text.length() : newline;
        String line = text.substring(position, end);
        position = newline < 0 ? end : newline + 1;
        return newline >= 0 && line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static MalformedCertificateException malformed(Reason reason, int offset, String message) {
        return new MalformedCertificateException(reason, offset, "PEM", message);
    }
}
