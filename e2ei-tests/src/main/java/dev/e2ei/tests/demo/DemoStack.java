package dev.e2ei.tests.demo;

import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import java.time.Instant;

/** Running servers, and one person with one device that has no certificate yet. */
interface DemoStack extends AutoCloseable {
    /** {@return what is running, as a person would say it} */
    String description();

    /** {@return the device's client, which trusts the servers} */
    E2eiClient openClient();

    /** {@return what the device asks for} */
    EnrollmentRequest request();

    /** {@return the person at the login page, and the backend} */
    EnrollmentHooks hooks();

    /** {@return the time of the servers} */
    Instant now();

    @Override
    void close();
}
