package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.EnrollmentStep;
import java.time.Duration;

/** Passes everything on to the host's listener, and notes when the order is made: its lifetime counts from then. */
final class OrderListener implements EnrollmentListener {
    private final EnrollmentListener host;
    private final Runnable ordering;

    OrderListener(EnrollmentListener host, Runnable ordering) {
        this.host = host;
        this.ordering = ordering;
    }

    @Override
    public void began(EnrollmentStep step) {
        if (step == EnrollmentStep.ORDER) {
            ordering.run();
        }
        host.began(step);
    }

    @Override
    public void done(EnrollmentStep step) {
        host.done(step);
    }

    @Override
    public void waiting(EnrollmentStep step, Duration pause) {
        host.waiting(step, pause);
    }

    @Override
    public void checkpoint(Bytes snapshot) {
        host.checkpoint(snapshot);
    }
}
