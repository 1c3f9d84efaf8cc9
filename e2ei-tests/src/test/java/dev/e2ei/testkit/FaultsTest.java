package dev.e2ei.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.testkit.fault.CertificateFlaw;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.KitServer;
import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.fault.TlsFlaw;
import dev.e2ei.testkit.fault.TransferFlaw;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A fault")
@Timeout(60)
class FaultsTest extends RunningStack {
    private RawHttp http() {
        return new RawHttp(stack);
    }

    private int status() {
        return http().get(stack.acmeDirectory()).status();
    }

    @Test
    @DisplayName("happens once, some requests later, several times or always, at its place only")
    void howOften() {
        stack.faults().add(Fault.at(FaultPlace.DIRECTORY, Misbehaviour.status(503)));
        assertEquals("503 200", status() + " " + status());
        stack.faults()
                .add(Fault.at(FaultPlace.DIRECTORY, Misbehaviour.status(503))
                        .after(1)
                        .times(2));
        assertEquals("200 503 503 200", status() + " " + status() + " " + status() + " " + status());
        stack.faults()
                .add(Fault.at(FaultPlace.NEW_NONCE, Misbehaviour.status(503)).always());
        assertEquals(200, status());
        stack.faults()
                .add(Fault.at(FaultPlace.DIRECTORY, Misbehaviour.status(500)).always());
        assertEquals("500 500", status() + " " + status());
        stack.faults().clear();
        assertEquals(200, status());
        assertEquals(10, stack.faults().requests(FaultPlace.DIRECTORY));
        assertEquals(5, stack.faults().hits());
    }

