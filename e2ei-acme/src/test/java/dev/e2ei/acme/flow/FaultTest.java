package dev.e2ei.acme.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.fixture.Answers;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.api.error.AcmeServerException;
import dev.e2ei.api.error.EnrollmentException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.acme.TransportResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A server or network at fault")
class FaultTest {
    private static final List<String> JSON_ANSWERS = List.of(
            "directory",
            "new-account",
            "new-order",
            "authz/A1",
            "authz/A2",
            "challenge/A1/C1",
            "challenge/A2/C2",
            "order/ORD1",
            "finalize");

    @ParameterizedTest(name = "{0}: {1} requests of a server that fails, {2} over connections that break")
    @CsvSource({
        "directory,3,3",
        "new-nonce,3,3",
        "new-account,3,3",
        "new-order,1,2",
        "authz/A1,3,3",
        "challenge/A1/C1,2,2",
        "challenge/A2/C2,2,2",
        "order/ORD1,3,3",
        "finalize,2,2",
        "certificate/CRT1,3,3"
    })
    @DisplayName("gets a request again only where that does no harm, and a declared error in the end")
    void repeatsOnlyWhatDoesNoHarm(String path, int failures, int breaks) {
        for (int status : new int[] {500, 502, 504}) {
            var world = new World();
            world.ca.answers(path, Integer.MAX_VALUE, request -> Answers.problem(status, "serverInternal"));
            var refused = world.acquireFailsWith(AcmeServerException.class);
            assertEquals(status, refused.httpStatus());
            assertTrue(refused.problem().is("serverInternal"));
            assertTrue(refused.retryable());
            assertEquals(failures, world.ca.requests(path).size());
            world.ca.forget();
            world.acquire();
        }
        var world = new World();
        world.ca.answers(path, Integer.MAX_VALUE, request -> {
            throw new TransportException(ErrorCode.TRANSPORT_UNREACHABLE, "reset");
        });
        world.acquireFailsWith(TransportException.class);
        assertEquals(breaks, world.ca.requests(path).size());
        world.ca.forget();
        world.acquire();
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"TRANSPORT_TLS", "TRANSPORT_ADDRESS_REFUSED", "TRANSPORT_TOO_LARGE", "INTERRUPTED"})
    @DisplayName("gets no second request when the first cannot have been an accident")
    void doesNotRepeatWhatIsNoAccident(ErrorCode code) {
        var world = new World();
        world.ca.answers("directory", Integer.MAX_VALUE, request -> {
            throw new TransportException(code, "no");
        });
        assertEquals(code, world.acquireFailsWith(TransportException.class).code());
        assertEquals(1, world.ca.requests("directory").size());
    }

    @TestFactory
    @DisplayName("may lose any answer after it has acted: the enrollment reaches its end in the next call")
    List<DynamicTest> lostAnswers() {
        List<String> all = new ArrayList<>(JSON_ANSWERS);
        all.add("certificate/CRT1");
        return all.stream()
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    var world = new World();
                    world.ca.changes(path, 3, answer -> {
                        throw new TransportException(ErrorCode.TRANSPORT_TIMEOUT, "lost");
                    });
                    world.acquireFailsWith(TransportException.class);
                    world.ca.forget();
                    world.acquire();
                    assertEquals(1, world.alice.logins().size(), "nobody has to log in twice");
                }))
                .toList();
    }

    @TestFactory
    @DisplayName("may answer in any wrong form: each is a declared error, and the enrollment goes on afterwards")
    List<DynamicTest> wrongAnswers() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String path : JSON_ANSWERS) {
            wrong(tests, path, "HTML", answer -> Answers.of(200, "text/html", Bytes.ofUtf8("<html>")));
            wrong(tests, path, "HTML that says JSON", Answers.body(body -> "<html>"));
            wrong(tests, path, "no content type", Answers.header("Content-Type"));
            wrong(tests, path, "two content types", Answers.header("Content-Type", "application/json", "text/html"));
            wrong(tests, path, "another content type", Answers.header("Content-Type", "application/jsonp"));
            wrong(tests, path, "no body", Answers.body(body -> ""));
            wrong(tests, path, "truncated", Answers.body(body -> body.substring(0, body.length() / 2)));
            wrong(tests, path, "trailing text", Answers.body(body -> body + "x"));
            wrong(
                    tests,
                    path,
                    "a duplicate member",
                    Answers.body(body -> "{\"status\":1," + body.substring(1).replaceFirst("}$", ",\"status\":1}")));
            wrong(tests, path, "another top", Answers.body(body -> "[" + body + "]"));
            wrong(tests, path, "too deep", Answers.body(body -> "{\"a\":" + "[".repeat(5000)));
            wrong(
                    tests,
                    path,
                    "invalid UTF-8",
                    answer -> new TransportResponse(
                            answer.status(), answer.headers(), Bytes.of((byte) '{', (byte) '"', (byte) 0xff)));
            wrong(tests, path, "an empty object", Answers.body(body -> "{}"));
            for (int status : new int[] {203, 204, 206, 299}) {
                wrong(
                        tests,
                        path,
                        "status " + status,
                        Answers.status(status)
                                        .andThen(answer -> status == 204
                                                ? new TransportResponse(204, Map.of(), Bytes.EMPTY)
                                                : answer)::apply);
            }
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                for (String target : List.of(
                        "https://ca.example/acme/wire/elsewhere",
                        "https://evil.example/",
                        "http://ca.example/",
                        "file:///etc/passwd")) {
                    wrong(
                            tests,
                            path,
                            status + " to " + target,
                            answer -> Answers.with(Answers.empty(status), "Location", target));
                }
            }
        }
        wrong(tests, "certificate/CRT1", "JSON", Answers.header("Content-Type", "application/json"));
        wrong(
                tests,
                "certificate/CRT1",
                "redirect",
                answer -> Answers.with(Answers.empty(302), "Location", "https://evil.example/"));
        wrong(
                tests,
                "new-nonce",
                "redirect",
                answer -> Answers.with(Answers.empty(307), "Location", "https://evil.example/"));
        return tests;
    }

    private static void wrong(
            List<DynamicTest> tests, String path, String fault, UnaryOperator<TransportResponse> change) {
        tests.add(DynamicTest.dynamicTest(path + ": " + fault, () -> {
            var world = new World();
            world.ca.changes(path, 1, change);
            var refused = world.acquireFailsWith(EnrollmentException.class);
            assertTrue(refused.step().isPresent());
            assertTrue(
                    refused instanceof AcmeProtocolException || refused instanceof AcmeServerException,
                    () -> refused.toString());
            assertEquals(
                    List.of(),
                    world.ca.requests().stream()
                            .filter(request -> !request.uri().getHost().equals("ca.example")
                                    || !request.uri().getScheme().equals("https"))
                            .toList(),
                    "nothing was sent elsewhere");
            world.acquire();
        }));
    }

    @Test
    @DisplayName("tells its problem in a document with subproblems, which the error carries and does not print")
    void carriesTheProblem() {
        var world = new World();
        world.ca.answers(
                "new-order",
                1,
                request -> Answers.of(
                        400,
                        "application/problem+json; charset=utf-8",
                        Bytes.ofUtf8(
                                "{\"type\":\"urn:ietf:params:acme:error:rejectedIdentifier\",\"detail\":\"Alice is bad\","
                                        + "\"subproblems\":[{\"type\":\"urn:ietf:params:acme:error:malformed\",\"detail\":\"x\"}]}")));
        var refused = world.acquireFailsWith(AcmeServerException.class);
        assertEquals(Optional.of(EnrollmentStep.ORDER), refused.step());
        assertEquals("rejectedIdentifier", refused.problem().shortType());
        assertEquals(Optional.of("Alice is bad"), refused.problem().detail());
        assertEquals("malformed", refused.problem().subproblems().get(0).shortType());
        assertTrue(!refused.retryable() && !refused.getMessage().contains("Alice"));
    }

    @Test
    @DisplayName("may tell its problem in HTML: the status remains")
    void survivesProblemsInHtml() {
        var world = new World();
        world.ca.answers(
                "new-order", 1, request -> Answers.of(403, "text/html", Bytes.ofUtf8("<html>Forbidden</html>")));
        var refused = world.acquireFailsWith(AcmeServerException.class);
        assertEquals(403, refused.httpStatus());
        assertEquals("about:blank", refused.problem().type());
    }
}
