package dev.e2ei.tests.demo;

import dev.e2ei.api.E2eiClientBuilder;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.trust.TrustSourceConfig;
import java.time.Instant;

/** Running servers, at which people have accounts. */
interface DemoStack extends AutoCloseable {
    /** Somebody with an account. */
    interface Person {
        /** {@return what one more device of this person asks for} */
        EnrollmentRequest newDevice();

        /** {@return this person at the login page, and the backend} */
        EnrollmentHooks hooks();
    }

    /** {@return what is running, as a person would say it} */
    String description();

    /** Makes an account. */
    Person person(String handle, String firstName, String lastName);

    /** {@return the settings of a client of these servers; store and key are still to be chosen} */
    E2eiClientBuilder clientBuilder();

    /** {@return where trust comes from} */
    TrustSourceConfig trustSource();

    /** {@return the time of the servers} */
    Instant now();

    @Override
    void close();
}
