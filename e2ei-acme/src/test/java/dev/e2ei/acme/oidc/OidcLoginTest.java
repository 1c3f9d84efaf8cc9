package dev.e2ei.acme.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.http.JdkHttpTransportProvider;
import dev.e2ei.acme.jose.CompactJwt;
import dev.e2ei.acme.oidc.TestIdentityProvider.Answer;
import dev.e2ei.api.enrollment.BrowserLauncher;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.LoopbackLogin;
import dev.e2ei.api.enrollment.OidcAuthenticationRequest;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.EnrollmentException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.IdTokenRejectedException;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.error.UserActionRequiredException;
import dev.e2ei.api.error.UserActionRequiredException.Reason;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.TransportConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The loopback login")
@Timeout(60)
class OidcLoginTest {
    private static final String KEYAUTH = "token.thumbprint";
    private static final URI CHALLENGE = URI.create("https://ca.example/acme/wire/challenge/1/2");

    private final AcmeTransport transport =
            new JdkHttpTransportProvider().open(new TransportConfig(List.of(), ElapsedTime.SYSTEM));
    private final SecureRandom random = new SecureRandom();
    private final TestBrowser browser = new TestBrowser();
    private TestIdentityProvider provider;

    @BeforeEach
    void start() throws IOException {
        provider = new TestIdentityProvider();
    }

    @AfterEach
    void stop() {
        provider.close();
        transport.close();
    }

    private OidcAuthenticationRequest request() {
        return OidcTarget.parse(provider.issuer()).request(KEYAUTH, CHALLENGE);
    }

    private String logIn(LoopbackLogin login, OidcAuthenticationRequest request) {
        return new OidcLogin(
                        transport,
                        length -> {
                            byte[] octets = new byte[length];
                            random.nextBytes(octets);
                            return octets;
                        },
                        InstantSource.system(),
                        ElapsedTime.SYSTEM)
                .idToken(login, request);
    }

    private String logIn() {
        return logIn(LoopbackLogin.of(browser), request());
    }

    private <E extends E2eiException> E refused(Class<E> type) {
        return assertThrows(type, this::logIn);
    }

