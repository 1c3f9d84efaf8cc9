package dev.e2ei.acme.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.fixture.Answers;
import dev.e2ei.acme.fixture.ScriptedCa;
import dev.e2ei.acme.json.Json;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.api.error.AcmeServerException;
import dev.e2ei.api.error.CertificateRejectedException;
import dev.e2ei.api.error.EnrollmentException;
import dev.e2ei.api.error.ErrorCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The single steps")
class StepsTest {
    private static final URI URL = ScriptedCa.url("authz/A1");

    @ParameterizedTest(name = "with suite {0}")
    @ValueSource(ints = {1, 2, 3, 5, 7})
    @DisplayName("lead to the certificate, the login before the device's challenge, without a directory address")
    void leadToTheCertificate(int suite) {
        var world = new World(Ciphersuite.ofId(suite).orElseThrow());
        assertEquals(
                1,
                new Steps(world, world.session)
                        .takeAll(() -> {})
                        .chain()
                        .certificates()
                        .size());
        assertEquals(List.of(), world.alice.diary());
    }

    /** All calls but those that are legal at the beginning. */
    private static Map<String, Executable> calls(DefaultAcmeSession session) {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        Map<String, Executable> calls = new LinkedHashMap<>();
        calls.put("directoryResponse", () -> session.directoryResponse(body));
        calls.put("newAccountRequest", () -> session.newAccountRequest("nonce"));
        calls.put("newAccountResponse", () -> session.newAccountResponse(body, null));
        calls.put("newOrderRequest", () -> session.newOrderRequest("nonce"));
        calls.put("newOrderResponse", () -> session.newOrderResponse(body, null));
        calls.put("newAuthzRequest", () -> session.newAuthzRequest(URL, "nonce"));
        calls.put("newAuthzResponse", () -> session.newAuthzResponse(body));
        calls.put("createDpopToken", () -> session.createDpopToken(Duration.ofSeconds(30), "nonce"));
        calls.put("newDpopChallengeRequest", () -> session.newDpopChallengeRequest("token", "nonce"));
        calls.put("newDpopChallengeResponse", () -> session.newDpopChallengeResponse(body));
        calls.put("newOidcChallengeRequest", () -> session.newOidcChallengeRequest("token", "nonce"));
        calls.put("newOidcChallengeResponse", () -> session.newOidcChallengeResponse(body));
        calls.put("checkOrderRequest", () -> session.checkOrderRequest(ScriptedCa.url("order/ORD1"), "nonce"));
        calls.put("checkOrderResponse", () -> session.checkOrderResponse(body));
        calls.put("finalizeRequest", () -> session.finalizeRequest("nonce"));
        calls.put("finalizeResponse", () -> session.finalizeResponse(body));
        calls.put("certificateRequest", () -> session.certificateRequest("nonce"));
        calls.put("certificateResponse", () -> session.certificateResponse(body));
        return calls;
    }

    /** After so many steps of {@link Steps}, these calls are legal, and this one is named to all others. */
    private enum Point {
        START(0, "directoryResponse", List.of("directoryResponse")),
        DIRECTORY(1, "newAccountResponse", List.of("newAccountRequest", "newAccountResponse")),
        ACCOUNT(2, "newOrderResponse", List.of("newOrderRequest", "newOrderResponse")),
        ORDER(3, "newAuthzResponse", List.of("newAuthzRequest", "newAuthzResponse")),
        DEVICE(
                4,
                "newAuthzResponse",
                List.of(
                        "newAuthzRequest",
                        "newAuthzResponse",
                        "createDpopToken",
                        "newDpopChallengeRequest",
                        "newDpopChallengeResponse")),
        BOTH(
                5,
                "newDpopChallengeResponse",
                List.of(
                        "newAuthzRequest",
                        "newAuthzResponse",
                        "createDpopToken",
                        "newDpopChallengeRequest",
                        "newDpopChallengeResponse",
                        "newOidcChallengeRequest",
                        "newOidcChallengeResponse")),
        CHALLENGES(7, "checkOrderResponse", List.of("checkOrderRequest", "checkOrderResponse")),
        READY(8, "finalizeResponse", List.of("finalizeRequest", "finalizeResponse", "checkOrderRequest")),
        FINALIZED(9, "certificateResponse", List.of("certificateRequest", "certificateResponse")),
        ISSUED(10, "nothing", List.of());

        final int steps;
        final String next;
        final List<String> legal;

