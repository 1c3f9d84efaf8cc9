package dev.e2ei.acme.flow;

import dev.e2ei.acme.jose.JwsSigner;
import dev.e2ei.acme.model.Authorization;
import dev.e2ei.acme.model.ChallengeType;
import dev.e2ei.acme.model.ReplayNonce;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.AcmeDirectory;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.NewAcmeAuthz;
import dev.e2ei.api.enrollment.NewAcmeOrder;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.spi.enrollment.AcmeSession;
import dev.e2ei.spi.enrollment.EnrollmentContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An enrollment: the steps one by one, each on the state that it belongs to, or all at once. */
public final class DefaultAcmeSession implements AcmeSession {
    private final EnrollmentContext context;
    private final Progress progress;
    private boolean closed;

    private DefaultAcmeSession(EnrollmentContext context, Progress progress) {
        this.context = context;
        this.progress = progress;
    }

    /** An enrollment that has not begun. */
    public static DefaultAcmeSession begin(EnrollmentContext context) {
        return new DefaultAcmeSession(context, new Progress(new AwaitingDirectory(), Optional.empty()));
    }

    /**
     * An enrollment that goes on.
     *
     * @throws dev.e2ei.api.error.SnapshotRejectedException if it cannot
     */
    public static DefaultAcmeSession resume(EnrollmentContext context, byte[] snapshot) {
        return new DefaultAcmeSession(context, Snapshot.decode(snapshot, context));
    }

    @Override
    public IssuedCertificate acquire(EnrollmentHooks hooks) {
        requireOpen();
        return new EnrollmentDriver(context, progress, hooks, () -> context.checkpoint(snapshot())).drive();
    }

    @Override
    public byte[] snapshot() {
        requireOpen();
        return Snapshot.encode(progress, context);
    }

