package dev.e2ei.acme.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.TransportConfig;
import dev.e2ei.spi.acme.TransportResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The transport jdk-http over TLS")
@Timeout(60)
class TransportTlsTest {
    private final TestAuthority authority = new TestAuthority();

    /** A TLS server with one certificate and, perhaps, one protocol version. */
    private static final class TlsServer implements AutoCloseable {
        private final HttpsServer server;
        private final AtomicInteger requests = new AtomicInteger();

        TlsServer(SSLContext context, String... protocols) throws Exception {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    var settings = context.getSupportedSSLParameters();
                    if (protocols.length > 0) {
                        settings.setProtocols(protocols);
                    }
                    parameters.setSSLParameters(settings);
                }
            });
            server.createContext("/", exchange -> {
                requests.incrementAndGet();
                byte[] body = "secure".getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        URI uri(String host) {
            return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private AcmeTransport trusting(Bytes... roots) {
        return new JdkHttpTransportProvider().open(new TransportConfig(List.of(roots), ElapsedTime.SYSTEM));
    }

    private void refused(SSLContext context, String host, String... protocols) throws Exception {
        try (var server = new TlsServer(context, protocols);
                AcmeTransport transport = trusting(authority.rootDer())) {
            TransportException refusal = assertThrows(
                    TransportException.class, () -> transport.exchange(TransportRequests.get(server.uri(host))));
            assertEquals(ErrorCode.TRANSPORT_TLS, refusal.code(), String.valueOf(refusal.getCause()));
            assertEquals(0, server.requests.get());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    @DisplayName("reaches a server below its own root by name and by address, with TLS 1.3 and 1.2")
    void good(String protocol) throws Exception {
        try (var server = new TlsServer(authority.server(), protocol);
                AcmeTransport transport = trusting(new TestAuthority().rootDer(), authority.rootDer())) {
            for (String host : new String[] {"localhost", "127.0.0.1"}) {
                TransportResponse answer = transport.exchange(TransportRequests.get(server.uri(host)));
                assertEquals(Bytes.ofUtf8("secure"), answer.body());
            }
        }
    }

    @Test
    @DisplayName("refuses an expired certificate")
    void expired() throws Exception {
        refused(authority.server("localhost", "127.0.0.1", Duration.ofMinutes(-1)), "localhost");
    }

    @Test
    @DisplayName("refuses a certificate for another host, by name and by address")
    void otherHost() throws Exception {
        SSLContext other = authority.server("ca.example", "127.0.0.2", Duration.ofHours(1));
        refused(other, "localhost");
        refused(other, "127.0.0.1");
    }

    @Test
    @DisplayName("refuses a self-signed certificate, and one of an authority with the same name")
    void otherAuthority() throws Exception {
        refused(TestAuthority.selfSignedServer(), "localhost");
        refused(new TestAuthority().server(), "localhost");
    }

    @Test
    @DisplayName("trusts the JVM's roots only where it was given none")
    void defaultRoots() throws Exception {
        try (var server = new TlsServer(authority.server());
                AcmeTransport transport = trusting()) {
            TransportException refusal = assertThrows(
                    TransportException.class, () -> transport.exchange(TransportRequests.get(server.uri("localhost"))));
            assertEquals(ErrorCode.TRANSPORT_TLS, refusal.code());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // alert: fatal, protocol version
                "15030100020246",
                // a ServerHello of TLS 1.1, as a server that knows nothing newer would send
                "160302004a020000460302"
                        + "0000000000000000000000000000000000000000000000000000000000000000"
                        + "20"
                        + "0000000000000000000000000000000000000000000000000000000000000000"
                        + "c01300"
            })
    @DisplayName("refuses a server that speaks only versions before TLS 1.2")
    void oldVersion(String reply) throws Exception {
        byte[] octets = Bytes.fromHex(reply).toByteArray();
        try (var server = new RawTlsServer(octets);
                AcmeTransport transport = trusting(authority.rootDer())) {
            TransportException refusal = assertThrows(
                    TransportException.class, () -> transport.exchange(TransportRequests.get(server.uri())));
            assertEquals(ErrorCode.TRANSPORT_TLS, refusal.code(), String.valueOf(refusal.getCause()));
        }
    }

    @Test
    @DisplayName("refuses a server that speaks no TLS")
    void noTls() throws Exception {
        try (var server = new RawTlsServer("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                AcmeTransport transport = trusting(authority.rootDer())) {
            TransportException refusal = assertThrows(
                    TransportException.class, () -> transport.exchange(TransportRequests.get(server.uri())));
            assertEquals(ErrorCode.TRANSPORT_TLS, refusal.code(), String.valueOf(refusal.getCause()));
        }
    }

    @Test
    @DisplayName("calls a reset during the handshake unreachable: it says nothing about the peer")
    void resetHandshake() throws Exception {
        try (var server = RawTlsServer.resetting();
                AcmeTransport transport = trusting(authority.rootDer())) {
            TransportException refusal = assertThrows(
                    TransportException.class, () -> transport.exchange(TransportRequests.get(server.uri())));
            assertEquals(ErrorCode.TRANSPORT_UNREACHABLE, refusal.code(), String.valueOf(refusal.getCause()));
            assertTrue(refusal.retryable());
        }
    }

    @Test
    @DisplayName("calls a server that hangs up on the handshake a failure of TLS, as some do instead of an alert")
    void closedHandshake() throws Exception {
        try (var server = new RawTlsServer(new byte[0]);
                AcmeTransport transport = trusting(authority.rootDer())) {
            TransportException refusal = assertThrows(
                    TransportException.class, () -> transport.exchange(TransportRequests.get(server.uri())));
            assertEquals(ErrorCode.TRANSPORT_TLS, refusal.code(), String.valueOf(refusal.getCause()));
        }
    }

    @Test
    @DisplayName("ends at the deadline when the handshake never ends")
    void silentHandshake() throws Exception {
        try (var server = new RawTlsServer(null);
                AcmeTransport transport = trusting(authority.rootDer())) {
            TransportException late = assertThrows(
                    TransportException.class,
                    () -> transport.exchange(TransportRequests.get(server.uri(), TransportRequests.SHORT)));
            assertEquals(ErrorCode.TRANSPORT_TIMEOUT, late.code());
        }
    }

    @Test
    @DisplayName("treats a root that is not a certificate as wrong use, when it is opened")
    void malformedRoot() {
        assertThrows(IllegalArgumentException.class, () -> trusting(Bytes.ofUtf8("-----BEGIN")));
        assertThrows(IllegalArgumentException.class, () -> trusting(Bytes.EMPTY));
    }

    @Test
    @DisplayName("has a stable name, and is made without opening anything")
    void provider() {
        var provider = new JdkHttpTransportProvider();
        assertEquals("jdk-http", provider.name());
        assertEquals(100, provider.priority());
        assertTrue(provider.isAvailable());
    }
}
