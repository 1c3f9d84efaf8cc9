package dev.e2ei.tests.enrollment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.testkit.WireStack;
import dev.e2ei.testkit.fault.KitServer;
import dev.e2ei.testkit.fault.TlsFlaw;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A6: servers whose TLS is not to be trusted")
class A6TlsTest extends ScriptedEnrollments {
    private static final Map<KitServer, EnrollmentStep> FIRST_STEP = Map.of(
            KitServer.ACME, EnrollmentStep.DIRECTORY,
            KitServer.BACKEND, EnrollmentStep.BACKEND_NONCE,
            KitServer.IDENTITY_PROVIDER, EnrollmentStep.LOGIN);

    static Stream<Script> scripts() {
        return Stream.of(KitServer.ACME, KitServer.BACKEND, KitServer.IDENTITY_PROVIDER)
                .flatMap(server -> Stream.of(TlsFlaw.values())
                        .filter(flaw -> flaw != TlsFlaw.NONE)
                        .map(flaw -> new Script(
                                flaw + " at " + server,
                                stack -> stack.faults().tls(server, flaw),
                                Ending.goesOn(ErrorCode.TRANSPORT_TLS, FIRST_STEP.get(server)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    @DisplayName("are not talked to")
    void plays(Script script) {
        play(script);
    }

    @Test
    @DisplayName("are not talked to either where the stack's root is not the one that is trusted")
    void otherRoots() {
        try (WireStack other = WireStack.start();
                E2eiClient stranger =
                        stack.clientBuilder().tlsTrustAnchors(other.tlsRoots()).open()) {
            stranger.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(stack.trustAnchorPem()));
            refused(stranger);
        }
        try (E2eiClient jvm = stack.clientBuilder().tlsTrustAnchors(List.of()).open()) {
            jvm.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(stack.trustAnchorPem()));
            refused(jvm);
        }
    }

    private void refused(E2eiClient stranger) {
        try (E2eiEnrollment enrollment = stranger.e2eiNewEnrollment(
                stack.request(user, Ciphersuite.ofId(2).orElseThrow()))) {
            E2eiException e = assertThrows(E2eiException.class, () -> acquire(enrollment, new Steps()));
            assertEquals(ErrorCode.TRANSPORT_TLS, e.code());
        }
    }
}
