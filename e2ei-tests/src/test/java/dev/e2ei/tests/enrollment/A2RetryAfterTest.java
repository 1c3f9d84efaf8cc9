package dev.e2ei.tests.enrollment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.AcmeServerException;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A2: a server that is busy")
class A2RetryAfterTest extends ScriptedEnrollments {
    private static final List<FaultPlace> ASKED = Stream.concat(
                    Stream.of(FaultPlace.DIRECTORY, FaultPlace.NEW_NONCE), Places.POSTS.stream())
            .toList();

    static Stream<Script> scripts() {
        return ASKED.stream().flatMap(A2RetryAfterTest::at);
    }

    private static Stream<Script> at(FaultPlace place) {
        Fault limited = Fault.at(place, Misbehaviour.problem(429, "rateLimited").with("Retry-After", "3"));
        Fault unavailable = Fault.at(place, Misbehaviour.status(503));
        return Stream.of(
                Script.of("429 three times at " + place, Ending.enrolls(), limited.times(3)),
                Script.of("503 once at " + place, Ending.enrolls(), unavailable),
                Script.of(
                        "429 always at " + place,
                        Ending.goesOn(ErrorCode.ACME_SERVER, Places.step(place)).because("429"),
                        limited.always()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    @DisplayName("is waited for, and given up on in the end")
    void plays(Script script) {
        play(script);
    }

    private static final class Waits implements EnrollmentListener {
        final List<Duration> pauses = new ArrayList<>();

        @Override
        public void waiting(EnrollmentStep step, Duration pause) {
            assertEquals(EnrollmentStep.ORDER, step);
            pauses.add(pause);
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2} s")
    @CsvSource({
        "429, 5, 5",
        "503, 5, 5",
        "429, 0, 1",
        "429, -7, 1",
        "429, 1000000000, 60",
        "429, 99999999999999999999999, 1",
        "429, soon, 1",
        "503, '', 1",
        "429, 5.5, 1",
        "429, '5, 6', 1",
        "503, 0x10, 1",
        "429, 'Thu, 32 Foo 2026 99:00:00 GMT', 1"
    })
    @DisplayName("is waited for as long as it asks, at least a second, at most a minute:")
    void waits(int status, String retryAfter, long seconds) {
        stack.faults()
                .add(Fault.at(
                        FaultPlace.NEW_ORDER,
                        Misbehaviour.problem(status, "rateLimited").with("Retry-After", retryAfter)));
        assertEquals(List.of(Duration.ofSeconds(seconds)), pauses());
    }

    @ParameterizedTest(name = "{0} s from now: {1} s")
    @CsvSource({"20, 20", "86400, 60", "-20, 1", "0, 1"})
    @DisplayName("may also name the time of day")
    void dates(long offset, long seconds) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                stack.clock().instant().plusSeconds(offset).atOffset(ZoneOffset.UTC));
        stack.faults()
                .add(Fault.at(FaultPlace.NEW_ORDER, Misbehaviour.status(503).with("Retry-After", date)));
        assertEquals(List.of(Duration.ofSeconds(seconds)), pauses());
    }

    private List<Duration> pauses() {
        Waits waits = new Waits();
        try (E2eiEnrollment enrollment = enrollment()) {
            enrollment.acquire(stack.hooks(user).withListener(waits));
        }
        return waits.pauses;
    }

    @Test
    @DisplayName("that answers so for ever is left after some minutes of its own time")
    void total() {
        stack.faults()
                .add(Fault.at(FaultPlace.NEW_ORDER, Misbehaviour.status(503).with("Retry-After", "60"))
                        .always());
        var before = stack.clock().instant();
        try (E2eiEnrollment enrollment = enrollment()) {
            AcmeServerException e = assertThrows(AcmeServerException.class, () -> acquire(enrollment, new Steps()));
            assertTrue(e.retryable());
            assertEquals(Duration.ofSeconds(60), e.retryAfter().orElseThrow());
        }
        assertTrue(Duration.between(before, stack.clock().instant()).compareTo(Duration.ofMinutes(6)) < 0);
    }

    @Test
    @DisplayName("can be left at any time by an interrupt, and gone on with")
    void interrupt() {
        stack.faults()
                .add(Fault.at(FaultPlace.NEW_ORDER, Misbehaviour.status(503).with("Retry-After", "30"))
                        .always());
        EnrollmentListener impatient = new EnrollmentListener() {
            @Override
            public void waiting(EnrollmentStep step, Duration pause) {
                Thread.currentThread().interrupt();
            }
        };
        try (E2eiEnrollment enrollment = enrollment()) {
            E2eiException e = assertThrows(
                    E2eiException.class,
                    () -> enrollment.acquire(stack.hooks(user).withListener(impatient)));
            assertEquals(ErrorCode.INTERRUPTED, e.code());
            assertTrue(Thread.interrupted());
            stack.faults().clear();
            acquire(enrollment, new Steps());
        }
    }
}
