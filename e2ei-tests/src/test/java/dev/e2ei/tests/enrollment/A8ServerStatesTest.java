package dev.e2ei.tests.enrollment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.Secret;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.error.ChallengeFailedException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.UserActionRequiredException;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A8: a server that mixes things up, and an enrollment that is interrupted")
class A8ServerStatesTest extends ScriptedEnrollments {
    private static final String OTHER_DEVICE =
            "\"{\\\"client-id\\\":\\\"wireapp://X-0GtaL6SfWbK_ieL6Irmg!1002@wire.example"
                    + "\\\",\\\"handle\\\":\\\"wireapp://%40alice_wire@wire.example\\\",\\\"name\\\":\\\"Alice Smith\\\","
                    + "\\\"domain\\\":\\\"wire.example\\\"}\"";

    static Stream<Script> scripts() {
        return Stream.of(
                wrong(FaultPlace.NEW_ORDER, "/identifiers/0/value", OTHER_DEVICE),
                wrong(FaultPlace.NEW_ORDER, "/identifiers/0/type", "\"wireapp-user\""),
                wrong(FaultPlace.NEW_ORDER, "/identifiers/1/value", "\"{}\""),
                wrong(FaultPlace.NEW_ORDER, "/status", "\"valid\""),
                dead(FaultPlace.NEW_ORDER, "/status", "\"invalid\""),
                dead(FaultPlace.NEW_ORDER, "/expires", "\"2001-01-01T00:00:00Z\""),
                wrong(FaultPlace.AUTHORIZATION, "/identifier/value", OTHER_DEVICE),
                wrong(FaultPlace.AUTHORIZATION, "/identifier/type", "\"dns\""),
                wrong(FaultPlace.AUTHORIZATION, "/challenges/0/type", "\"wire-oidc-01\""),
                Script.of(
                        "the challenges are swapped: the user's is the device's",
                        Ending.goesOn(ErrorCode.ACME_PROTOCOL, EnrollmentStep.AUTHORIZATION),
                        Fault.at(
                                        FaultPlace.AUTHORIZATION,
                                        Misbehaviour.member("/challenges/0/type", "\"wire-dpop-01\""))
                                .after(1)
                                .times(1)),
                Script.of(
                        "both authorizations are the same one",
                        Ending.goesOn(ErrorCode.ACME_PROTOCOL, EnrollmentStep.ORDER),
                        Fault.at(FaultPlace.NEW_ORDER, Misbehaviour.withoutMember("/authorizations/1"))),
                dead(FaultPlace.AUTHORIZATION, "/status", "\"invalid\""),
                dead(FaultPlace.AUTHORIZATION, "/status", "\"revoked\""),
                dead(FaultPlace.AUTHORIZATION, "/status", "\"deactivated\""),
                dead(FaultPlace.AUTHORIZATION, "/status", "\"expired\""),
                dead(FaultPlace.AUTHORIZATION, "/expires", "\"2001-01-01T00:00:00Z\""),
                dead(FaultPlace.AUTHORIZATION, "/challenges/0/status", "\"invalid\""),
                unimportant(FaultPlace.DPOP_CHALLENGE, "/token", "\"zpYjNHTpxscMJYHUalAi5s0khvYN1eCY\""),
                wrong(FaultPlace.DPOP_CHALLENGE, "/type", "\"wire-oidc-01\""),
                unimportant(FaultPlace.DPOP_CHALLENGE, "/target", "\"https://other.example/\""),
                wrong(FaultPlace.OIDC_CHALLENGE, "/type", "\"wire-dpop-01\""),
                dead(FaultPlace.DPOP_CHALLENGE, "/status", "\"invalid\""),
                dead(FaultPlace.OIDC_CHALLENGE, "/status", "\"invalid\""),
                Script.of(
                        "the dpop challenge says processing once",
                        Ending.enrolls(),
                        member(FaultPlace.DPOP_CHALLENGE, "/status", "\"processing\"")),
                Script.of(
                        "the oidc challenge says pending once",
                        Ending.enrolls(),
                        member(FaultPlace.OIDC_CHALLENGE, "/status", "\"pending\"")),
                Script.of(
                        "the order is pending for a while",
                        Ending.enrolls(),
                        member(FaultPlace.ORDER, "/status", "\"pending\"").times(3)),
                Script.of(
                        "the order is pending for ever",
                        Ending.goesOn(ErrorCode.ACME_PENDING, EnrollmentStep.ORDER_READY),
                        member(FaultPlace.ORDER, "/status", "\"pending\"").always()),
                Script.of(
                        "the order is processing for ever after the finalization",
                        Ending.goesOn(ErrorCode.ACME_PENDING, EnrollmentStep.FINALIZE),
                        member(FaultPlace.FINALIZE, "/status", "\"processing\"").always(),
                        member(FaultPlace.ORDER, "/status", "\"processing\"")
                                .after(1)
                                .always()),
                Script.of(
                        "the order goes back to pending at the finalization",
                        Ending.goesOn(ErrorCode.ACME_PROTOCOL, EnrollmentStep.FINALIZE),
                        member(FaultPlace.FINALIZE, "/status", "\"pending\"")),
                Script.of(
                        "the order goes back to ready at the finalization",
                        Ending.goesOn(ErrorCode.ACME_PROTOCOL, EnrollmentStep.FINALIZE),
                        member(FaultPlace.FINALIZE, "/status", "\"ready\"")),
                dead(FaultPlace.ORDER, "/status", "\"invalid\""),
                dead(FaultPlace.FINALIZE, "/status", "\"invalid\""),
                wrong(FaultPlace.ORDER, "/identifiers/0/value", OTHER_DEVICE),
                wrong(FaultPlace.FINALIZE, "/identifiers/0/value", OTHER_DEVICE),
                Script.of(
                        "the order belongs to another account",
                        Ending.goesOn(ErrorCode.ACME_SERVER, EnrollmentStep.ORDER_READY)
                                .because("unauthorized"),
                        Fault.at(FaultPlace.ORDER, Misbehaviour.problem(401, "unauthorized"))),
                Script.of(
                        "the account does not exist",
                        Ending.goesOn(ErrorCode.ACME_SERVER, EnrollmentStep.ORDER)
                                .because("accountDoesNotExist"),
                        Fault.at(FaultPlace.NEW_ORDER, Misbehaviour.problem(400, "accountDoesNotExist"))),
                Script.of(
                        "the certificate request is refused",
                        Ending.goesOn(ErrorCode.ACME_SERVER, EnrollmentStep.FINALIZE)
                                .because("badCSR"),
                        Fault.at(FaultPlace.FINALIZE, Misbehaviour.problem(400, "badCSR"))));
    }

