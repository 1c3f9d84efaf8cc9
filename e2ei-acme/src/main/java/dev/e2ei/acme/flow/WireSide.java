package dev.e2ei.acme.flow;

import dev.e2ei.acme.backend.HttpBackendCalls;
import dev.e2ei.acme.jose.DpopProof;
import dev.e2ei.acme.jose.JwsSigner;
import dev.e2ei.acme.model.Challenge;
import dev.e2ei.acme.model.ChallengeType;
import dev.e2ei.acme.oidc.IdTokenInspection;
import dev.e2ei.acme.oidc.OidcLogin;
import dev.e2ei.acme.oidc.OidcTarget;
import dev.e2ei.api.enrollment.BackendAccess;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.HttpWireBackend;
import dev.e2ei.api.enrollment.Login;
import dev.e2ei.api.enrollment.LoopbackLogin;
import dev.e2ei.api.enrollment.OidcAuthenticationRequest;
import dev.e2ei.api.enrollment.OidcAuthenticator;
import dev.e2ei.api.enrollment.WireBackend;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.api.error.BackendRefusedException;
import dev.e2ei.api.error.UserActionRequiredException;
import dev.e2ei.spi.enrollment.EnrollmentContext;
import java.util.regex.Pattern;

/** What is asked of others than the ACME server: the backend's two tokens, and the user's login. */
final class WireSide {
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,8192}");
    private static final String STALE_NONCE = "client-token-bad-nonce";

    private final EnrollmentContext context;
    private final WireBackend backend;
    private final Login login;

    WireSide(EnrollmentContext context, EnrollmentHooks hooks) {
        this.context = context;
        this.backend = backend(hooks.backend(), context);
        this.login = hooks.login();
    }

    /** A fresh nonce of the backend. */
    String nonce() {
        String nonce = backend.nonce(context.request().clientId());
        if (nonce == null || !VISIBLE_ASCII.matcher(nonce).matches()) {
            throw new AcmeProtocolException(EnrollmentStep.BACKEND_NONCE, "the backend's nonce is none");
        }
        return nonce;
    }

    /** The access token for a proof with the nonce, or with a new one if it has become stale. */
    String accessToken(Authorizing state, String nonce) {
        try {
            return accessTokenOnce(state, nonce);
        } catch (BackendRefusedException refused) {
            if (refused.label().filter(STALE_NONCE::equals).isEmpty()) {
                throw refused;
            }
            return accessTokenOnce(state, nonce());
        }
    }

    private String accessTokenOnce(Authorizing state, String nonce) {
        String proof = state.dpopProof(nonce)
                .sign(
                        context.request(),
                        JwsSigner.account(context.keys()),
                        context.random(),
                        context.clock().instant(),
                        DpopProof.LIFETIME);
        String token = backend.accessToken(context.request().clientId(), proof);
        if (token == null) {
            throw new AcmeProtocolException(EnrollmentStep.ACCESS_TOKEN, "the backend gave no access token");
        }
        AccessTokenInspection.require(
                token,
                context.request().clientId(),
                state.challenge(ChallengeType.WIRE_DPOP_01),
                context.keys().accountThumbprint(),
                context.clock().instant());
        return token;
    }

    /** The id token of a login, found good for the challenge. */
    String idToken(Authorizing state) {
        Challenge challenge = state.challenge(ChallengeType.WIRE_OIDC_01);
        OidcAuthenticationRequest question = OidcTarget.parse(challenge.target())
                .request(challenge.keyAuthorization(context.keys().accountThumbprint()), challenge.url());
        if (login instanceof LoopbackLogin loopback) {
            return new OidcLogin(context.transport(), context.random(), context.clock(), context.elapsedTime())
                    .idToken(loopback, question);
        }
        String token = ((OidcAuthenticator) login).authenticate(question);
        if (token == null) {
            throw new UserActionRequiredException(
                    UserActionRequiredException.Reason.LOGIN_FAILED, "the login gave no id token");
        }
        IdTokenInspection.inspect(token, question, context.clock());
        return token;
    }

    private static WireBackend backend(BackendAccess access, EnrollmentContext context) {
        return access instanceof HttpWireBackend http
                ? new HttpBackendCalls(http, context.transport())
                : (WireBackend) access;
    }
}
