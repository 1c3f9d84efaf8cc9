package dev.e2ei.acme.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.oidc.TestIdentityProvider.Answer;
import dev.e2ei.api.enrollment.LoopbackLogin;
import dev.e2ei.api.error.EnrollmentException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.UserActionRequiredException;
import dev.e2ei.api.error.UserActionRequiredException.Reason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The listener for the end of a login")
class RedirectListenerTest extends OidcLoginFixture {
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
}