    private static Fault member(FaultPlace place, String pointer, String json) {
        return Fault.at(place, Misbehaviour.member(pointer, json));
    }

    private static Script wrong(FaultPlace place, String pointer, String json) {
        return Script.of(
                "at " + place + " " + pointer + " is " + json,
                Ending.goesOn(ErrorCode.ACME_PROTOCOL, Places.step(place)),
                member(place, pointer, json).always());
    }

    /** What was answered stands in the authorization; the outcome is told by the challenge's address. */
    private static Script unimportant(FaultPlace place, String pointer, String json) {
        return Script.of(
                "at " + place + " " + pointer + " is " + json,
                Ending.enrolls(),
                member(place, pointer, json).always());
    }

    private static Script dead(FaultPlace place, String pointer, String json) {
        return Script.of(
                "at " + place + " " + pointer + " is " + json,
                Ending.goesOn(ErrorCode.CHALLENGE_FAILED, Places.step(place)),
                member(place, pointer, json).always());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    @DisplayName("gets a declared error")
    void plays(Script script) {
        play(script);
    }

    @ParameterizedTest(name = "before {0}")
    @EnumSource(value = EnrollmentStep.class, names = "REVOCATION", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("resumed by another client from the snapshot of any step, it ends with a certificate")
    void resumes(EnrollmentStep step) {
        byte[] key = new byte[32];
        Bytes snapshot;
        try (E2eiClient first = keyed(key);
                E2eiEnrollment enrollment = first.e2eiNewEnrollment(
                        stack.request(user, Ciphersuite.ofId(2).orElseThrow()))) {
            EnrollmentListener killer = new EnrollmentListener() {
                @Override
                public void began(EnrollmentStep reached) {
                    if (reached == step) {
                        throw new IllegalStateException("killed");
                    }
                }
            };
            IllegalStateException e = assertThrows(
                    IllegalStateException.class,
                    () -> enrollment.acquire(stack.hooks(user).withListener(killer)));
            assertEquals("killed", e.getMessage());
            snapshot = enrollment.snapshot();
        }
        try (E2eiClient second = keyed(key);
                E2eiEnrollment resumed = second.e2eiResumeEnrollment(snapshot)) {
            IssuedCertificate certificate = resumed.acquire(stack.hooks(user));
            assertEquals(2, certificate.chain().certificates().size());
            assertEquals(1, stack.issuedCertificates());
        }
    }

    @Test
    @DisplayName("resumed from the checkpoint before the login, it ends with a certificate")
    void resumesFromCheckpoint() {
        byte[] key = new byte[32];
        List<Bytes> checkpoints = new ArrayList<>();
        EnrollmentListener keeper = new EnrollmentListener() {
            @Override
            public void checkpoint(Bytes snapshot) {
                checkpoints.add(snapshot);
            }
        };
        try (E2eiClient first = keyed(key);
                E2eiEnrollment enrollment = first.e2eiNewEnrollment(
                        stack.request(user, Ciphersuite.ofId(2).orElseThrow()))) {
            enrollment.acquire(stack.hooks(user).withListener(keeper));
        }
        try (E2eiClient second = keyed(key);
                E2eiEnrollment resumed = second.e2eiResumeEnrollment(checkpoints.get(0))) {
            // Everything was done meanwhile; the same order gives the same certificate again.
            assertEquals(
                    2, resumed.acquire(stack.hooks(user)).chain().certificates().size());
            assertEquals(1, stack.issuedCertificates());
        }
    }

    private E2eiClient keyed(byte[] key) {
        try (Secret secret = Secret.copyOf(key)) {
            E2eiClient opened = stack.clientBuilder().databaseKey(secret).open();
            opened.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(stack.trustAnchorPem()));
            return opened;
        }
    }

    @ParameterizedTest(name = "{0} hours")
    @ValueSource(longs = {25, 24 * 400})
    @DisplayName("an order that has expired meanwhile is said to have")
    void expired(long hours) {
        try (E2eiEnrollment enrollment = enrollment()) {
            stack.faults().add(Fault.at(FaultPlace.TOKEN, Misbehaviour.json(400, "{\"error\":\"invalid_grant\"}")));
            assertThrows(UserActionRequiredException.class, () -> acquire(enrollment, new Steps()));
            stack.clock().advance(Duration.ofHours(hours));
            var e = assertThrows(ChallengeFailedException.class, () -> acquire(enrollment, new Steps()));
            assertTrue(e.getMessage().contains("expired"), e.getMessage());
        }
    }
}