        Point(int steps, String next, List<String> legal) {
            this.steps = steps;
            this.next = next;
            this.legal = legal;
        }
    }

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static World at(Point point) {
        var world = new World();
        int[] taken = {0};
        try {
            new Steps(world, world.session).takeAll(() -> {
                if (taken[0]++ == point.steps) {
                    throw new Enough();
                }
            });
        } catch (Enough enough) {
            // this is the point
        }
        return world;
    }

    @TestFactory
    @DisplayName("out of order are refused with the name of the call to make first, and change nothing")
    List<DynamicTest> outOfOrder() {
        return List.of(Point.values()).stream()
                .flatMap(point -> calls(at(Point.START).session).keySet().stream()
                        .filter(call -> !point.legal.contains(call))
                        .map(call -> DynamicTest.dynamicTest(point + ": " + call, () -> {
                            var world = at(point);
                            byte[] before = world.session.snapshot();
                            var refused = assertThrows(
                                    IllegalStateException.class,
                                    calls(world.session).get(call));
                            assertTrue(refused.getMessage().contains(expected(point, call)), refused::getMessage);
                            assertArrayEquals(before, world.session.snapshot());
                        })))
                .toList();
    }

    private static String expected(Point point, String call) {
        boolean challenge = call.contains("Challenge") || call.equals("createDpopToken");
        boolean authorizing = point == Point.ORDER || point == Point.DEVICE;
        return challenge && authorizing ? "call newAuthzResponse first" : "call " + point.next;
    }

    @TestFactory
    @DisplayName("refuse answers that are wrong, problems, and answers of other steps, and change nothing")
    List<DynamicTest> refusedAnswers() {
        return List.of(Point.values()).stream()
                .flatMap(point -> point.legal.stream()
                        .filter(call -> call.endsWith("Response"))
                        .map(call -> DynamicTest.dynamicTest(point + ": " + call, () -> {
                            var world = at(point);
                            byte[] before = world.session.snapshot();
                            var type = call.equals("certificateResponse")
                                    ? CertificateRejectedException.class
                                    : AcmeProtocolException.class;
                            var refused =
                                    assertThrows(type, calls(world.session).get(call));
                            assertTrue(refused.step().isPresent());
                            assertArrayEquals(before, world.session.snapshot());
                        })))
                .toList();
    }

    @Test
    @DisplayName("take a problem document for what it is")
    void problemDocuments() {
        var world = at(Point.ACCOUNT);
        byte[] problem = "{\"type\":\"urn:ietf:params:acme:error:rejectedIdentifier\",\"detail\":\"d\",\"status\":403}"
                .getBytes(StandardCharsets.UTF_8);
        var refused = assertThrows(AcmeServerException.class, () -> world.session.newOrderResponse(problem, null));
        assertEquals(403, refused.httpStatus());
        assertTrue(refused.problem().is("rejectedIdentifier"));
    }

    @Test
    @DisplayName("derive the account's address from its orders where there is no header Location")
    void withoutLocation() {
        var world = at(Point.DIRECTORY);
        world.session.newAccountResponse(Json.write(ScriptedCa.account()), null);
        String header = new String(world.session.newOrderRequest("nonce"), StandardCharsets.UTF_8);
        String decoded = new String(
                dev.e2ei.acme.jose.Base64Url.decode(Json.parseObject(header.getBytes(StandardCharsets.UTF_8))
                        .text("protected")),
                StandardCharsets.UTF_8);
        assertTrue(decoded.contains("\"kid\":\"" + ScriptedCa.BASE + "account/ACC1\""));
    }

    @Test
    @DisplayName(
            "take the order's address from the host where there was no header Location, and no other than that one")
    void orderAddress() {
        var world = at(Point.CHALLENGES);
        assertThrows(
                IllegalArgumentException.class,
                () -> world.session.checkOrderRequest(ScriptedCa.url("order/ORD2"), "nonce"));
        world.session.checkOrderRequest(ScriptedCa.url("order/ORD1"), "nonce");
    }

    @Test
    @DisplayName("refuse an authorization of another order, and nonces that no server gave")
    void refuseWrongArguments() {
        var world = at(Point.ORDER);
        assertThrows(
                IllegalArgumentException.class,
                () -> world.session.newAuthzRequest(URI.create("https://evil.example/authz"), "nonce"));
        for (String nonce : List.of("", "two words", "plus+", "n".repeat(8193))) {
            assertThrows(IllegalArgumentException.class, () -> world.session.newAuthzRequest(URL, nonce));
        }
        assertFalse(new String(world.session.newAuthzRequest(URL, "n".repeat(8192)), StandardCharsets.UTF_8).isEmpty());
    }

