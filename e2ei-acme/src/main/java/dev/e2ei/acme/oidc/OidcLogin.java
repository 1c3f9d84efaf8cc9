package dev.e2ei.acme.oidc;

import dev.e2ei.acme.http.Deadline;
import dev.e2ei.api.enrollment.LoopbackLogin;
import dev.e2ei.api.enrollment.OidcAuthenticationRequest;
import dev.e2ei.api.error.UserActionRequiredException;
import dev.e2ei.api.error.UserActionRequiredException.Reason;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.crypto.RandomSource;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;

/**
 * The login of a desktop program, RFC 8252: discovery, the user's browser, the redirect to this machine, the token
 * endpoint, a look into the token. Nothing of a login that failed is kept, so it can be begun again.
 */
public final class OidcLogin {
    private static final System.Logger LOG = System.getLogger(OidcLogin.class.getName());

    private final AcmeTransport transport;
    private final RandomSource random;
    private final InstantSource clock;
    private final ElapsedTime time;

    public OidcLogin(AcmeTransport transport, RandomSource random, InstantSource clock, ElapsedTime time) {
        this.transport = transport;
        this.random = random;
        this.clock = clock;
        this.time = time;
    }

    /**
     * Lets the user log in.
     *
     * @return an id token that has what the ACME server will look for
     * @throws UserActionRequiredException if the user did not log in
     * @throws dev.e2ei.api.error.IdTokenRejectedException if the token does not fit
     * @throws dev.e2ei.api.error.EnrollmentException with code {@code OIDC_PROTOCOL} if the identity provider breaks
     *     OpenID Connect, or is set up in a way that cannot work
     * @throws dev.e2ei.api.error.TransportException if it cannot be reached, or the thread is interrupted
     */
    public String idToken(LoopbackLogin login, OidcAuthenticationRequest request) {
        var calls = new IdentityProviderCalls(transport);
        ProviderMetadata provider = calls.metadata(request.issuer());
        if (provider.deniesClaims()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the identity provider says that it ignores the claims parameter; the id token will hardly fit");
        }
        try (var threads = new LoginThreads();
                RedirectListener listener = RedirectListener.open(login, threads)) {
            var asked = new AuthorizationRequest(request, login, listener.address(), random);
            listener.expect(asked.state());
            Deadline deadline = Deadline.in(login.timeout(), time);
            openBrowser(login, asked.page(provider.authorizationEndpoint()), listener, threads);
            AuthorizationAnswer answer = listener.await(deadline);
            LoginPage ending = LoginPage.FAILED;
            try {
                String code = answer.code(provider);
                String idToken = calls.idToken(provider.tokenEndpoint(), asked.tokenRequest(code));
                IdTokenInspection.inspect(idToken, request, asked.clientId(), asked.nonce(), clock);
                ending = LoginPage.SUCCEEDED;
                return idToken;
            } finally {
                listener.show(ending);
            }
        }
    }

    /** On a thread of its own: a launcher that waits for the browser holds up neither the answer nor the deadline. */
    private static void openBrowser(LoopbackLogin login, URI page, RedirectListener listener, LoginThreads threads) {
        threads.execute(() -> {
            try {
                login.browser().open(page);
            } catch (IOException | UnsupportedOperationException noBrowser) {
                listener.giveUp(new UserActionRequiredException(
                        Reason.NO_BROWSER, "no browser could be opened for the login", noBrowser));
            } catch (RuntimeException | Error defect) {
                listener.giveUp(defect);
            }
        });
    }
}
