package dev.e2ei.tests.demo;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.testkit.real.RealStack;
import dev.e2ei.testkit.real.RealUser;
import java.time.Instant;
import java.time.InstantSource;

/** step-ca and Keycloak, as processes. */
final class RealDemoStack implements DemoStack {
    private final RealUser alice = new RealUser("alice_wire", "Alice", "Smith", "alice-password");
    private final RealStack stack = RealStack.start(alice);

    @Override
    public String description() {
        return "step-ca and Keycloak as processes, the test kit's backend";
    }

    @Override
    public E2eiClient openClient() {
        return stack.openClient();
    }

    @Override
    public EnrollmentRequest request() {
        return stack.request(alice, Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256);
    }

    @Override
    public EnrollmentHooks hooks() {
        return stack.hooks(alice);
    }

    @Override
    public Instant now() {
        return InstantSource.system().instant();
    }

    @Override
    public void close() {
        stack.close();
    }
}