    @Test
    @DisplayName("make requests of 64 KiB at most")
    void limitRequests() {
        var world = at(Point.BOTH);
        assertTrue(world.session.newOidcChallengeRequest("t".repeat(45_000), "nonce").length < 65_536);
        assertThrows(
                IllegalArgumentException.class,
                () -> world.session.newOidcChallengeRequest("t".repeat(50_000), "nonce"));
    }

    @Test
    @DisplayName("say that a challenge is still being worked on, and take its authorization until it is not")
    void challengeInWork() {
        var world = at(Point.BOTH);
        var steps = new Steps(world, world.session);
        world.ca.changes("challenge/A1/C1", 1, Answers.replacing("\"status\":\"valid\"", "\"status\":\"processing\""));
        byte[] before = world.session.snapshot();
        byte[] outcome = steps.post(
                ScriptedCa.url("challenge/A1/C1"), world.session.newDpopChallengeRequest("token", world.ca.nonce()));
        var pending = assertThrows(EnrollmentException.class, () -> world.session.newDpopChallengeResponse(outcome));
        assertEquals(ErrorCode.ACME_PENDING, pending.code());
        assertTrue(pending.retryable());
        assertArrayEquals(before, world.session.snapshot());
        world.session.newAuthzResponse(steps.post(URL, world.session.newAuthzRequest(URL, world.ca.nonce())));
        steps.post(ScriptedCa.url("challenge/A2/C2"), world.session.newOidcChallengeRequest("token", world.ca.nonce()));
        URI user = ScriptedCa.url("authz/A2");
        world.session.newAuthzResponse(steps.post(user, world.session.newAuthzRequest(user, world.ca.nonce())));
        world.session.checkOrderRequest(ScriptedCa.url("order/ORD1"), "nonce");
    }

    @Test
    @DisplayName("say that a certificate is still being issued, and take the order until it is there")
    void issuanceInWork() {
        var world = at(Point.READY);
        var steps = new Steps(world, world.session);
        URI order = ScriptedCa.url("order/ORD1");
        world.ca.changes("finalize", 1, Answers.replacing("\"status\":\"valid\"", "\"status\":\"processing\""));
        byte[] processing =
                steps.post(ScriptedCa.url("order/ORD1/finalize"), world.session.finalizeRequest(world.ca.nonce()));
        assertEquals(
                ErrorCode.ACME_PENDING,
                assertThrows(EnrollmentException.class, () -> world.session.finalizeResponse(processing))
                        .code());
        byte[] valid = steps.post(order, world.session.checkOrderRequest(order, world.ca.nonce()));
        assertEquals(ScriptedCa.url("certificate/CRT1"), world.session.finalizeResponse(valid));
    }

    @Test
    @DisplayName("bind the lifetime of the proof to 1 second to 5 minutes")
    void limitTheProof() {
        var world = at(Point.BOTH);
        for (Duration wrong :
                List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(301), Duration.ofDays(90))) {
            assertThrows(IllegalArgumentException.class, () -> world.session.createDpopToken(wrong, "nonce"));
        }
        world.session.createDpopToken(Duration.ofSeconds(1), "nonce");
        world.session.createDpopToken(Duration.ofMinutes(5), "nonce");
    }

    @Test
    @DisplayName("say nothing any more once the enrollment is closed")
    void closed() {
        var world = at(Point.BOTH);
        world.session.close();
        world.session.close();
        calls(world.session).forEach((name, call) -> assertThrows(IllegalStateException.class, call, name));
        assertThrows(IllegalStateException.class, world::acquire);
        assertThrows(IllegalStateException.class, () -> world.session.snapshot());
    }

    @Test
    @DisplayName("work for a request that has no directory address")
    void withoutDirectoryAddress() {
        EnrollmentRequest request = EnrollmentRequest.builder()
                .clientId("0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:4959bc6ab12f2846@wire.example")
                .displayName("Alice Example")
                .handle("alice_wire")
                .expiry(Duration.ofDays(90))
                .ciphersuite(World.SUITE)
                .build();
        var world = new World(request);
        assertEquals(
                ScriptedCa.url("new-order"),
                world.session
                        .directoryResponse(Json.write(ScriptedCa.directory()))
                        .newOrder());
    }
}
