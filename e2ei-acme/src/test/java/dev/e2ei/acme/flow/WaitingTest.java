package dev.e2ei.acme.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.fixture.Answers;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.AcmeServerException;
import dev.e2ei.api.error.EnrollmentException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Waiting")
class WaitingTest {
    @ParameterizedTest(name = "Retry-After: {0} → {1} s")
    @CsvSource(
            delimiter = '|',
            value = {
                "7|7",
                "1|1",
                "60|60",
                "61|60",
                "1000000000|60",
                "999999999999999999|60",
                "0|1",
                "-5|1",
                "5.5|1",
                "soon|1",
                "''|1",
                "99999999999999999999999|1",
                "Mon, 23 Nov 2026 12:00:20 GMT|20",
                "Mon, 23 Nov 2026 13:00:00 GMT|60",
                "Mon, 23 Nov 2026 11:00:00 GMT|1",
                "Fri, 31 Dec 9999 23:59:59 GMT|60",
                "Mon, 99 Nov 2026 12:00:20 GMT|1"
            })
    @DisplayName("for a server that is busy lasts as long as it asks, at least a second and at most a minute")
    void honoursRetryAfter(String header, int seconds) {
        for (int status : new int[] {429, 503}) {
            var world = new World();
            world.ca.answers(
                    "new-order",
                    1,
                    request -> Answers.with(Answers.problem(status, "rateLimited"), "Retry-After", header));
            world.acquire();
            assertEquals(List.of(Duration.ofSeconds(seconds)), world.time.pauses());
            assertTrue(world.alice.diary().contains("waiting ORDER " + seconds));
        }
    }

    @Test
    @DisplayName("without a word from the server grows from pause to pause, and ends after five requests")
    void backsOff() {
        var world = new World();
        world.ca.answers("new-order", Integer.MAX_VALUE, request -> Answers.empty(503));
        var refused = world.acquireFailsWith(AcmeServerException.class);
        assertEquals(503, refused.httpStatus());
        assertTrue(refused.retryable());
        assertEquals(
                List.of(1L, 2L, 4L, 8L),
                world.time.pauses().stream().map(Duration::toSeconds).toList());
        assertEquals(5, world.ca.requests("new-order").size());
    }

    @Test
    @DisplayName("is reported with the error when it would take too long")
    void reportsRetryAfter() {
        var world = new World();
        world.ca.answers(
                "new-order", Integer.MAX_VALUE, request -> Answers.with(Answers.empty(429), "Retry-After", "3600"));
        var refused = world.acquireFailsWith(AcmeServerException.class);
        assertEquals(Optional.of(Duration.ofHours(1)), refused.retryAfter());
        assertEquals(4, world.time.pauses().size());
    }

    @Test
    @DisplayName("for a challenge that is processed asks for its authorization, never for the challenge itself")
    void pollsTheAuthorization() {
        for (String status : List.of("processing", "pending")) {
            var world = new World();
            world.ca.changes(
                    "challenge/A1/C1",
                    1,
                    answer -> Answers.with(
                            Answers.replacing("\"status\":\"valid\"", "\"status\":\"" + status + "\"")
                                    .apply(answer),
                            "Retry-After",
                            "3"));
            world.ca.changes("authz/A1", 1, answer -> answer);
            world.ca.changes("authz/A1", 2, Answers.replacing("\"valid\"", "\"pending\""));
            world.acquire();
            assertEquals(1, world.ca.requests("challenge/A1/C1").size());
            assertEquals(4, world.ca.requests("authz/A1").size());
            assertEquals(
                    List.of(3L, 2L, 4L),
                    world.time.pauses().stream().map(Duration::toSeconds).toList());
        }
    }

    @Test
    @DisplayName("for the order lasts until it is ready")
    void pollsTheOrderUntilReady() {
        var world = new World();
        world.ca.changes("order/ORD1", 1, Answers.replacing("\"status\":\"ready\"", "\"status\":\"pending\""));
        world.ca.changes("order/ORD1", 1, Answers.replacing("\"status\":\"ready\"", "\"status\":\"processing\""));
        world.acquire();
        assertEquals(3, world.ca.requests("order/ORD1").size());
        assertEquals(2, world.time.pauses().size());
    }

    @Test
    @DisplayName("for the certificate asks for the order, and finalizes once")
    void pollsTheOrderUntilValid() {
        var world = new World();
        world.ca.changes("finalize", 1, Answers.replacing("\"status\":\"valid\"", "\"status\":\"processing\""));
        world.ca.changes("order/ORD1", 1, answer -> answer);
        world.ca.changes("order/ORD1", 2, Answers.replacing("\"status\":\"valid\"", "\"status\":\"processing\""));
        world.acquire();
        assertEquals(1, world.ca.requests("finalize").size());
        assertEquals(4, world.ca.requests("order/ORD1").size());
    }

    @Test
    @DisplayName("ends after five minutes with a retryable error, and goes on with the next call")
    void endsAfterFiveMinutes() {
        var world = new World();
        world.ca.changes(
                "order/ORD1",
                Integer.MAX_VALUE,
                Answers.replacing("\"status\":\"ready\"", "\"status\":\"processing\""));
        var before = world.time.instant();
        var unfinished = world.acquireFailsWith(EnrollmentException.class);
        assertEquals(ErrorCode.ACME_PENDING, unfinished.code());
        assertEquals(Optional.of(EnrollmentStep.ORDER_READY), unfinished.step());
        assertTrue(unfinished.retryable());
        assertTrue(Duration.between(before, world.time.instant()).compareTo(Duration.ofMinutes(5)) <= 0);
        assertTrue(world.ca.requests("order/ORD1").size() < 90);
        world.ca.forget();
        world.acquire();
        assertEquals(1, world.alice.logins().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"new-order", "order/ORD1"})
    @DisplayName("is cut short by an interrupt, whose flag stays set")
    void isInterruptible(String path) {
        var world = new World();
        world.ca.answers(path, 1, request -> {
            Thread.currentThread().interrupt();
            return Answers.empty(503);
        });
        var interrupted = world.acquireFailsWith(TransportException.class);
        assertEquals(ErrorCode.INTERRUPTED, interrupted.code());
        assertTrue(Thread.interrupted());
        assertEquals(1, world.ca.requests(path).size());
        world.acquire();
    }

    @Test
    @DisplayName("is not begun by a thread that is interrupted already")
    void noticesAnEarlierInterrupt() {
        var world = new World();
        Thread.currentThread().interrupt();
        var interrupted = assertThrows(TransportException.class, world::acquire);
        assertTrue(Thread.interrupted());
        assertEquals(ErrorCode.INTERRUPTED, interrupted.code());
        assertEquals(List.of(), world.ca.requests());
        assertFalse(interrupted.getMessage().isBlank());
    }
}
