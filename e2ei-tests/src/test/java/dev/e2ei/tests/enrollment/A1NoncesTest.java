package dev.e2ei.tests.enrollment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.error.AcmeServerException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A1: nonces that the server refuses")
class A1NoncesTest extends ScriptedEnrollments {
    static Stream<Script> scripts() {
        return Places.POSTS.stream().flatMap(A1NoncesTest::at);
    }

    private static Stream<Script> at(FaultPlace place) {
        Fault refused = Fault.at(place, Misbehaviour.badNonce());
        return Stream.of(
                Script.of("once at " + place, Ending.enrolls(), refused),
                Script.of("nine times at " + place, Ending.enrolls(), refused.times(9)),
                Script.of(
                        "always at " + place,
                        Ending.goesOn(ErrorCode.ACME_SERVER, Places.step(place)).because("badNonce"),
                        refused.always()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    @DisplayName("are replaced by fresh ones, ten times at most")
    void plays(Script script) {
        play(script);
    }

    @Test
    @DisplayName("every second one, everywhere: the device enrolls")
    void half() {
        for (FaultPlace place : Places.POSTS) {
            stack.faults().add(Fault.at(place, Misbehaviour.badNonce()).percent(50));
        }
        try (E2eiEnrollment enrollment = enrollment()) {
            acquire(enrollment, new Steps());
            assertTrue(stack.faults().hits() > 2);
        }
    }

    @Test
    @DisplayName("nine in ten, everywhere: each try gets further, until the device is enrolled")
    void most() {
        for (FaultPlace place : Places.POSTS) {
            stack.faults().add(Fault.at(place, Misbehaviour.badNonce()).percent(90));
        }
        try (E2eiEnrollment enrollment = enrollment()) {
            int tries = 0;
            while (enrollment.issued().isEmpty() && ++tries < 100) {
                try {
                    acquire(enrollment, new Steps());
                } catch (AcmeServerException e) {
                    assertTrue(e.problem().is("badNonce") && e.retryable());
                }
            }
            assertTrue(enrollment.issued().isPresent(), tries + " tries");
        }
    }

    @Test
    @DisplayName("are tried ten times, no more and no less")
    void count() {
        stack.faults()
                .add(Fault.at(FaultPlace.NEW_ORDER, Misbehaviour.badNonce()).always());
        try (E2eiEnrollment enrollment = enrollment()) {
            org.junit.jupiter.api.Assertions.assertThrows(
                    AcmeServerException.class, () -> acquire(enrollment, new Steps()));
            assertEquals(10, stack.faults().requests(FaultPlace.NEW_ORDER));
        }
    }
}
