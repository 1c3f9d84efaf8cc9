package dev.e2ei.acme.http;

import dev.e2ei.api.Bytes;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one answer of HTTP/1.1 (RFC 9112) from a connection that is closed afterwards, strictly: a length that is given
 * twice, or together with chunks, is refused instead of guessed at.
 */
final class AnswerReader {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(;.*)?");
    private static final int CONTINUE_TO_EARLY_HINTS = 199;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int PIECE = 8 * 1024;

    private final InputStream input;
    private final TransportRequest request;
    private final Deadline deadline;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int headerLeft = HeaderLimits.MAX_ALL;

    AnswerReader(InputStream input, TransportRequest request, Deadline deadline) {
        this.input = input;
        this.request = request;
        this.deadline = deadline;
    }

    TransportResponse read() throws IOException {
        int status;
        Map<String, List<String>> headers;
        do {
            status = readStatus();
            headers = readHeaders();
            // interim answers share the limit of the header, so there cannot be many
        } while (status <= CONTINUE_TO_EARLY_HINTS);
        if (!request.method().equals("HEAD") && status != NO_CONTENT && status != NOT_MODIFIED) {
            readBody(headers);
        }
        return new TransportResponse(status, headers, Bytes.of(body.toByteArray()));
    }

    private int readStatus() throws IOException {
        Matcher line = STATUS_LINE.matcher(readLine());
        if (!line.matches()) {
            throw new ProtocolException("the answer does not begin with a status line of HTTP/1.1");
        }
        return Integer.parseInt(line.group(1));
    }

    private Map<String, List<String>> readHeaders() throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            if (colon < 1 || line.substring(0, colon).chars().anyMatch(c -> c <= ' ')) {
                throw new ProtocolException("a header line of the answer has no name");
            }
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        HeaderLimits.check(headers);
        return headers;
    }

    private void readBody(Map<String, List<String>> headers) throws IOException {
        List<String> codings = headers.getOrDefault("Transfer-Encoding", List.of());
        List<String> lengths = headers.getOrDefault("Content-Length", List.of());
        if (!codings.isEmpty()) {
            if (codings.size() != 1 || !codings.get(0).equalsIgnoreCase("chunked") || !lengths.isEmpty()) {
                throw new ProtocolException("the answer's body is framed in a way that is not unambiguous");
            }
            readChunks();
        } else if (lengths.isEmpty()) {
            readUntilEnd();
        } else {
            if (lengths.size() != 1 || !LENGTH.matcher(lengths.get(0)).matches()) {
                throw new ProtocolException("the answer's length is not one number");
            }
            readExactly(Long.parseLong(lengths.get(0)));
        }
    }

    private void readChunks() throws IOException {
        while (true) {
            Matcher size = CHUNK_SIZE.matcher(readLine());
            if (!size.matches()) {
                throw new ProtocolException("a chunk of the answer has no size");
            }
            long octets = Long.parseLong(size.group(1), 16);
            if (octets == 0) {
                readHeaders();
                return;
            }
            readExactly(octets);
            if (!readLine().isEmpty()) {
                throw new ProtocolException("a chunk of the answer is longer than its size");
            }
        }
    }

    private void readExactly(long octets) throws IOException {
        if (octets > request.maxBody() - body.size()) {
            throw HeaderLimits.tooLarge("the body", request.maxBody());
        }
        byte[] piece = new byte[PIECE];
        for (long left = octets; left > 0; ) {
            int read = readPiece(piece, (int) Math.min(left, PIECE));
            if (read < 0) {
                throw new ProtocolException("the answer ended early");
            }
            left -= read;
        }
    }

    private void readUntilEnd() throws IOException {
        byte[] piece = new byte[PIECE];
        int read;
        do {
            // one octet more than allowed tells a body at the limit from one beyond it
            read = readPiece(piece, (int) Math.min(PIECE, request.maxBody() - (long) body.size() + 1));
            if (body.size() > request.maxBody()) {
                throw HeaderLimits.tooLarge("the body", request.maxBody());
            }
        } while (read >= 0);
    }

    private int readPiece(byte[] piece, int most) throws IOException {
        if (deadline.hasPassed()) {
            throw TransportFailure.timeout(request);
        }
        int read = input.read(piece, 0, most);
        if (read > 0) {
            body.write(piece, 0, read);
        }
        return read;
    }

    private String readLine() throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            int octet = input.read();
            if (octet < 0) {
                throw new ProtocolException("the answer ended early");
            }
            if (--headerLeft < 0) {
                throw HeaderLimits.tooLarge("the header", HeaderLimits.MAX_ALL);
            }
            if (octet == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(octet);
        }
    }
}
