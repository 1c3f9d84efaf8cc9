package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.AcmeDirectory;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.NewAcmeAuthz;
import dev.e2ei.api.enrollment.NewAcmeOrder;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.spi.enrollment.AcmeSession;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The host's handle on an enrollment: each call goes through the guard, bodies are limited, all else is passed on. */
final class DefaultE2eiEnrollment implements E2eiEnrollment {
    private static final int MAX_BODY = 1024 * 1024;
    private static final Duration PROOF_LIFETIME = Duration.ofSeconds(60);
    private static final Duration MAX_PROOF_LIFETIME = Duration.ofMinutes(5);

    private final EnrollmentHome home;
    private final EnrollmentCore core;
    private final EnrollmentGuard guard;
    private final EnrollmentClaim claim = new EnrollmentClaim();

    DefaultE2eiEnrollment(EnrollmentHome home, EnrollmentCore core) {
        this.home = home;
        this.core = core;
        this.guard = new EnrollmentGuard(core.session()::close);
    }

    boolean belongsTo(EnrollmentHome client) {
        return home == client;
    }

    /** Who has taken it to init, save or stash. */
    EnrollmentClaim claim() {
        return claim;
    }

    /** Runs an action of the client's under the guard. */
    <T> T exclusively(Function<EnrollmentCore, T> action) {
        return guard.call(() -> action.apply(core));
    }

    private <T> T step(Function<AcmeSession, T> action) {
        return guard.call(() -> {
            claim.requireFree();
            return action.apply(core.steps());
        });
    }

    private static byte[] body(Bytes body) {
        if (body.size() > MAX_BODY) {
            throw new IllegalArgumentException("a body has at most " + MAX_BODY + " octets");
        }
        return body.toByteArray();
    }

    @Override
    public EnrollmentRequest request() {
        return core.request();
    }

    @Override
    public Optional<IssuedCertificate> issued() {
        return core.issued();
    }

    @Override
    public IssuedCertificate acquire(EnrollmentHooks hooks) {
        return guard.call(() -> {
            claim.requireFree();
            return core.acquire(hooks);
        });
    }

    @Override
    public Bytes snapshot() {
        return guard.call(() -> {
            claim.requireFree();
            return core.snapshot();
        });
    }

    @Override
    public AcmeDirectory directoryResponse(Bytes body) {
        return step(session -> session.directoryResponse(body(body)));
    }

    @Override
    public Bytes newAccountRequest(String previousNonce) {
        return step(session -> Bytes.of(session.newAccountRequest(previousNonce)));
    }

    @Override
    public void newAccountResponse(Bytes body) {
        newAccount(body, null);
    }

    @Override
    public void newAccountResponse(Bytes body, URI location) {
        newAccount(body, location);
    }

    private void newAccount(Bytes body, @Nullable URI location) {
        accept(session -> session.newAccountResponse(body(body), location));
    }

    private void accept(Consumer<AcmeSession> action) {
        guard.call(() -> {
            claim.requireFree();
            action.accept(core.steps());
            return core;
        });
    }

    @Override
    public Bytes newOrderRequest(String previousNonce) {
        return step(session -> {
            byte[] request = session.newOrderRequest(previousNonce);
            core.ordering();
            return Bytes.of(request);
        });
    }

    @Override
    public NewAcmeOrder newOrderResponse(Bytes body) {
        return newOrder(body, null);
    }

    @Override
    public NewAcmeOrder newOrderResponse(Bytes body, URI location) {
        return newOrder(body, location);
    }

    private NewAcmeOrder newOrder(Bytes body, @Nullable URI location) {
        return step(session -> session.newOrderResponse(body(body), location));
    }

    @Override
    public Bytes newAuthzRequest(URI url, String previousNonce) {
        return step(session -> Bytes.of(session.newAuthzRequest(url, previousNonce)));
    }

    @Override
    public NewAcmeAuthz newAuthzResponse(Bytes body) {
        return step(session -> session.newAuthzResponse(body(body)));
    }

    @Override
    public String createDpopToken(String backendNonce) {
        return createDpopToken(PROOF_LIFETIME, backendNonce);
    }

    @Override
    public String createDpopToken(Duration expiry, String backendNonce) {
        if (expiry.compareTo(Duration.ofSeconds(1)) < 0 || expiry.compareTo(MAX_PROOF_LIFETIME) > 0) {
            throw new IllegalArgumentException("a proof lives for 1 second to " + MAX_PROOF_LIFETIME.toMinutes()
                    + " minutes; backends refuse more");
        }
        return step(session -> session.createDpopToken(expiry, backendNonce));
    }

    @Override
    public Bytes newDpopChallengeRequest(String accessToken, String previousNonce) {
        return step(session -> Bytes.of(session.newDpopChallengeRequest(accessToken, previousNonce)));
    }

    @Override
    public void newDpopChallengeResponse(Bytes body) {
        accept(session -> session.newDpopChallengeResponse(body(body)));
    }

    @Override
    public Bytes newOidcChallengeRequest(String idToken, String previousNonce) {
        return step(session -> Bytes.of(session.newOidcChallengeRequest(idToken, previousNonce)));
    }

    @Override
    public void newOidcChallengeResponse(Bytes body) {
        accept(session -> session.newOidcChallengeResponse(body(body)));
    }

    @Override
    public Bytes checkOrderRequest(URI orderUrl, String previousNonce) {
        return step(session -> Bytes.of(session.checkOrderRequest(orderUrl, previousNonce)));
    }

    @Override
    public URI checkOrderResponse(Bytes body) {
        return step(session -> session.checkOrderResponse(body(body)));
    }

    @Override
    public Bytes finalizeRequest(String previousNonce) {
        return step(session -> Bytes.of(session.finalizeRequest(previousNonce)));
    }

    @Override
    public URI finalizeResponse(Bytes body) {
        return step(session -> session.finalizeResponse(body(body)));
    }

    @Override
    public Bytes certificateRequest(String previousNonce) {
        return step(session -> Bytes.of(session.certificateRequest(previousNonce)));
    }

    @Override
    public IssuedCertificate certificateResponse(Bytes body) {
        return step(session -> session.certificateResponse(body(body)));
    }

    @Override
    public void revoke(CertificateChain chain, RevocationReason reason) {
        guard.call(() -> {
            home.requireNoWriter("revoke");
            core.session().revoke(chain.leaf().toByteArray(), reason);
            return core;
        });
    }

    @Override
    public void close() {
        core.keys().close();
        guard.close();
        home.closed(this);
    }

    @Override
    public String toString() {
        return "E2eiEnrollment[" + core.request() + "]";
    }
}
