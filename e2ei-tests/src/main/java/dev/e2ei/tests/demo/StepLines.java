package dev.e2ei.tests.demo;

import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.spi.ElapsedTime;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Writes each step of an enrollment on one line, with the milliseconds that it took. */
final class StepLines implements EnrollmentListener {
    private final PrintStream out;
    private final ElapsedTime time;
    private final Set<EnrollmentStep> taken = EnumSet.noneOf(EnrollmentStep.class);
    private long began;

    StepLines(PrintStream out, ElapsedTime time) {
        this.out = out;
        this.time = time;
    }

    @Override
    public void began(EnrollmentStep step) {
        began = time.nanoTime();
    }

    @Override
    public void done(EnrollmentStep step) {
        taken.add(step);
        out.printf(Locale.ROOT, "  %-64s %7.1f ms%n", words(step), (time.nanoTime() - began) / 1e6);
    }

    /** {@return the steps that were taken} */
    Set<EnrollmentStep> taken() {
        return taken;
    }

    private static String words(EnrollmentStep step) {
        return switch (step) {
            case DIRECTORY -> "directory of the ACME server read";
            case NONCE -> "first nonce fetched";
            case ACCOUNT -> "account made";
            case ORDER -> "certificate ordered";
            case AUTHORIZATION -> "authorization read";
            case BACKEND_NONCE -> "nonce of Wire's backend fetched";
            case ACCESS_TOKEN -> "DPoP proof signed, access token got for it";
            case DPOP_CHALLENGE -> "challenge wire-dpop-01 passed: this is the device";
            case LOGIN -> "logged in at the identity provider";
            case OIDC_CHALLENGE -> "challenge wire-oidc-01 passed: this is the person";
            case ORDER_READY -> "order ready";
            case FINALIZE -> "certificate request sent";
            case CERTIFICATE -> "chain downloaded and checked";
            case REVOCATION -> "certificate revoked";
        };
    }
}
