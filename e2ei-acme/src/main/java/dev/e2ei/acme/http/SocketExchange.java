package dev.e2ei.acme.http;

import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * An exchange of HTTP/1.1 (RFC 9112), with or without TLS, with an address that was checked before: the JDK's client takes
 * a name only and would look it up again. One request, one answer, one connection.
 */
final class SocketExchange {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern FIELD_VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    private final TransportRequest request;
    private final Optional<SSLContext> tls;
    private final Deadline deadline;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable Socket socket;
    private boolean givenUp;

    private SocketExchange(TransportRequest request, Optional<SSLContext> tls, Deadline deadline) {
        this.request = request;
        this.tls = tls;
        this.deadline = deadline;
    }

    /**
     * Starts the exchange; the addresses are tried in turn until one takes the connection.
     *
     * @param addresses at least one
     * @param tls the trust for https, or empty for the JVM's
     */
    static Running<TransportResponse> start(
            TransportRequest request,
            List<InetAddress> addresses,
            Optional<SSLContext> tls,
            Deadline deadline,
            TransportThreads threads) {
        var exchange = new SocketExchange(request, tls, deadline);
        byte[] head = exchange.requestHead();
        return new Running<>(threads.call(() -> exchange.run(addresses, head)), exchange::giveUp);
    }

    private TransportResponse run(List<InetAddress> addresses, byte[] head) throws IOException {
        try (Socket connected = connect(addresses);
                Socket secured = isHttps() ? handshake(connected) : connected) {
            OutputStream output = secured.getOutputStream();
            output.write(head);
            output.write(request.body().toByteArray());
            output.flush();
            var input = new BufferedInputStream(secured.getInputStream());
            return new AnswerReader(input, request, deadline).read();
        }
    }

    /** The name that was asked for is the one that the certificate has to have, whatever address it lies at. */
    private Socket handshake(Socket connected) throws IOException {
        SSLSocketFactory factory =
                tls.isPresent() ? tls.get().getSocketFactory() : (SSLSocketFactory) SSLSocketFactory.getDefault();
        String host = request.uri().getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        SSLSocket secured = (SSLSocket) factory.createSocket(connected, bare, port(), true);
        secured.setSSLParameters(TlsTrust.parameters());
        secured.startHandshake();
        return secured;
    }

    private boolean isHttps() {
        return "https".equalsIgnoreCase(request.uri().getScheme());
    }

    private int port() {
        int port = request.uri().getPort();
        return port >= 0 ? port : isHttps() ? HTTPS_PORT : HTTP_PORT;
    }

    private Socket connect(List<InetAddress> addresses) throws IOException {
        IOException last = new IOException("no address");
        for (int i = 0; i < addresses.size(); i++) {
            Socket attempt = open();
            try {
                // one address that swallows packets must not use up the time of the others
                Duration share = deadline.remaining().dividedBy(addresses.size() - i);
                attempt.connect(
                        new InetSocketAddress(addresses.get(i), port()),
                        Math.max(1, Math.toIntExact(share.toMillis())));
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
        if (request.method().equals("POST")) {
            head.append("Content-Length: ").append(request.body().size()).append("\r\n");
        }
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
