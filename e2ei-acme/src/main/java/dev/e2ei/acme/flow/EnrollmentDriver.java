package dev.e2ei.acme.flow;

import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.error.ChallengeFailedException;
import dev.e2ei.spi.enrollment.EnrollmentContext;

/** Takes all steps that an enrollment still needs: the only code that asks the server, the backend and the user. */
final class EnrollmentDriver {
    private final EnrollmentContext context;
    private final Progress progress;
    private final OrderSteps order;
    private final ChallengeSteps challenges;
    private final IssuanceSteps issuance;

    EnrollmentDriver(EnrollmentContext context, Progress progress, EnrollmentHooks hooks, Runnable checkpoint) {
        this.context = context;
        this.progress = progress;
        var run = new Run(context, progress, hooks.listener());
        order = new OrderSteps(run);
        challenges = new ChallengeSteps(run, new WireSide(context, hooks), checkpoint);
        issuance = new IssuanceSteps(run);
    }

    /** Drives the enrollment to its certificate. */
    IssuedCertificate drive() {
        context.checks().requireTrust();
        while (!(progress.state() instanceof Issued issued)) {
            requireOrderAlive();
            advance(progress.state());
        }
        if (progress.certificate().isEmpty()) {
            // resumed after the end; the checks are the engine's and are made anew
            progress.issued(issued, context.checks().check(issued.pem().toByteArray()));
        }
        return progress.certificate().orElseThrow();
    }

    private void requireOrderAlive() {
        if (progress.state()
                .openOrder()
                .filter(order -> order.expired(context.clock().instant()))
                .isPresent()) {
            throw new ChallengeFailedException(
                    EnrollmentStep.ORDER_READY, "the order has expired; begin a new enrollment", null);
        }
    }

    private void advance(EnrollmentState state) {
        if (state instanceof AwaitingDirectory awaiting) {
            order.fetchDirectory(awaiting);
        } else if (state instanceof AwaitingAccount awaiting) {
            order.makeAccount(awaiting);
        } else if (state instanceof AwaitingOrder awaiting) {
            order.makeOrder(awaiting);
        } else if (state instanceof Authorizing authorizing) {
            challenges.authorize(authorizing);
        } else if (state instanceof AwaitingReady awaiting) {
            issuance.awaitReady(awaiting);
        } else if (state instanceof AwaitingFinalization awaiting) {
            issuance.finalizeOrder(awaiting);
        } else if (state instanceof AwaitingCertificate awaiting) {
            issuance.download(awaiting);
        }
    }
}
