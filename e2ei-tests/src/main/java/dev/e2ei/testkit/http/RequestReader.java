package dev.e2ei.testkit.http;

import dev.e2ei.api.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one request of HTTP/1.1, RFC 9112, within bounds. */
final class RequestReader {
    private static final int MAX_LINE = 1 << 16;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_BODY = 1 << 20;

    private RequestReader() {}

    /** Nothing where the client has closed the connection between two requests. */
    static Optional<Request> read(InputStream in, String scheme) throws IOException {
        String start = line(in);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = start.split(" ");
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.") || !parts[1].startsWith("/")) {
            throw new ProtocolException("not a request line");
        }
        Map<String, String> headers = headers(in);
        String host = headers.get("Host");
        if (host == null) {
            throw new ProtocolException("no Host");
        }
        URI uri;
        try {
            uri = URI.create(scheme + "://" + host + parts[1]);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("not an address");
        }
        return Optional.of(new Request(parts[0], uri, headers, Bytes.of(body(in, headers)), List.of()));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int count = 0; ; count++) {
            String line = line(in);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || count == MAX_HEADERS) {
                throw new ProtocolException("not a header, or too many of them");
            }
            headers.merge(
                    line.substring(0, colon), line.substring(colon + 1).strip(), (first, next) -> first + ", " + next);
        }
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
            return chunks(in);
        }
        return octets(in, number(headers.getOrDefault("Content-Length", "0"), 10));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (true) {
            int size = number(line(in), 16);
            if (size == 0) {
                line(in);
                return out.toByteArray();
            }
            out.write(octets(in, size));
            line(in);
            if (out.size() > MAX_BODY) {
                throw new ProtocolException("too long");
            }
        }
    }

    private static int number(String digits, int radix) throws ProtocolException {
        try {
            int size = Integer.parseInt(digits, radix);
            if (size >= 0 && size <= MAX_BODY) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw new ProtocolException("not a length");
        }
        throw new ProtocolException("too long");
    }

    private static byte[] octets(InputStream in, int size) throws IOException {
        byte[] octets = in.readNBytes(size);
        if (octets.length < size) {
            throw new ProtocolException("the body ends early");
        }
        return octets;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (true) {
            int octet = in.read();
            if (octet < 0 || octet == '\n') {
                return out.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            if (out.size() == MAX_LINE) {
                throw new ProtocolException("a line without end");
            }
            out.write(octet);
        }
    }
}