    private static void assertListenerIsGone(TestBrowser browser, URI redirect) {
        assertThrows(ConnectException.class, () -> browser.send("GET", redirect));
    }

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
    @DisplayName("shows a page without script that is not kept and loads nothing, in light and dark")
    void page() throws Exception {
        logIn();
        HttpResponse<String> page = browser.lastPage();
        assertEquals("no-store", page.headers().firstValue("Cache-Control").orElseThrow());
        assertEquals("no-referrer", page.headers().firstValue("Referrer-Policy").orElseThrow());
        assertEquals(
                "nosniff", page.headers().firstValue("X-Content-Type-Options").orElseThrow());
        assertEquals(
                "text/html; charset=utf-8",
                page.headers().firstValue("Content-Type").orElseThrow());
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(page.body().contains("<script"), page.body());
        assertFalse(page.body().contains("code-1"), "nothing that came from outside is on the page");
        assertTrue(page.body().contains("prefers-color-scheme:dark"));
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

    @ParameterizedTest(name = "a slash more here and there: {0}, {1}")
    @CsvSource({"'/', ''", "'', '/'", "'/', '/'"})
    @DisplayName("puts up with one slash at the end of the issuer that the other side does not write")
    void trailingSlash(String inTarget, String inMetadata) {
        provider.metadata = answer ->
                new Answer(200, answer.body().replace("/realm\",\"auth", "/realm" + inMetadata + "\",\"auth"));
        var request = OidcTarget.parse(provider.issuer() + inTarget).request(KEYAUTH, CHALLENGE);
        assertFalse(logIn(LoopbackLogin.of(browser), request).isEmpty());
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
    @DisplayName("turns away whatever is not the answer, and goes on waiting for it")
    void strangers() throws Exception {
        browser.before(redirect -> {
            String own = redirect.toString();
            String base = own.substring(0, own.indexOf("/callback"));
            String state = own.substring(own.indexOf("state="));
            assertEquals(
                    404, browser.send("GET", URI.create(base + "/favicon.ico")).statusCode());
            assertEquals(404, browser.send("GET", URI.create(base + "/")).statusCode());
            assertEquals(
                    404,
                    browser.send("GET", URI.create(base + "/callback/?code=x&" + state))
                            .statusCode());
            assertEquals(
                    404,
                    browser.send("GET", URI.create(own.replace("127.0.0.1", "localhost")))
                            .statusCode(),
                    "another name of this machine, as after DNS rebinding");
            for (String query : List.of(
                    "",
                    "?",
                    "?code=evil",
                    "?error=access_denied",
                    "?code=evil&state=",
                    "?code=evil&state=guess",
                    "?error=access_denied&state=guess",
                    "?code=evil&" + state + "x",
                    "?code=evil&code=evil&" + state,
                    "?" + state + "&pad=" + "x".repeat(17_000))) {
                HttpResponse<String> page = browser.send("GET", URI.create(base + "/callback" + query));
                assertEquals(400, page.statusCode(), query);
                assertTrue(page.body().contains("does not belong to a login"), query);
                assertEquals(
                        "no-store", page.headers().firstValue("Cache-Control").orElseThrow());
            }
            for (String method : List.of("POST", "HEAD", "PUT", "OPTIONS")) {
                assertEquals(405, browser.send(method, redirect).statusCode(), method);
            }
        });
        assertFalse(logIn().isEmpty());
        assertEquals(200, browser.lastPage().statusCode());
        assertEquals(1, provider.tokenRequests().size());
        assertEquals("code-1", provider.tokenRequests().get(0).first("code").orElseThrow());
    }

    @Test
    @DisplayName("takes one answer only")
    void secondAnswer() throws Exception {
        var first = new CountDownLatch(1);
        var second = new CompletableFuture<Integer>();
        provider.tokens = answer -> {
            try {
                // the code is being traded; somebody sends the redirect again
                URI redirect = redirectOf(provider.authorizationRequests().get(0));
                second.complete(browser.send("GET", redirect).statusCode());
            } catch (Exception failure) {
                second.completeExceptionally(failure);
            }
            first.countDown();
            return answer;
        };
        assertFalse(logIn().isEmpty());
        assertEquals(410, second.get(30, TimeUnit.SECONDS));
        assertEquals(1, provider.tokenRequests().size());
    }

    private static URI redirectOf(FormParameters asked) {
        return URI.create(asked.first("redirect_uri").orElseThrow() + "?code=other&state="
                + asked.first("state").orElseThrow());
    }

    @Test
    @DisplayName("listens on the port of the settings, and says so when another program has it")
    void configuredPort() throws Exception {
        int port;
        try (var probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = probe.getLocalPort();
            var taken = LoopbackLogin.builder().browser(browser).port(port).build();
            var refusal = assertThrows(UserActionRequiredException.class, () -> logIn(taken, request()));
            assertEquals(Reason.LOGIN_FAILED, refusal.reason());
            assertTrue(refusal.getMessage().contains("port " + port), refusal.getMessage());
        }
        logIn(LoopbackLogin.builder().browser(browser).port(port).build(), request());
        assertEquals(
                "http://127.0.0.1:" + port + "/callback",
                provider.authorizationRequests().get(0).first("redirect_uri").orElseThrow());
    }

    @ParameterizedTest(name = "iss = {0}")
    @CsvSource({"own, true", "own/, true", "https://evil.example, false", "'', false"})
    @DisplayName("checks who answered where the answer says so (RFC 9207)")
    void issuerOfTheAnswer(String issuer, boolean accepted) throws Exception {
        String named = issuer.replace("own", provider.issuer());
        provider.redirect = location -> location + "&iss=" + named;
        if (accepted) {
            assertFalse(logIn().isEmpty());
        } else {
            assertEquals(
                    ErrorCode.OIDC_PROTOCOL, refused(EnrollmentException.class).code());
            assertEquals(List.of(), provider.tokenRequests());
            assertTrue(browser.lastPage().body().contains("did not succeed"));
        }
    }

    @Test
    @DisplayName("misses the issuer in the answer of a provider that promises it")
    void promisedIssuer() {
        provider.metadata = answer -> new Answer(
                200, answer.body().replace("{", "{\"authorization_response_iss_parameter_supported\":true,"));
        assertEquals(ErrorCode.OIDC_PROTOCOL, refused(EnrollmentException.class).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "code=&", "id_token=x&"})
    @DisplayName("refuses an answer with neither code nor error")
    void neither(String instead) {
        provider.redirect = location -> location.replace("code=code-1&", instead);
        assertEquals(ErrorCode.OIDC_PROTOCOL, refused(EnrollmentException.class).code());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":\"invalid_client\",\"error_description\":\"Alice Smith\"} | invalid_client",
                "401 | {\"error\":\"unauthorized_client\"} | unauthorized_client",
                "400 | {\"error\":\"<b>\"} | 400",
                "400 | {\"error\":7} | 400",
                "403 | <html>no</html> | 403",
                "302 | '' | 302",
                "200 | {} | scope openid",
                "200 | {\"id_token\":7} | scope openid",
                "200 | {\"id_token\":null} | scope openid",
                "200 | [] | not an object",
                "200 | <html> | strict JSON",
                "200 | {\"id_token\":\"a\",\"id_token\":\"b\"} | strict JSON"
            })
    @DisplayName("says what is wrong with the token endpoint's answer, without repeating it")
    void tokenEndpoint(int status, String body, String expected) throws Exception {
        provider.tokens = answer -> new Answer(status, body);
        EnrollmentException refusal = refused(EnrollmentException.class);
        assertEquals(ErrorCode.OIDC_PROTOCOL, refusal.code());
        assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("Alice"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("<"), refusal.getMessage());
        assertTrue(browser.lastPage().body().contains("did not succeed"));
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {} | issuer",
                "200 | [] | object",
                "200 | '' | empty",
                "200 | <html>hello</html> | strict JSON",
                "200 | {\"issuer\":\"a\",\"issuer\":\"b\"} | strict JSON",
                "200 | {\"issuer\":7} | not a string",
                "404 | {} | 404",
                "301 | {} | 301",
                "401 | {} | 401"
            })
    @DisplayName("refuses what is not a metadata document, before any browser is opened")
    void noMetadata(int status, String body, String expected) {
        provider.metadata = answer -> new Answer(status, body);
        EnrollmentException refusal = refused(EnrollmentException.class);
        assertEquals(ErrorCode.OIDC_PROTOCOL, refusal.code());
        assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
        assertEquals(List.of(), provider.authorizationRequests());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"issuer\":\"http://127.0.0.1 | \"issuer\":\"http://127.0.0.2",
                "/realm\",\"auth | /realm//\",\"auth",
                "/realm\",\"auth | /REALM\",\"auth",
                "/realm\",\"auth | /realm?x\",\"auth",
                "\"token_endpoint\":\"http://127.0.0.1 | \"token_endpoint\":\"http://evil.example",
                "\"token_endpoint\":\"http | \"token_endpoint\":\"file",
                "\"token_endpoint\":\"http:// | \"token_endpoint\":\"http://user@",
                "\"token_endpoint\" | \"tokenendpoint\"",
                "/token\" | /token#f\"",
                "/token\" | /to ken\"",
                "\"authorization_endpoint\":\"http | \"authorization_endpoint\":\"javascript",
                "\"authorization_endpoint\":\"http://127.0.0.1 | \"authorization_endpoint\":\"http://evil.example",
                "\"authorization_endpoint\":\" | \"authorization_endpoint\":\"//evil.example/",
                "\"S256\" | \"none\"",
                "[\"code\", | [",
                "[\"code\",\"id_token\"] | \"code\"",
                "[\"plain\",\"S256\"] | [7]"
            })
    @DisplayName("refuses metadata of another issuer, with endpoints that are not safe, or without what a login needs")
    void hostileMetadata(String original, String changed) {
        provider.metadata = answer -> {
            assertTrue(answer.body().contains(original), answer.body());
            return new Answer(200, answer.body().replace(original, changed));
        };
        assertEquals(ErrorCode.OIDC_PROTOCOL, refused(EnrollmentException.class).code());
        assertEquals(List.of(), provider.authorizationRequests());
    }

    @Test
    @DisplayName("refuses an endpoint longer than a browser takes, and a document over 1 MiB")
    void hugeMetadata() {
        provider.metadata =
                answer -> new Answer(200, answer.body().replace("/auth?kept=1", "/auth?kept=" + "1".repeat(3000)));
        assertEquals(ErrorCode.OIDC_PROTOCOL, refused(EnrollmentException.class).code());
        provider.metadata =
                answer -> new Answer(200, answer.body().replace("{", "{\"pad\":\"" + "x".repeat(1 << 20) + "\","));
        assertEquals(
                ErrorCode.TRANSPORT_TOO_LARGE, refused(TransportException.class).code());
    }

    @Test
    @DisplayName("needs no more of the metadata than OpenID Connect demands")
    void sparseMetadata() {
        provider.metadata = answer -> new Answer(
                200,
                "{\"issuer\":\"" + provider.issuer() + "\",\"authorization_endpoint\":\"" + provider.issuer()
                        + "/auth\",\"token_endpoint\":\"" + provider.issuer()
                        + "/token\",\"claims_parameter_supported\":false}");
        assertFalse(logIn().isEmpty());
    }
}
