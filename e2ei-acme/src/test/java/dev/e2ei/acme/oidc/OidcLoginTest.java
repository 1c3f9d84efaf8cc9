package dev.e2ei.acme.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.jose.CompactJwt;
import dev.e2ei.acme.oidc.TestIdentityProvider.Answer;
import dev.e2ei.api.enrollment.BrowserLauncher;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.LoopbackLogin;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.IdTokenRejectedException;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.error.UserActionRequiredException;
import dev.e2ei.api.error.UserActionRequiredException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The loopback login")
class OidcLoginTest extends OidcLoginFixture {
    @Test
    @DisplayName("brings an id token with what the ACME server will look for, and tells the user so")
    void success() throws Exception {
        CompactJwt token = CompactJwt.parse(logIn());
        assertEquals(KEYAUTH, token.claims().text("keyauth"));
        assertEquals(CHALLENGE.toString(), token.claims().text("acme_aud"));

        FormParameters asked = provider.authorizationRequests().get(0);
        assertEquals("1", asked.first("kept").orElseThrow(), "the endpoint's own query is kept");
        assertEquals("code", asked.first("response_type").orElseThrow());
        assertEquals("wireapp", asked.first("client_id").orElseThrow());
        assertEquals("openid profile", asked.first("scope").orElseThrow());
        assertEquals("S256", asked.first("code_challenge_method").orElseThrow());
        assertEquals(
                "{\"id_token\":{\"keyauth\":{\"essential\":true,\"value\":\"token.thumbprint\"},"
                        + "\"acme_aud\":{\"essential\":true,"
                        + "\"value\":\"https://ca.example/acme/wire/challenge/1/2\"}}}",
                asked.first("claims").orElseThrow());
        URI redirect = URI.create(asked.first("redirect_uri").orElseThrow());
        assertEquals("127.0.0.1", redirect.getHost());
        assertEquals("/callback", redirect.getPath());

        HttpResponse<String> page = browser.lastPage();
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("You are logged in"), page.body());
        assertListenerIsGone(browser, redirect);
    }

    @Test
    @DisplayName("begins each login with fresh secrets, none of which is another's part")
    void freshSecrets() {
        logIn();
        logIn(LoopbackLogin.of(new TestBrowser()), request());
        FormParameters first = provider.authorizationRequests().get(0);
        FormParameters second = provider.authorizationRequests().get(1);
        for (String name : List.of("state", "nonce", "code_challenge")) {
            assertEquals(43, first.first(name).orElseThrow().length(), name);
            assertNotEquals(first.first(name), second.first(name), name);
        }
        assertEquals(
                43,
                provider.tokenRequests()
                        .get(0)
                        .first("code_verifier")
                        .orElseThrow()
                        .length());
        assertNotEquals(first.first("state"), provider.tokenRequests().get(0).first("code_verifier"));
    }

    @Test
    @DisplayName("takes the OAuth client that the challenge names before its own")
    void clientIdOfTheChallenge() {
        var request =
                OidcTarget.parse(provider.issuer() + "?client_id=e2ei%20client").request(KEYAUTH, CHALLENGE);
        logIn(LoopbackLogin.of(browser), request);
        assertEquals(
                "e2ei client",
                provider.authorizationRequests().get(0).first("client_id").orElseThrow());
        logIn(
                LoopbackLogin.builder()
                        .browser(new TestBrowser())
                        .oauthClientId("own")
                        .scopes(List.of("openid", "wire"))
                        .redirectPath("/done/here")
                        .build(),
                request());
        FormParameters asked = provider.authorizationRequests().get(1);
        assertEquals("own", asked.first("client_id").orElseThrow());
        assertEquals("openid wire", asked.first("scope").orElseThrow());
        assertEquals(
                "/done/here",
                URI.create(asked.first("redirect_uri").orElseThrow()).getPath());
    }

    @Test
    @DisplayName("works with a launcher that waits until the browser is closed")
    void waitingLauncher() {
        var waiting = new TestBrowser();
        BrowserLauncher launcher = page -> {
            waiting.open(page);
            try {
                waiting.lastPage();
            } catch (Exception failure) {
                throw new IOException(failure);
            }
        };
        assertFalse(logIn(LoopbackLogin.of(launcher), request()).isEmpty());
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "access_denied, LOGIN_DENIED",
        "login_required, INTERACTION_REQUIRED",
        "interaction_required, INTERACTION_REQUIRED",
        "consent_required, INTERACTION_REQUIRED",
        "account_selection_required, INTERACTION_REQUIRED",
        "temporarily_unavailable, LOGIN_FAILED",
        "server_error, LOGIN_FAILED",
        "invalid_request, LOGIN_FAILED",
        "unauthorized_client, LOGIN_FAILED",
        "invalid_scope, LOGIN_FAILED",
        "%3Cscript%3E, LOGIN_FAILED"
    })
    @DisplayName("reports the identity provider's errors as what a person can do about them")
    void errors(String error, Reason reason) throws Exception {
        provider.redirect =
                location -> location.replaceFirst("code=code-1", "error=" + error + "&error_description=Alice%20Smith");
        UserActionRequiredException refusal = refused(UserActionRequiredException.class);
        assertEquals(reason, refusal.reason());
        assertEquals(EnrollmentStep.LOGIN, refusal.step().orElseThrow());
        assertTrue(refusal.retryable());
        assertFalse(refusal.getMessage().contains("Alice"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("<script>"), refusal.getMessage());
        assertTrue(browser.lastPage().body().contains("did not succeed"));
        assertEquals(List.of(), provider.tokenRequests());
    }

    @Test
    @DisplayName("reports a window that was closed, or a person who never came")
    void abandoned() {
        BrowserLauncher nobody = page -> {};
        var refusal = assertThrows(
                UserActionRequiredException.class,
                () -> logIn(
                        LoopbackLogin.builder()
                                .browser(nobody)
                                .timeout(Duration.ofMillis(100))
                                .build(),
                        request()));
        assertEquals(Reason.LOGIN_ABANDONED, refusal.reason());
        assertTrue(refusal.retryable());
    }

    @Test
    @DisplayName("reports that there is no browser at once, and hands on a launcher's own defect")
    void noBrowser() {
        for (Exception failure : new Exception[] {new IOException("no display"), new UnsupportedOperationException()}) {
            BrowserLauncher broken = page -> {
                if (failure instanceof IOException io) {
                    throw io;
                }
                throw (RuntimeException) failure;
            };
            var refusal =
                    assertThrows(UserActionRequiredException.class, () -> logIn(LoopbackLogin.of(broken), request()));
            assertEquals(Reason.NO_BROWSER, refusal.reason());
            assertSame(failure, refusal.getCause());
        }
        var defect = new IllegalStateException("launcher");
        BrowserLauncher defective = page -> {
            throw defect;
        };
        assertSame(
                defect, assertThrows(IllegalStateException.class, () -> logIn(LoopbackLogin.of(defective), request())));
    }

    @Test
    @DisplayName("is ended by an interrupt, leaves the flag set and listens no longer")
    void interrupt() throws Exception {
        var opened = new CompletableFuture<URI>();
        var outcome = new CompletableFuture<ErrorCode>();
        var flag = new CompletableFuture<Boolean>();
        Thread caller = new Thread(() -> {
            outcome.complete(assertThrows(
                            TransportException.class, () -> logIn(LoopbackLogin.of(opened::complete), request()))
                    .code());
            flag.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        URI page = opened.get(30, TimeUnit.SECONDS);
        caller.interrupt();
        assertEquals(ErrorCode.INTERRUPTED, outcome.get(30, TimeUnit.SECONDS));
        assertTrue(flag.get(30, TimeUnit.SECONDS));
        URI redirect = URI.create(
                FormParameters.parse(page.getRawQuery()).first("redirect_uri").orElseThrow());
        assertListenerIsGone(browser, redirect);
    }

    @Test
    @DisplayName("lets the user log in again when the code is no longer good")
    void invalidGrant() {
        provider.tokens = answer -> new Answer(400, "{\"error\":\"invalid_grant\"}");
        UserActionRequiredException refusal = refused(UserActionRequiredException.class);
        assertEquals(Reason.LOGIN_FAILED, refusal.reason());
        provider.tokens = answer -> answer;
        assertFalse(logIn(LoopbackLogin.of(new TestBrowser()), request()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    @DisplayName("calls a provider with trouble unreachable, so that the call can be made again")
    void busy(int status) {
        provider.tokens = answer -> new Answer(status, "");
        assertTrue(refused(TransportException.class).retryable());
        provider.metadata = answer -> new Answer(status, "");
        assertTrue(refused(TransportException.class).retryable());
    }

    @Test
    @DisplayName("looks into the token, and sees the nonce of another login")
    void inspects() throws Exception {
        provider.claims = members -> {
            members.put("nonce", "yesterday's");
            return members;
        };
        assertEquals(
                IdTokenRejectedException.Reason.NONCE,
                refused(IdTokenRejectedException.class).reason());
        assertTrue(browser.lastPage().body().contains("did not succeed"));
    }
}
