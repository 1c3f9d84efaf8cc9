package dev.e2ei.testkit.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.ChallengeFailedException;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.testkit.backend.WireBackendServer;
import dev.e2ei.testkit.fault.Faults;
import dev.e2ei.testkit.http.KitEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedRealStack.class)
@DisplayName("step-ca refuses, and the error says at which step")
class RefusalRealIT {
    private static final Ciphersuite SUITE = Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;

    @Test
    @DisplayName("a handle that is not the one of the person who logged in")
    void wrongHandle(RealStack stack) {
        RealUser alice = SharedRealStack.person(stack, "Alice", "Smith");
        RealUser mallory = SharedRealStack.person(stack, "Alice", "Smith");
        EnrollmentRequest request = stack.request(alice, SUITE);
        try (E2eiClient client = stack.openClient();
                E2eiEnrollment enrollment = client.e2eiNewEnrollment(request)) {
            // The backend still takes the device for Alice's; the identity provider knows better.
            ChallengeFailedException refused = assertThrows(
                    ChallengeFailedException.class,
                    () -> enrollment.acquire(EnrollmentHooks.of(stack.login(mallory), stack.backend(alice))));
            assertEquals(EnrollmentStep.OIDC_CHALLENGE, refused.step().orElseThrow());
            assertTrue(refused.problem().orElseThrow().is("rejectedIdentifier"));
            assertFalse(refused.retryable());
            assertTrue(enrollment.issued().isEmpty());
            assertFalse(String.valueOf(refused.getMessage()).contains(alice.handle()));
        }
    }

    @Test
    @DisplayName("a DPoP proof that has expired, although the backend's access token around it has not")
    void expiredProof(RealStack stack) throws IOException, InterruptedException {
        RealUser alice = SharedRealStack.person(stack, "Alice", "Smith");
        Instant then = Instant.now().minus(Duration.ofMinutes(3));
        try (E2eiClient client = stack.openClient(() -> then);
                E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(alice, SUITE))) {
            StepByStep steps = new StepByStep(stack.http(), enrollment);
            steps.untilTheChallenges(stack.acmeDirectory());
            // step-ca forgives a minute. Made with the clock of three minutes ago, good for a second then; the access
            // token is good for six minutes from then on.
            Bytes answer = steps.answerDpop(accessTokenAt(then, stack, alice, steps, Duration.ofSeconds(1)));
            ChallengeFailedException refused =
                    assertThrows(ChallengeFailedException.class, () -> enrollment.newDpopChallengeResponse(answer));
            assertEquals(EnrollmentStep.DPOP_CHALLENGE, refused.step().orElseThrow());
            assertTrue(refused.problem().orElseThrow().is("rejectedIdentifier"));
        }
    }

    @Test
    @DisplayName("nothing of that, if the same proof is good for long enough")
    void goodProof(RealStack stack) throws IOException, InterruptedException {
        RealUser alice = SharedRealStack.person(stack, "Alice", "Smith");
        Instant then = Instant.now().minus(Duration.ofMinutes(3));
        try (E2eiClient client = stack.openClient(() -> then);
                E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(alice, SUITE))) {
            StepByStep steps = new StepByStep(stack.http(), enrollment);
            steps.untilTheChallenges(stack.acmeDirectory());
            enrollment.newDpopChallengeResponse(
                    steps.answerDpop(accessTokenAt(then, stack, alice, steps, Duration.ofMinutes(5))));
        }
    }

    /** From a backend with the stack's key and another time of day. */
    private static String accessTokenAt(Instant then, RealStack stack, RealUser user, StepByStep steps, Duration expiry)
            throws IOException, InterruptedException {
        try (WireBackendServer backend = new WireBackendServer(
                stack.domain().toString(),
                stack.backendKeys(),
                Optional.empty(),
                new KitEnvironment(() -> then, ElapsedTime.SYSTEM, new Faults()))) {
            String bearer = backend.add(stack.people().account(user).user());
            return steps.accessToken(backend.base(), bearer, expiry);
        }
    }
}
