package dev.e2ei.tests.demo;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClientBuilder;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.testkit.real.RealStack;
import dev.e2ei.testkit.real.RealUser;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** step-ca and Keycloak, as processes. */
final class RealDemoStack implements DemoStack {
    private final RealStack stack = RealStack.start();

    private record Account(RealStack stack, RealUser user) implements Person {
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
        return "step-ca and Keycloak as processes, the test kit's backend";
    }

    @Override
    public Person person(String handle, String firstName, String lastName) {
        RealUser user = new RealUser(handle, firstName, lastName, firstName.toLowerCase(Locale.ROOT) + "-password");
        stack.addUser(user);
        return new Account(stack, user);
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
        return InstantSource.system().instant();
    }

    @Override
    public void close() {
        stack.close();
    }
}