    @Test
    @DisplayName("happens to a share of the requests")
    void share() {
        stack.faults()
                .add(Fault.at(FaultPlace.DIRECTORY, Misbehaviour.status(503)).percent(50));
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            seen.add(status());
        }
        assertEquals(Set.of(200, 503), seen);
    }

    @Test
    @DisplayName("refuses impossible numbers")
    void numbers() {
        Fault fault = Fault.at(FaultPlace.CRL, Misbehaviour.status(500));
        assertThrows(IllegalArgumentException.class, () -> fault.times(0));
        assertThrows(IllegalArgumentException.class, () -> fault.after(-1));
        assertThrows(IllegalArgumentException.class, () -> fault.percent(0));
        assertThrows(IllegalArgumentException.class, () -> fault.percent(101));
    }

    @Test
    @DisplayName("answers instead: problem, redirect, JSON, with headers")
    void answers() {
        stack.faults()
                .add(Fault.at(
                        FaultPlace.DIRECTORY,
                        Misbehaviour.problem(429, "rateLimited").with("Retry-After", "5")))
                .add(Fault.at(FaultPlace.DIRECTORY, Misbehaviour.redirect(302, "https://other.example/"))
                        .after(1))
                .add(Fault.at(FaultPlace.DIRECTORY, Misbehaviour.json(200, "{\"a\":1}"))
                        .after(2));
        RawAnswer limited = http().get(stack.acmeDirectory());
        assertEquals("429 rateLimited", limited.status() + " " + limited.problem());
        assertEquals(Optional.of("5"), limited.header("Retry-After"));
        assertEquals(
                Optional.of("https://other.example/"),
                http().get(stack.acmeDirectory()).header("Location"));
        assertEquals("{\"a\":1}", http().get(stack.acmeDirectory()).body());
    }

    @Test
    @DisplayName("changes headers, members and body of an answer, also several at once")
    void changes() {
        stack.faults()
                .add(Fault.at(
                        FaultPlace.DIRECTORY,
                        Misbehaviour.header("Content-Type", "text/plain"),
                        Misbehaviour.withoutHeader("X-Request-Id"),
                        Misbehaviour.member("/newNonce", "\"https://other.example/nonce\""),
                        Misbehaviour.withoutMember("/keyChange"),
                        Misbehaviour.member("/meta", "{\"tags\":[1,2]}"),
                        Misbehaviour.member("/meta/tags/0", "7"),
                        Misbehaviour.withoutMember("/meta/tags/1")))
                .add(Fault.at(FaultPlace.DIRECTORY, Misbehaviour.body(Bytes.fromHex("ff")))
                        .after(1));
        RawAnswer answer = http().get(stack.acmeDirectory());
        ObjectNode json = answer.json();
        assertEquals(Optional.of("text/plain"), answer.header("Content-Type"));
        assertEquals(Optional.empty(), answer.header("X-Request-Id"));
        assertEquals("https://other.example/nonce", json.path("newNonce").asText());
        assertFalse(json.has("keyChange"));
        assertEquals("[7]", json.at("/meta/tags").toString());
        assertEquals(1, http().get(stack.acmeDirectory()).body().length());
    }

    @Test
    @DisplayName("refuses a nonce, and the fresh one in the answer serves")
    void badNonce() {
        RawDevice device = device().withAccount();
        stack.faults().addAtEveryAcmePost(Fault.at(FaultPlace.ELSEWHERE, Misbehaviour.badNonce()));
        RawAnswer answer = device.post(device.kid, "");
        assertEquals("badNonce", answer.problem());
        assertEquals(200, device.post(device.kid, "").status());
    }

    @ParameterizedTest
    @EnumSource(
            value = TransferFlaw.class,
            names = {"GZIP_BOMB", "DRIP_HEADERS", "SILENT", "DRIP", "ENDLESS_BODY", "HUGE_LENGTH", "ENDLESS_HEADERS"},
            mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("breaks a connection:")
    void breaks(TransferFlaw flaw) {
        stack.faults()
                .add(Fault.at(FaultPlace.DIRECTORY, Misbehaviour.transfer(flaw)).times(3));
        assertThrows(UncheckedIOException.class, this::status);
    }

    @Test
    @DisplayName("lets the stack's time pass while it drips or is silent")
    void drips() {
        Instant before = stack.clock().instant();
        stack.faults().add(Fault.at(FaultPlace.DIRECTORY, Misbehaviour.transfer(TransferFlaw.DRIP_HEADERS)));
        assertEquals(200, status());
        assertTrue(Duration.between(before, stack.clock().instant()).toSeconds() > 100);
        stack.faults()
                .add(Fault.at(FaultPlace.DIRECTORY, Misbehaviour.transfer(TransferFlaw.SILENT))
                        .times(2));
        assertThrows(UncheckedIOException.class, this::status);
        assertTrue(Duration.between(before, stack.clock().instant()).toSeconds() >= 700);
    }

    @Test
    @DisplayName("sends a gzip bomb as it says")
    void bomb() {
        stack.faults().add(Fault.at(FaultPlace.DIRECTORY, Misbehaviour.transfer(TransferFlaw.GZIP_BOMB)));
        RawAnswer answer = http().get(stack.acmeDirectory());
        assertEquals(Optional.of("gzip"), answer.header("Content-Encoding"));
        assertTrue(answer.body().length() < 200_000);
    }

    @ParameterizedTest
    @EnumSource(value = TlsFlaw.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("of TLS is noticed by a client, and gone when it is taken back:")
    void tls(TlsFlaw flaw) {
        stack.faults().tls(KitServer.ACME, flaw);
        IOException e = assertThrows(UncheckedIOException.class, this::status).getCause();
        if (flaw != TlsFlaw.CLOSED) {
            assertTrue(e instanceof SSLException, e.toString());
        }
        stack.faults().clear();
        assertEquals(200, status());
    }

    @ParameterizedTest
    @EnumSource(CertificateFlaw.class)
    @DisplayName("of a certificate is in the chain that comes:")
    void certificates(CertificateFlaw flaw) {
        RawDevice device = device().withProofs();
        String url = device.finalizeOrder(RawCsr.of(device).sign(SigningKey.generate(JwsAlgorithm.ES256)))
                .json()
                .path("certificate")
                .asText();
        String good = device.post(url, "").body();
        stack.faults().add(Fault.at(FaultPlace.CERTIFICATE, Misbehaviour.certificate(flaw)));
        RawAnswer flawed = device.post(url, "");
        assertEquals(200, flawed.status());
        assertFalse(flawed.body().equals(good));
        assertEquals(good, device.post(url, "").body());
    }
}