    @Override
    public void revoke(byte[] certificate, RevocationReason reason) {
        requireOpen();
        EnrollmentState state = progress.state();
        AccountAddress account = AccountAddress.of(state)
                .orElseThrow(
                        () -> new IllegalStateException("revoke is out of order: call " + state.nextCall() + " first"));
        Pauses pauses = new Pauses(context.elapsedTime(), EnrollmentListener.NONE);
        var server = new AcmeExchange(context.transport(), context.clock(), pauses, progress.nonces());
        Revocation.byAccount(account, JwsSigner.account(context.keys())).send(server, certificate, reason);
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public AcmeDirectory directoryResponse(byte[] body) {
        AwaitingAccount next = in(AwaitingDirectory.class, "directoryResponse")
                .accept(body, context.request().acmeDirectory());
        progress.reached(next);
        return next.directory().addresses();
    }

    @Override
    public byte[] newAccountRequest(String previousNonce) {
        return in(AwaitingAccount.class, "newAccountRequest").request(account(), checked(previousNonce));
    }

    @Override
    public void newAccountResponse(byte[] body, @Nullable URI location) {
        progress.reached(in(AwaitingAccount.class, "newAccountResponse").accept(body, Optional.ofNullable(location)));
    }

    @Override
    public byte[] newOrderRequest(String previousNonce) {
        return in(AwaitingOrder.class, "newOrderRequest")
                .request(context.request(), account(), checked(previousNonce), now());
    }

    @Override
    public NewAcmeOrder newOrderResponse(byte[] body, @Nullable URI location) {
        Authorizing next = in(AwaitingOrder.class, "newOrderResponse")
                .accept(body, Optional.ofNullable(location), context.request(), now());
        progress.reached(next);
        return new NewAcmeOrder(Bytes.of(body), next.order().authorizations());
    }

    @Override
    public byte[] newAuthzRequest(URI url, String previousNonce) {
        return in(Authorizing.class, "newAuthzRequest").request(url, account(), checked(previousNonce));
    }

    @Override
    public NewAcmeAuthz newAuthzResponse(byte[] body) {
        Authorizing state = in(Authorizing.class, "newAuthzResponse");
        Authorization authorization = state.read(body, context.request());
        progress.reached(state.accept(body, Optional.empty(), context.request(), now()));
        ChallengeType type = authorization.challenge().type();
        return new NewAcmeAuthz(
                authorization.identifier(),
                type == ChallengeType.WIRE_OIDC_01
                        ? Optional.of(authorization
                                .challenge()
                                .keyAuthorization(context.keys().accountThumbprint()))
                        : Optional.empty(),
                authorization.challenge().toApi());
    }

    @Override
    public String createDpopToken(Duration expiry, String backendNonce) {
        return in(Authorizing.class, "createDpopToken")
                .dpopProof(backendNonce)
                .sign(context.request(), account(), context.random(), now(), expiry);
    }

    @Override
    public byte[] newDpopChallengeRequest(String accessToken, String previousNonce) {
        return in(Authorizing.class, "newDpopChallengeRequest")
                .answer(ChallengeType.WIRE_DPOP_01, accessToken, account(), checked(previousNonce));
    }

    @Override
    public void newDpopChallengeResponse(byte[] body) {
        progress.reached(
                in(Authorizing.class, "newDpopChallengeResponse").acceptOutcome(ChallengeType.WIRE_DPOP_01, body));
    }

    @Override
    public byte[] newOidcChallengeRequest(String idToken, String previousNonce) {
        return in(Authorizing.class, "newOidcChallengeRequest")
                .answer(ChallengeType.WIRE_OIDC_01, idToken, account(), checked(previousNonce));
    }

    @Override
    public void newOidcChallengeResponse(byte[] body) {
        progress.reached(
                in(Authorizing.class, "newOidcChallengeResponse").acceptOutcome(ChallengeType.WIRE_OIDC_01, body));
    }

    @Override
    public byte[] checkOrderRequest(URI orderUrl, String previousNonce) {
        String nonce = checked(previousNonce);
        if (progress.state() instanceof AwaitingFinalization finalizing) {
            // a look at an order whose certificate the server is still issuing
            URI url = checkedOrder(finalizing.order(), orderUrl);
            progress.reached(finalizing.at(url));
            return finalizing.orderRequest(account(), url, nonce);
        }
        AwaitingReady state = in(AwaitingReady.class, "checkOrderRequest");
        URI url = checkedOrder(state.order(), orderUrl);
        progress.reached(state.at(url));
        return state.request(account(), url, nonce);
    }

    @Override
    public URI checkOrderResponse(byte[] body) {
        AwaitingFinalization next =
                in(AwaitingReady.class, "checkOrderResponse").accept(body, context.request(), now());
        progress.reached(next);
        return next.order().finalizeUrl();
    }

    @Override
    public byte[] finalizeRequest(String previousNonce) {
        return in(AwaitingFinalization.class, "finalizeRequest")
                .request(context.keys().certificateRequest(), account(), checked(previousNonce));
    }

    @Override
    public URI finalizeResponse(byte[] body) {
        AwaitingCertificate next =
                in(AwaitingFinalization.class, "finalizeResponse").accept(body, context.request(), now());
        progress.reached(next);
        return next.certificate();
    }

    @Override
    public byte[] certificateRequest(String previousNonce) {
        return in(AwaitingCertificate.class, "certificateRequest").request(account(), checked(previousNonce));
    }

    @Override
    public IssuedCertificate certificateResponse(byte[] body) {
        AwaitingCertificate state = in(AwaitingCertificate.class, "certificateResponse");
        IssuedCertificate certificate = context.checks().check(body);
        progress.issued(state.accept(certificate), certificate);
        return certificate;
    }

    private <S extends EnrollmentState> S in(Class<S> expected, String call) {
        requireOpen();
        EnrollmentState state = progress.state();
        if (!expected.isInstance(state)) {
            throw new IllegalStateException(call + " is out of order: call " + state.nextCall() + " first");
        }
        return expected.cast(state);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the enrollment is closed");
        }
    }

    private static String checked(String nonce) {
        if (!ReplayNonce.isValid(nonce)) {
            throw new IllegalArgumentException("a nonce is the value of a header Replay-Nonce: base64url, up to 8 KiB");
        }
        return nonce;
    }

    private static URI checkedOrder(OrderReference order, URI given) {
        if (order.url().filter(known -> !known.equals(given)).isPresent()) {
            throw new IllegalArgumentException("not the address that the order was given in header Location");
        }
        return given;
    }

    private JwsSigner account() {
        return JwsSigner.account(context.keys());
    }

    private Instant now() {
        return context.clock().instant();
    }
}
