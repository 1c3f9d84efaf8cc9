package dev.e2ei.acme.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The transport jdk-http, sent to public addresses only, over TLS")
@Timeout(60)
class PublicOnlyTlsTest {
    private final TestAuthority authority = new TestAuthority();
    private final AtomicInteger lookUps = new AtomicInteger();

    /** A server that answers with what it was sent; the bodies and the Host headers that came. */
    private static final class EchoServer implements AutoCloseable {
        private final List<String> hosts = new CopyOnWriteArrayList<>();
        private final HttpsServer server;

        EchoServer(SSLContext context) throws Exception {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            server.createContext("/", exchange -> {
                hosts.add(exchange.getRequestHeaders().getFirst("Host"));
                byte[] body = exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    /** The name server gives an address of this machine at first, which counts as public, and a private one ever after. */
    private JdkHttpTransport rebinding(TestAuthority trusted) throws Exception {
        return new JdkHttpTransport(
                Optional.of(TlsTrust.context(List.of(trusted.rootDer()))),
                ElapsedTime.SYSTEM,
                host -> List.of(InetAddress.getByName(lookUps.incrementAndGet() == 1 ? "127.0.0.1" : "10.0.0.1")),
                InetAddress::isLoopbackAddress);
    }

    private static TransportRequest request(String method, String host, int port, Bytes body, Duration deadline) {
        return new TransportRequest(
                method,
                URI.create("https://" + host + ":" + port + "/crl"),
                Map.of(),
                body,
                deadline,
                TransportRequests.MAX_BODY,
                AddressPolicy.PUBLIC_ONLY);
    }

    private static TransportRequest get(int port) {
        return request("GET", "crl.example", port, Bytes.EMPTY, TransportRequests.LONG);
    }

    private ErrorCode failureOf(TransportRequest request, TestAuthority trusted) throws Exception {
        try (JdkHttpTransport transport = rebinding(trusted)) {
            return assertThrows(TransportException.class, () -> transport.exchange(request))
                    .code();
        }
    }

    @Test
    @DisplayName("looks a name up once, and connects to the address that was checked")
    void rebindingNameServer() throws Exception {
        try (var server = new EchoServer(authority.server("crl.example", "192.0.2.1", Duration.ofHours(1)));
                JdkHttpTransport transport = rebinding(authority)) {
            TransportResponse answer = transport.exchange(get(server.port()));
            assertEquals(200, answer.status());
            assertEquals(List.of("crl.example:" + server.port()), server.hosts);
            assertEquals(1, lookUps.get());
            assertEquals(
                    ErrorCode.TRANSPORT_ADDRESS_REFUSED,
                    assertThrows(TransportException.class, () -> transport.exchange(get(server.port())))
                            .code());
        }
    }

    @Test
    @DisplayName("sends bodies too")
    void post() throws Exception {
        try (var server = new EchoServer(authority.server("crl.example", "192.0.2.1", Duration.ofHours(1)));
                JdkHttpTransport transport = rebinding(authority)) {
            Bytes body = Bytes.ofUtf8("a body");
            assertEquals(
                    body,
                    transport
                            .exchange(request("POST", "crl.example", server.port(), body, TransportRequests.LONG))
                            .body());
        }
    }

    @Test
    @DisplayName("wants the name that was asked for in the certificate, not that of the address")
    void otherName() throws Exception {
        try (var server = new EchoServer(authority.server("other.example", "127.0.0.1", Duration.ofHours(1)))) {
            assertEquals(ErrorCode.TRANSPORT_TLS, failureOf(get(server.port()), authority));
            assertEquals(List.of(), server.hosts);
        }
    }

    @Test
    @DisplayName("refuses expired certificates and strange authorities")
    void untrusted() throws Exception {
        try (var server = new EchoServer(authority.server("crl.example", "127.0.0.1", Duration.ofMinutes(-1)))) {
            assertEquals(ErrorCode.TRANSPORT_TLS, failureOf(get(server.port()), authority));
        }
        try (var server = new EchoServer(authority.server("crl.example", "127.0.0.1", Duration.ofHours(1)))) {
            lookUps.set(0);
            assertEquals(ErrorCode.TRANSPORT_TLS, failureOf(get(server.port()), new TestAuthority()));
            try (var jvmsRoots = new JdkHttpTransport(
                    Optional.empty(),
                    ElapsedTime.SYSTEM,
                    host -> List.of(InetAddress.getByName("127.0.0.1")),
                    InetAddress::isLoopbackAddress)) {
                assertEquals(
                        ErrorCode.TRANSPORT_TLS,
                        assertThrows(TransportException.class, () -> jvmsRoots.exchange(get(server.port())))
                                .code());
            }
            assertEquals(List.of(), server.hosts);
        }
    }

    @Test
    @DisplayName("reaches a literal address by the certificate for it")
    void literal() throws Exception {
        try (var server = new EchoServer(authority.server("crl.example", "127.0.0.1", Duration.ofHours(1)));
                JdkHttpTransport transport = rebinding(authority)) {
            assertEquals(
                    200,
                    transport
                            .exchange(request("GET", "127.0.0.1", server.port(), Bytes.EMPTY, TransportRequests.LONG))
                            .status());
        }
    }

    @Test
    @DisplayName("ends at the deadline when the handshake never ends, and leaves no thread in it")
    void silentHandshake() throws Exception {
        try (var server = new RawTlsServer(null)) {
            int port = server.uri().getPort();
            assertEquals(
                    ErrorCode.TRANSPORT_TIMEOUT,
                    failureOf(request("GET", "crl.example", port, Bytes.EMPTY, TransportRequests.SHORT), authority));
        }
        for (int i = 0; i < 500 && handshaking(); i++) {
            Thread.sleep(10);
        }
        assertFalse(handshaking(), "a thread is still in the handshake");
    }

    private static boolean handshaking() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getMethodName().equals("startHandshake"));
    }

    @Test
    @DisplayName("calls a reset unreachable, and no TLS or a bad record a failure of TLS")
    void broken() throws Exception {
        try (var server = RawTlsServer.resetting()) {
            assertEquals(
                    ErrorCode.TRANSPORT_UNREACHABLE, failureOf(get(server.uri().getPort()), authority));
        }
        lookUps.set(0);
        try (var server =
                new RawTlsServer(Bytes.ofUtf8("HTTP/1.1 400 Bad\r\n\r\n").toByteArray())) {
            assertEquals(ErrorCode.TRANSPORT_TLS, failureOf(get(server.uri().getPort()), authority));
        }
        lookUps.set(0);
        try (var server = new RawTlsServer(Bytes.fromHex("15030100020246").toByteArray())) {
            assertEquals(ErrorCode.TRANSPORT_TLS, failureOf(get(server.uri().getPort()), authority));
        }
    }
}
