package dev.e2ei.acme.http;

import dev.e2ei.api.Bytes;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP client of one transport, made at its first use. */
final class ClientConnection {
    private final Optional<SSLContext> tls;
    private final Executor threads;
    private final ReentrantLock making = new ReentrantLock();
    private @Nullable HttpClient client;
    private boolean closed;

    ClientConnection(Optional<SSLContext> tls, Executor threads) {
        this.tls = tls;
        this.threads = threads;
    }

    Running<TransportResponse> start(TransportRequest request, Deadline deadline) {
        var body = new CappedBody(request, deadline);
        CompletableFuture<HttpResponse<Bytes>> exchange = client().sendAsync(httpRequest(request), head -> body);
        // a dependent future would not hand its cancellation down, hence the two in one abort
        return new Running<>(exchange.thenApply(ClientConnection::response), () -> {
            exchange.cancel(true);
            body.stop();
        });
    }

    /**
     * Lets go of the client. From Java 21 on it is closed, and its connections with it; before that its thread and its
     * connections end when the garbage collector finds that nobody refers to it any more.
     */
    void close() {
        making.lock();
        Object last;
        try {
            closed = true;
            last = client;
            client = null;
        } finally {
            making.unlock();
        }
        if (last instanceof AutoCloseable closeable) {
            threads.execute(() -> {
                // close waits for what is under way, for a day if need be; an interrupt makes it give that up
                Thread.currentThread().interrupt();
                try {
                    closeable.close();
                } catch (Exception undeclared) {
                    throw new IllegalStateException("the JDK's client declares no exception here", undeclared);
                }
            });
        }
    }

    private HttpClient client() {
        making.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the transport is closed");
            }
            HttpClient made = client;
            if (made == null) {
                HttpClient.Builder builder = HttpClient.newBuilder()
                        .executor(threads)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .sslParameters(TlsTrust.parameters());
                tls.ifPresent(builder::sslContext);
                made = builder.build();
                client = made;
            }
            return made;
        } finally {
            making.unlock();
        }
    }

    private static HttpRequest httpRequest(TransportRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri());
        if (!"https".equalsIgnoreCase(request.uri().getScheme())) {
            // HTTP/2 is negotiated by TLS; without TLS the client would ask for an upgrade
            builder.version(HttpClient.Version.HTTP_1_1);
        }
        request.headers().forEach(builder::setHeader);
        return builder.method(
                        request.method(),
                        request.body().isEmpty() && !request.method().equals("POST")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(request.body().toByteArray()))
                .build();
    }

    private static TransportResponse response(HttpResponse<Bytes> answer) {
        HeaderLimits.check(answer.headers().map());
        return new TransportResponse(answer.statusCode(), answer.headers().map(), answer.body());
    }
}
