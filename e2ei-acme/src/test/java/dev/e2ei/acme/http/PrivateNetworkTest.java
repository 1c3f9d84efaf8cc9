package dev.e2ei.acme.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.acme.TransportRequest;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The transport jdk-http, in a private network")
@Timeout(60)
class PrivateNetworkTest {
    @Test
    @DisplayName("reaches a private address over http only where the host allows it for signed content")
    void privateNetwork() throws Exception {
        try (var server = ScriptedServer.answering("HTTP/1.1 200 OK\nContent-Length: 3\n\nCRL");
                var transport = new JdkHttpTransport(
                        Optional.empty(),
                        ElapsedTime.SYSTEM,
                        host -> List.of(InetAddress.getByName("127.0.0.1")),
                        address -> false)) {
            URI uri = URI.create("http://crl.example:" + server.port() + "/crl");
            assertEquals(
                    ErrorCode.TRANSPORT_ADDRESS_REFUSED,
                    failureOf(transport, TransportRequests.download("GET", uri, TransportRequests.LONG)));
            assertEquals(ErrorCode.TRANSPORT_ADDRESS_REFUSED, failureOf(transport, TransportRequests.get(uri)));
            assertEquals(
                    Bytes.ofUtf8("CRL"), transport.exchange(signed("GET", uri)).body());
            assertEquals(ErrorCode.TRANSPORT_ADDRESS_REFUSED, failureOf(transport, signed("POST", uri)));
            assertEquals(
                    ErrorCode.TRANSPORT_ADDRESS_REFUSED,
                    failureOf(transport, signed("GET", URI.create("ldap://crl.example/"))));
            assertEquals(1, server.requests().size());
        }
    }

    private static TransportRequest signed(String method, URI uri) {
        return new TransportRequest(
                method,
                uri,
                Map.of(),
                Bytes.EMPTY,
                TransportRequests.LONG,
                TransportRequests.MAX_BODY,
                AddressPolicy.ANY_FOR_SIGNED);
    }

    private static ErrorCode failureOf(AcmeTransport transport, TransportRequest request) {
        return assertThrows(TransportException.class, () -> transport.exchange(request))
                .code();
    }
}
