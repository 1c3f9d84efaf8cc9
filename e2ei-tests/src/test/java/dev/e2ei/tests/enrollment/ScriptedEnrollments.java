package dev.e2ei.tests.enrollment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.error.AcmeProblem;
import dev.e2ei.api.error.AcmeServerException;
import dev.e2ei.api.error.ChallengeFailedException;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.EnrollmentException;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import dev.e2ei.testkit.fault.FaultPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Plays scripts: a stack and a client of its own for each, so that no connection and no clock carries over. */
@Timeout(60)
abstract class ScriptedEnrollments {
    private static final Duration LONGEST = Duration.ofMinutes(40);
    private static final int MOST_REQUESTS = 100;
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    WireStack stack;
    E2eiClient client;
    StackUser user;

    /** Remembers at which step the enrollment is. */
    static final class Steps implements EnrollmentListener {
        Optional<EnrollmentStep> current = Optional.empty();

        @Override
        public void began(EnrollmentStep step) {
            current = Optional.of(step);
        }
    }

    @BeforeEach
    void start() {
        stack = WireStack.start();
        client = stack.openClient();
        user = stack.user("person" + PEOPLE.incrementAndGet(), "Some Person");
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    E2eiEnrollment enrollment() {
        return client.e2eiNewEnrollment(stack.request(user, Ciphersuite.ofId(2).orElseThrow()));
    }

    void play(Script script) {
        script.script().accept(stack);
        Instant began = stack.clock().instant();
        Steps steps = new Steps();
        try (E2eiEnrollment enrollment = enrollment()) {
            if (script.ending() instanceof Ending.Fails expected) {
                E2eiException e = assertThrows(E2eiException.class, () -> acquire(enrollment, steps), script.name());
                check(expected, e, steps);
                nothingStored(enrollment);
                bounded(began);
                afterwards(expected, enrollment);
            } else {
                enrolled(acquire(enrollment, steps));
                bounded(began);
            }
        }
    }

    IssuedCertificate acquire(E2eiEnrollment enrollment, Steps steps) {
        return enrollment.acquire(stack.hooks(user).withListener(steps));
    }

    private static void check(Ending.Fails expected, E2eiException e, Steps steps) {
        String what = e.getClass().getSimpleName() + " " + e.getMessage() + " caused by " + e.getCause();
        assertEquals(expected.code(), e.code(), what);
        Optional<EnrollmentStep> named = e instanceof TransportException broken
                ? broken.step()
                : e instanceof EnrollmentException refused ? refused.step() : Optional.empty();
        assertTrue(named.isPresent() || !(e instanceof TransportException), what);
        assertEquals(Optional.of(expected.step()), named.isPresent() ? named : steps.current, what);
        String told = e.getMessage() + problem(e).flatMap(AcmeProblem::detail).orElse("");
        assertTrue(told.contains(expected.reason()), told);
    }

    private static Optional<AcmeProblem> problem(E2eiException e) {
        if (e instanceof AcmeServerException refused) {
            return Optional.of(refused.problem());
        }
        return e instanceof ChallengeFailedException failed ? failed.problem() : Optional.empty();
    }

    private void nothingStored(E2eiEnrollment enrollment) {
        assertEquals(List.of(), client.credentials());
        assertTrue(enrollment.issued().isEmpty());
    }

    /** Neither a busy loop nor a wait without end. */
    private void bounded(Instant began) {
        Duration taken = Duration.between(began, stack.clock().instant());
        assertTrue(taken.compareTo(LONGEST) <= 0, taken::toString);
        for (FaultPlace place : FaultPlace.values()) {
            int requests = stack.faults().requests(place);
            assertTrue(requests <= MOST_REQUESTS, place + ": " + requests);
        }
    }

    private void afterwards(Ending.Fails expected, E2eiEnrollment enrollment) {
        stack.faults().clear();
        if (expected.afterwards() == Ending.Afterwards.GOES_ON) {
            enrolled(acquire(enrollment, new Steps()));
            return;
        }
        assertThrows(E2eiException.class, () -> acquire(enrollment, new Steps()));
        assertFalse(enrollment.issued().isPresent());
        try (E2eiEnrollment another = enrollment()) {
            enrolled(acquire(another, new Steps()));
        }
    }

    private void enrolled(IssuedCertificate certificate) {
        assertEquals(2, certificate.chain().certificates().size());
        assertTrue(stack.issuedCertificates() >= 1);
    }
}
