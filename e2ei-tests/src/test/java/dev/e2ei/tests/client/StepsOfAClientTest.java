package dev.e2ei.tests.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.Secret;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A host that takes an enrollment step by step")
class StepsOfAClientTest {
    private static final Ciphersuite SUITE2 = Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;

    private static WireStack stack;

    @BeforeAll
    static void start() {
        stack = WireStack.start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static E2eiClient open() {
        try (Secret key = Secret.copyOf(new byte[32])) {
            E2eiClient client = stack.clientBuilder().databaseKey(key).open();
            client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(stack.trustAnchorPem()));
            return client;
        }
    }

    @ParameterizedTest(name = "login first: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("reaches the certificate, whichever challenge comes first")
    void eitherChallengeFirst(boolean loginFirst) throws Exception {
        StackUser user = stack.user("steps." + loginFirst, "Steps, S. (QA)");
        try (E2eiClient client = open();
                E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(user, SUITE2))) {
            for (HostOfSteps.Step step :
                    new HostOfSteps(stack, user).steps(loginFirst).values()) {
                step.take(enrollment);
            }
            String pem = enrollment.issued().orElseThrow().chain().toPem();
            client.inTransaction(tx -> tx.e2eiMlsInitOnly(enrollment, pem));
            assertTrue(client.e2eiIsEnabled(SUITE2));
        }
    }

    @Test
    @DisplayName("can be killed after any step: another client with the same key goes on from the snapshot")
    void killedAfterEachStep() throws Exception {
        List<String> names = List.copyOf(
                new HostOfSteps(stack, stack.user("names", "N")).steps(false).keySet());
        for (int killed = 0; killed < names.size(); killed++) {
            StackUser user = stack.user("killed." + killed, "Killed " + killed);
            HostOfSteps host = new HostOfSteps(stack, user);
            E2eiClient client = open();
            E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(user, SUITE2));
            for (Map.Entry<String, HostOfSteps.Step> step : host.steps(false).entrySet()) {
                step.getValue().take(enrollment);
                if (step.getKey().equals(names.get(killed))) {
                    var snapshot = enrollment.snapshot();
                    client.close();
                    client = open();
                    enrollment = client.e2eiResumeEnrollment(snapshot);
                }
            }
            E2eiEnrollment finished = enrollment;
            String pem = finished.issued().orElseThrow().chain().toPem();
            client.inTransaction(tx -> tx.e2eiMlsInitOnly(finished, pem));
            assertTrue(client.e2eiIsEnabled(SUITE2), "killed after " + names.get(killed));
            client.close();
        }
    }

    @Test
    @DisplayName("is told which call comes first when it skips one, and has lost nothing")
    void outOfOrder() throws Exception {
        StackUser user = stack.user("skips", "Skips");
        try (E2eiClient client = open();
                E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(user, SUITE2))) {
            Map<String, HostOfSteps.Step> steps = new HostOfSteps(stack, user).steps(false);
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> enrollment.newAccountRequest("nonce"));
            assertTrue(refused.getMessage().contains("directoryResponse"), refused.getMessage());
            int taken = 0;
            for (HostOfSteps.Step step : steps.values()) {
                if (taken < steps.size() - 1) {
                    assertThrows(IllegalStateException.class, () -> enrollment.certificateRequest("nonce"));
                }
                step.take(enrollment);
                taken++;
            }
            assertEquals(steps.size(), taken);
            assertTrue(enrollment.issued().isPresent());
        }
    }
}
