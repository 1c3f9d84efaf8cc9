package dev.e2ei.acme.flow;

import dev.e2ei.acme.jose.AcmeJws;
import dev.e2ei.acme.jose.Base64Url;
import dev.e2ei.acme.jose.JwsSigner;
import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.model.Directory;
import dev.e2ei.acme.model.Order;
import dev.e2ei.acme.model.WireIdentifiers;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.AcmeProtocolException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** The order is ready for the certificate request. */
record AwaitingFinalization(Directory directory, URI account, OrderReference order) implements EnrollmentState {
    private static final byte[] POST_AS_GET = new byte[0];

    /** The certificate request, section 7.4. */
    byte[] request(byte[] certificateRequest, JwsSigner signer, String nonce) {
        JsonObject payload = JsonObject.builder()
                .put("csr", Base64Url.encode(certificateRequest))
                .build();
        return AcmeJws.withKeyId(signer, account, nonce, order.finalizeUrl(), Json.write(payload));
    }

    /** Asks for the order while the server is still issuing. */
    byte[] orderRequest(JwsSigner signer, URI orderUrl, String nonce) {
        return AcmeJws.withKeyId(signer, account, nonce, orderUrl, POST_AS_GET);
    }

    /**
     * Takes the order, as the finalization or a later look at it gives it.
     *
     * @throws dev.e2ei.api.error.EnrollmentException with code {@code ACME_PENDING} while there is no certificate
     */
    AwaitingCertificate accept(byte[] body, EnrollmentRequest wanted, Instant now) {
        Order answered = read(body, wanted, now);
        return switch (answered.status()) {
            case VALID ->
                new AwaitingCertificate(
                        directory, account, answered.certificate().orElseThrow());
            case PROCESSING -> throw Answer.pending(EnrollmentStep.FINALIZE, "the order");
            default ->
                throw new AcmeProtocolException(
                        EnrollmentStep.FINALIZE,
                        "a finalized order is " + answered.status().text());
        };
    }

    /** Takes the order without drawing conclusions from its status. */
    Order read(byte[] body, EnrollmentRequest wanted, Instant now) {
        return Answer.read(EnrollmentStep.FINALIZE, body, object -> {
            Order read = Order.parse(object, WireIdentifiers.of(wanted), directory.origin());
            order.require(read, EnrollmentStep.FINALIZE, now);
            return read;
        });
    }

    AwaitingFinalization at(URI orderUrl) {
        return new AwaitingFinalization(directory, account, order.at(orderUrl));
    }

    @Override
    public Optional<OrderReference> openOrder() {
        return Optional.of(order);
    }

    @Override
    public String nextCall() {
        return "finalizeResponse";
    }
}
