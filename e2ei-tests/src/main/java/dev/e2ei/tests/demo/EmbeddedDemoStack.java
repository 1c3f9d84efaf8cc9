package dev.e2ei.tests.demo;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClientBuilder;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import java.time.Instant;

/** The test kit's servers, in this process. */
final class EmbeddedDemoStack implements DemoStack {
    private final WireStack stack = WireStack.start();

    private record Account(WireStack stack, StackUser user) implements Person {
        @Override
        public EnrollmentRequest newDevice() {
            return stack.request(user, Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256);
        }

        @Override
        public EnrollmentHooks hooks() {
            return stack.hooks(user);
        }
    }

    @Override
    public String description() {
        return "the test kit's ACME server, identity provider and backend, in this process";
    }

    @Override
    public Person person(String handle, String firstName, String lastName) {
        return new Account(stack, stack.user(handle, firstName + " " + lastName));
    }

    @Override
    public E2eiClientBuilder clientBuilder() {
        return stack.clientBuilder();
    }

    @Override
    public TrustSourceConfig trustSource() {
        return stack.trustSource();
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
