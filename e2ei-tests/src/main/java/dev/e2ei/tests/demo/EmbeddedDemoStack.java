package dev.e2ei.tests.demo;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import java.time.Instant;

/** The test kit's servers, in this process. */
final class EmbeddedDemoStack implements DemoStack {
    private final WireStack stack = WireStack.start();
    private final StackUser alice = stack.user("alice_wire", "Alice Smith");

    @Override
    public String description() {
        return "the test kit's ACME server, identity provider and backend, in this process";
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
        return stack.clock().instant();
    }

    @Override
    public void close() {
        stack.close();
    }
}
