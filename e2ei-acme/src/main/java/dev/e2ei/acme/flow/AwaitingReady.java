package dev.e2ei.acme.flow;

import dev.e2ei.acme.jose.AcmeJws;
import dev.e2ei.acme.jose.JwsSigner;
import dev.e2ei.acme.model.Directory;
import dev.e2ei.acme.model.Order;
import dev.e2ei.acme.model.WireIdentifiers;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.EnrollmentStep;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Both challenges are valid; the order has to notice it. */
record AwaitingReady(Directory directory, URI account, OrderReference order) implements EnrollmentState {
    private static final byte[] POST_AS_GET = new byte[0];

    /** Asks for the order, section 7.4. */
    byte[] request(JwsSigner signer, URI orderUrl, String nonce) {
        return AcmeJws.withKeyId(signer, account, nonce, orderUrl, POST_AS_GET);
    }

    /**
     * Takes the order. One that is {@code valid} already was finalized before, perhaps by a process that did not live to
     * see it: it is finalized again, which gives the same certificate.
     *
     * @throws dev.e2ei.api.error.EnrollmentException with code {@code ACME_PENDING} while it is not ready
     */
    AwaitingFinalization accept(byte[] body, EnrollmentRequest wanted, Instant now) {
        Order answered = Answer.read(EnrollmentStep.ORDER_READY, body, object -> {
            Order read = Order.parse(object, WireIdentifiers.of(wanted), directory.origin());
            order.require(read, EnrollmentStep.ORDER_READY, now);
            return read;
        });
        return switch (answered.status()) {
            case READY, VALID -> new AwaitingFinalization(directory, account, order);
            case PENDING, PROCESSING -> throw Answer.pending(EnrollmentStep.ORDER_READY, "the order");
            case INVALID -> throw new IllegalStateException("an invalid order has been refused before");
        };
    }

    AwaitingReady at(URI orderUrl) {
        return new AwaitingReady(directory, account, order.at(orderUrl));
    }

    @Override
    public Optional<OrderReference> openOrder() {
        return Optional.of(order);
    }

    @Override
    public String nextCall() {
        return "checkOrderResponse";
    }
}
