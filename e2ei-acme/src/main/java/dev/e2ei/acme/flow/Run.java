package dev.e2ei.acme.flow;

import dev.e2ei.acme.jose.JwsSigner;
import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.acme.TransportResponse;
import dev.e2ei.spi.enrollment.EnrollmentContext;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** One run of {@code acquire}: what all its steps share. */
final class Run {
    private static final System.Logger LOG = System.getLogger(Run.class.getName());

    private final EnrollmentContext context;
    private final Progress progress;
    private final EnrollmentListener listener;
    private final AcmeExchange server;
    private final Polling polling;
    private final JwsSigner account;

    Run(EnrollmentContext context, Progress progress, EnrollmentListener listener) {
        this.context = context;
        this.progress = progress;
        this.listener = listener;
        var pauses = new Pauses(context.elapsedTime(), listener);
        server = new AcmeExchange(context.transport(), context.clock(), pauses, progress.nonces());
        polling = new Polling(pauses, context.clock());
        account = JwsSigner.account(context.keys());
    }

    EnrollmentContext context() {
        return context;
    }

    EnrollmentRequest request() {
        return context.request();
    }

    Progress progress() {
        return progress;
    }

    AcmeExchange server() {
        return server;
    }

    Polling polling() {
        return polling;
    }

    JwsSigner account() {
        return account;
    }

    Instant now() {
        return context.clock().instant();
    }

    /** POST of a JWS whose answer is JSON. */
    TransportResponse post(EnrollmentStep step, URI url, Repeat repeat, URI newNonce, Function<String, byte[]> body) {
        return server.post(step, newNonce, url, repeat, Optional.of(MediaType.JSON), body);
    }

    /** Takes a step that leads to another state. */
    void step(EnrollmentStep step, Supplier<EnrollmentState> taken) {
        stepping(step, () -> {
            EnrollmentState next = taken.get();
            progress.reached(next);
            return next;
        });
    }

    /** Takes a step, and tells the listener. */
    <T> T stepping(EnrollmentStep step, Supplier<T> taken) {
        LOG.log(System.Logger.Level.DEBUG, "enrollment step {0} begins", step);
        listener.began(step);
        T result;
        try {
            result = taken.get();
        } catch (TransportException broken) {
            throw broken.at(step);
        }
        LOG.log(System.Logger.Level.DEBUG, "enrollment step {0} is done", step);
        listener.done(step);
        return result;
    }
}
