package dev.e2ei.acme.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.fixture.Answers;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.api.error.ChallengeFailedException;
import dev.e2ei.api.error.EnrollmentException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.spi.acme.TransportResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An answer of the ACME server that is well-formed and wrong")
class StateTest {
    private static void refused(String path, UnaryOperator<TransportResponse> change, String rule) {
        var world = new World();
        world.ca.changes(path, 1, change);
        var refused = world.acquireFailsWith(AcmeProtocolException.class);
        assertTrue(refused.getMessage().contains(rule), refused::getMessage);
        world.acquire();
    }

    private static ChallengeFailedException failed(String path, UnaryOperator<TransportResponse> change) {
        var world = new World();
        world.ca.changes(path, 1, change);
        return world.acquireFailsWith(ChallengeFailedException.class);
    }

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "directory|https://ca.example/acme/wire/new-account|https://evil.example/new-account",
                "directory|https://ca.example/acme/wire/new-order|http://ca.example/acme/wire/new-order",
                "directory|https://ca.example/acme/wire/revoke-cert|https://ca.example:444/revoke-cert",
                "directory|https://ca.example/acme/wire/new-nonce|file:///etc/passwd",
                "new-order|https://ca.example/acme/wire/authz/A1|https://ca.example.evil.example/authz/A1",
                "new-order|https://ca.example/acme/wire/order/ORD1/finalize|https://user@ca.example/finalize",
                "authz/A1|https://ca.example/acme/wire/challenge/A1/C1|https://ca.example/c#fragment",
                "authz/A2|https://ca.example/acme/wire/challenge/A2/C2|ca.example/c",
                "finalize|https://ca.example/acme/wire/certificate/CRT1|https://evil.example/crt"
            })
    @DisplayName("never leads to another origin")
    void anotherOrigin(String path, String address, String other) {
        refused(path, Answers.replacing("\"" + address + "\"", "\"" + other + "\""), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/account/1", "http://ca.example/account/1", "not an address"})
    @DisplayName("has no account and no order at another origin either")
    void locationAtAnotherOrigin(String location) {
        refused("new-account", Answers.header("Location", location), "Location");
        refused("new-order", Answers.header("Location", location), "Location");
    }

    @Test
    @DisplayName("has one Location, which may be relative; the account's may be missing, the order's not")
    void locations() {
        refused("new-account", Answers.header("Location", "https://ca.example/a", "https://ca.example/b"), "Location");
        refused("new-order", Answers.header("Location"), "Location");
        for (String[] location : new String[][] {{}, {"/acme/wire/account/ACC1"}}) {
            var world = new World();
            world.ca.changes("new-account", 1, Answers.header("Location", location));
            world.acquire();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "client-id|!4959bc6ab12f2846@|!1@",
                "handle|%40alice_wire|%40bob_wire",
                "name|Alice Example|Bob Example",
                "domain|\\\"domain\\\":\\\"wire.example|\\\"domain\\\":\\\"wire2.example"
            })
    @DisplayName("is not an order or authorization for somebody else")
    void anotherIdentifier(String member, String text, String other) {
        String rule = "has another \"" + member + "\"";
        refused("new-order", Answers.replacing(text, other), rule);
        refused("authz/A1", Answers.replacing(text, other), rule);
        refused("order/ORD1", Answers.replacing(text, other), rule);
        refused("finalize", Answers.replacing(text, other), rule);
    }

    @Test
    @DisplayName("may spell the identifiers in another way, and have them in the other order")
    void spellings() {
        var world = new World();
        world.ca.changes("new-order", 1, Answers.replacing("!4959bc6ab12f2846@", "%214959BC6AB12F2846@"));
        world.acquire();
    }

    @Test
    @DisplayName("is not another order than the one that was made")
    void anotherOrder() {
        refused("order/ORD1", Answers.replacing("/order/ORD1/finalize", "/order/ORD2/finalize"), "not the one");
        refused("order/ORD1", Answers.replacing("authz/A1", "authz/A3"), "not the one");
        refused("finalize", Answers.replacing("authz/A2", "authz/A3"), "not the one");
    }

    @Test
    @DisplayName("has no swapped, changed or several challenges")
    void anotherChallenge() {
        refused("authz/A1", Answers.replacing("wire-dpop-01", "wire-oidc-01"), "wire-dpop-01");
        refused("authz/A2", Answers.replacing("wire-oidc-01", "http-01"), "wire-oidc-01");
        refused("authz/A1", Answers.replacing("\"challenges\":[", "\"challenges\":[{},"), "one challenge");
        refused(
                "challenge/A1/C1",
                Answers.replacing("challenge/A1/C1", "challenge/A2/C2"),
                "not the one that was answered");
        refused("challenge/A2/C2", Answers.replacing("wire-oidc-01", "wire-dpop-01"), "wire-oidc-01");
    }

    @Test
    @DisplayName("need not repeat a challenge's token and target when it tells how the challenge ended")
    void outcomeWithOtherTokenAndTarget() {
        var world = new World();
        world.ca.changes("challenge/A1/C1", 1, Answers.replacing("zpYjNHT", "aaaaaaa"));
        world.ca.changes("challenge/A2/C2", 1, Answers.replacing("idp.example", "idp2.example"));
        world.acquire();
    }

    @ParameterizedTest
    @CsvSource({"authz/A1,authz/A2", "authz/A2,authz/A1"})
    @DisplayName("is not twice the same authorization")
    void sameAuthorizationTwice(String real, String cheat) {
        var honest = new World();
        StringBuilder body = new StringBuilder();
        honest.ca.changes(real, 1, answer -> {
            body.append(answer.body().utf8());
            return answer;
        });
        honest.acquire();
        refused(cheat, Answers.body(own -> body.toString()), "same identifier");
    }

    @Test
    @DisplayName("does not take a state back")
    void backwards() {
        refused("finalize", Answers.replacing("\"status\":\"valid\"", "\"status\":\"pending\""), "is pending");
        refused("finalize", Answers.replacing("\"status\":\"valid\"", "\"status\":\"ready\""), "is ready");
        refused("new-order", Answers.replacing("\"status\":\"pending\"", "\"status\":\"processing\""), "processing");

        // the device's authorization was valid before the login, and is pending after it
        var world = new World();
        world.ca.changes("challenge/A2/C2", 1, Answers.status(500));
        world.ca.changes("challenge/A2/C2", 1, Answers.status(500));
        world.acquireFailsWith(EnrollmentException.class);
        world.ca.changes("authz/A1", 1, Answers.replacing("\"status\":\"valid\"", "\"status\":\"pending\""));
        var refused = world.acquireFailsWith(AcmeProtocolException.class);
        assertTrue(refused.getMessage().contains("no longer"), refused::getMessage);
    }

    @Test
    @DisplayName("may call an authorization pending whose challenge is valid already")
    void authorizationLagsBehind() {
        var world = new World();
        world.ca.changes("new-order", 1, answer -> {
            world.ca.bothChallengesValid();
            return answer;
        });
        world.ca.changes(
                "authz/A1",
                1,
                Answers.body(body -> body.replaceFirst("\"status\":\"valid\"", "\"status\":\"pending\"")));
        world.acquire();
        assertTrue(world.alice.proofs().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"new-account", "new-order", "authz/A1", "challenge/A1/C1", "order/ORD1", "finalize"})
    @DisplayName("has no status that nobody knows")
    void unknownStatus(String path) {
        refused(
                path,
                Answers.body(body -> body.replaceFirst("\"status\":\"[a-z]+\"", "\"status\":\"perfect\"")),
                "unknown status");
    }

    @Test
    @DisplayName("ends the enrollment when it is a failure, with the server's reason")
    void failures() {
        String error = "\"status\":\"invalid\",\"error\":{\"type\":\"urn:ietf:params:acme:error:rejectedIdentifier\","
                + "\"detail\":\"Alice is bad\"}";
        var challenge = failed("challenge/A2/C2", Answers.replacing("\"status\":\"valid\"", error));
        assertEquals(Optional.of(EnrollmentStep.OIDC_CHALLENGE), challenge.step());
        assertEquals("rejectedIdentifier", challenge.problem().orElseThrow().shortType());
        assertTrue(!challenge.getMessage().contains("Alice") && !challenge.retryable());

        assertEquals(
                Optional.of(EnrollmentStep.ORDER_READY),
                failed("order/ORD1", Answers.replacing("\"status\":\"ready\"", error))
                        .step());
        assertEquals(
                Optional.of(EnrollmentStep.FINALIZE),
                failed("finalize", Answers.replacing("\"status\":\"valid\"", error))
                        .step());
        for (String status : new String[] {"invalid", "expired", "deactivated", "revoked"}) {
            assertTrue(failed(
                            "authz/A1",
                            Answers.body(body ->
                                    body.replaceFirst("\"status\":\"pending\"", "\"status\":\"" + status + "\"")))
                    .getMessage()
                    .contains(status));
        }
        failed("authz/A1", Answers.body(body -> body.replace("\"status\":\"pending\",\"token", error + ",\"token")));
    }

    @Test
    @DisplayName("is no account that has been given up")
    void givenUpAccount() {
        refused("new-account", Answers.replacing("\"valid\"", "\"revoked\""), "no longer valid");
        refused("new-account", Answers.replacing("\"valid\"", "\"deactivated\""), "no longer valid");
    }

    @Test
    @DisplayName("is no order or authorization whose time is over")
    void overtime() {
        UnaryOperator<TransportResponse> expired = Answers.body(
                body -> body.replaceFirst("\"expires\":\"[^\"]+\"", "\"expires\":\"2026-11-23T11:59:59Z\""));
        failed("new-order", expired);
        failed("authz/A2", expired);
        failed("order/ORD1", expired);
        failed(
                "new-order",
                Answers.body(
                        body -> body.replaceFirst("\"notAfter\":\"[^\"]+\"", "\"notAfter\":\"2026-11-23T11:59:59Z\"")));
    }

    @ParameterizedTest(name = "by {0} s: {1}")
    @CsvSource({"0,", "299,", "301,behind", "86400,behind", "-299,", "-301,ahead", "-86400,ahead"})
    @DisplayName("shows that our clock is wrong, before there is an order")
    void clocks(int ahead, String direction) {
        for (String path : new String[] {"directory", "new-nonce", "new-account"}) {
            var world = new World();
            world.ca.changes(
                    path,
                    1,
                    answer -> Answers.with(
                            answer,
                            "Date",
                            DateTimeFormatter.RFC_1123_DATE_TIME.format(world.time
                                    .instant()
                                    .plus(Duration.ofSeconds(ahead))
                                    .atOffset(ZoneOffset.UTC))));
            if (direction == null) {
                world.acquire();
            } else {
                var skewed = world.acquireFailsWith(EnrollmentException.class);
                assertEquals(ErrorCode.CLOCK_SKEW, skewed.code());
                assertTrue(skewed.getMessage().contains(direction), skewed::getMessage);
                assertTrue(world.ca.requests("new-order").isEmpty());
            }
        }
    }

    @Test
    @DisplayName("may have no date, or one that is none")
    void noDate() {
        for (String[] date : new String[][] {{"yesterday"}, {""}, {"Mon, 23 Nov 2026"}}) {
            var world = new World();
            world.ca.changes("directory", 1, Answers.header("Date", date));
            world.acquire();
        }
    }
}
