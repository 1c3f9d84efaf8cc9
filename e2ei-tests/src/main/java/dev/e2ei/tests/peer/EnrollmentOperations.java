package dev.e2ei.tests.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.AcmeDirectory;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.NewAcmeAuthz;
import dev.e2ei.api.enrollment.NewAcmeOrder;
import dev.e2ei.testkit.jose.Json;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;

/** The steps of an enrollment; the other side of the line talks to the servers. */
final class EnrollmentOperations {
    /** What backends take at most. */
    private static final int LONGEST_PROOF = 300;

    private final Session session;

    EnrollmentOperations(Session session) {
        this.session = session;
    }

    /** A step of an enrollment. */
    private interface Step {
        void take(E2eiEnrollment enrollment, Request request, ObjectNode answer);
    }

    void addTo(Map<String, Operation> operations) {
        BiConsumer<String, Step> add = (name, step) -> operations.put(name, orderly(step));
        add.accept("directoryResponse", EnrollmentOperations::directory);
        add.accept("newAccountRequest", asking((e, r) -> e.newAccountRequest(r.text("nonce"))));
        add.accept("newAccountResponse", (e, r, answer) -> e.newAccountResponse(body(r)));
        add.accept("newOrderRequest", asking((e, r) -> e.newOrderRequest(r.text("nonce"))));
        add.accept("newOrderResponse", EnrollmentOperations::order);
        add.accept("newAuthzRequest", asking((e, r) -> e.newAuthzRequest(address(r), r.text("nonce"))));
        add.accept("newAuthzResponse", EnrollmentOperations::authorization);
        add.accept(
                "createDpopToken",
                (e, r, answer) -> answer.put("token", e.createDpopToken(proofLifetime(r), r.text("backendNonce"))));
        add.accept(
                "newDpopChallengeRequest",
                asking((e, r) -> e.newDpopChallengeRequest(r.text("accessToken"), r.text("nonce"))));
        add.accept("newDpopChallengeResponse", (e, r, answer) -> e.newDpopChallengeResponse(body(r)));
        add.accept(
                "newOidcChallengeRequest",
                asking((e, r) -> e.newOidcChallengeRequest(r.text("idToken"), r.text("nonce"))));
        add.accept("newOidcChallengeResponse", (e, r, answer) -> e.newOidcChallengeResponse(body(r)));
        add.accept("checkOrderRequest", asking((e, r) -> e.checkOrderRequest(address(r), r.text("nonce"))));
        add.accept(
                "checkOrderResponse",
                (e, r, answer) ->
                        answer.put("finalizeUrl", e.checkOrderResponse(body(r)).toString()));
        add.accept("finalizeRequest", asking((e, r) -> e.finalizeRequest(r.text("nonce"))));
        add.accept(
                "finalizeResponse",
                (e, r, answer) ->
                        answer.put("certificateUrl", e.finalizeResponse(body(r)).toString()));
        add.accept("certificateRequest", asking((e, r) -> e.certificateRequest(r.text("nonce"))));
    }

    private Operation orderly(Step step) {
        return (request, answer) -> {
            E2eiEnrollment enrollment = session.enrollment(request);
            try {
                step.take(enrollment, request, answer);
            } catch (IllegalStateException e) {
                throw new PeerException("E2ei", "OutOfOrderEnrollment", String.valueOf(e.getMessage()));
            }
        };
    }

    /** A request to be made. */
    private interface Ask {
        Bytes ask(E2eiEnrollment enrollment, Request request);
    }

    private static Step asking(Ask ask) {
        return (enrollment, request, answer) -> answer.set(
                "request", Json.readObject(ask.ask(enrollment, request).utf8()));
    }

    private static void directory(E2eiEnrollment enrollment, Request request, ObjectNode answer) {
        AcmeDirectory directory = enrollment.directoryResponse(body(request));
        answer.put("newNonce", directory.newNonce().toString());
        answer.put("newAccount", directory.newAccount().toString());
        answer.put("newOrder", directory.newOrder().toString());
        answer.put("revokeCert", directory.revokeCert().toString());
    }

    private static void order(E2eiEnrollment enrollment, Request request, ObjectNode answer) {
        NewAcmeOrder order = enrollment.newOrderResponse(body(request));
        order.authorizations().forEach(url -> answer.withArray("authorizations").add(url.toString()));
        answer.put("delegate", order.delegate().hex());
    }

    private static void authorization(E2eiEnrollment enrollment, Request request, ObjectNode answer) {
        NewAcmeAuthz authorization = enrollment.newAuthzResponse(body(request));
        answer.put("identifier", authorization.identifier());
        authorization.keyauth().ifPresent(keyauth -> answer.put("keyauth", keyauth));
        answer.putObject("challenge")
                .put("url", authorization.challenge().url().toString())
                .put("target", authorization.challenge().target())
                .put("delegate", authorization.challenge().delegate().hex());
    }

    private static Duration proofLifetime(Request request) {
        return Duration.ofSeconds(Math.min(request.integer("expirySecs", LONGEST_PROOF), LONGEST_PROOF));
    }

    private static URI address(Request request) {
        return URI.create(request.text("url"));
    }

    private static Bytes body(Request request) {
        JsonNode body = request.node("body");
        return Bytes.ofUtf8(body.isTextual() ? body.textValue() : Json.write(body));
    }
}
