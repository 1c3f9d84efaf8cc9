package dev.e2ei.acme.http;

import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A download over cleartext HTTP/1.1 (RFC 9112) from an address that was checked before: the JDK's client takes a name
 * only and would look it up again. One request, one answer, one connection.
 */
final class SocketDownload {
    private static final int HTTP_PORT = 80;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern FIELD_VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    private final TransportRequest request;
    private final Deadline deadline;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable Socket socket;
    private boolean givenUp;

    private SocketDownload(TransportRequest request, Deadline deadline) {
        this.request = request;
        this.deadline = deadline;
    }

    /**
     * Starts the download; the addresses are tried in turn until one takes the connection.
     *
     * @param addresses at least one
     */
    static Running<TransportResponse> start(
            TransportRequest request, List<InetAddress> addresses, Deadline deadline, TransportThreads threads) {
        var download = new SocketDownload(request, deadline);
        byte[] head = download.requestHead();
        return new Running<>(threads.call(() -> download.run(addresses, head)), download::giveUp);
    }

    private TransportResponse run(List<InetAddress> addresses, byte[] head) throws IOException {
        try (Socket connected = connect(addresses)) {
            connected.getOutputStream().write(head);
            var input = new BufferedInputStream(connected.getInputStream());
            return new AnswerReader(input, request, deadline).read();
        }
    }

    private Socket connect(List<InetAddress> addresses) throws IOException {
        int port = request.uri().getPort() < 0 ? HTTP_PORT : request.uri().getPort();
        IOException last = new IOException("no address");
        for (int i = 0; i < addresses.size(); i++) {
            Socket attempt = open();
            try {
                // one address that swallows packets must not use up the time of the others
                Duration share = deadline.remaining().dividedBy(addresses.size() - i);
                attempt.connect(
                        new InetSocketAddress(addresses.get(i), port), Math.max(1, Math.toIntExact(share.toMillis())));
                return attempt;
            } catch (IOException failed) {
                attempt.close();
                last = failed;
            }
        }
        throw last;
    }

    private Socket open() throws IOException {
        opening.lock();
        try {
            if (givenUp) {
                throw new IOException("given up");
            }
            Socket fresh = new Socket();
            socket = fresh;
            return fresh;
        } finally {
            opening.unlock();
        }
    }

    /** Closing the socket ends a connect, a read or a write that another thread is in. */
    private void giveUp() {
        opening.lock();
        try {
            givenUp = true;
            if (socket != null) {
                socket.close();
            }
        } catch (IOException alreadyBroken) {
            // nothing is left to be closed
        } finally {
            opening.unlock();
        }
    }

    private byte[] requestHead() {
        URI uri = URI.create(request.uri().toASCIIString());
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var head = new StringBuilder()
                .append(request.method())
                .append(' ')
                .append(path)
                .append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(uri.getRawAuthority())
                .append("\r\nConnection: close\r\n");
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            if (!TOKEN.matcher(header.getKey()).matches()
                    || !FIELD_VALUE.matcher(header.getValue()).matches()) {
                throw new IllegalArgumentException("not a header of HTTP: " + header.getKey());
            }
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
