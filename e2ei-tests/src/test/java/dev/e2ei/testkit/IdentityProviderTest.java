package dev.e2ei.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.http.Form;
import dev.e2ei.testkit.http.LoginForm;
import dev.e2ei.testkit.http.PageClient;
import dev.e2ei.testkit.http.TrustedRoots;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.testkit.jose.Jws;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The kit's identity provider")
class IdentityProviderTest extends RunningStack {
    private RawLogin login() {
        return new RawLogin(device().withOrder());
    }

    @Test
    @DisplayName("gives an id token with the requested claims, the nonce, and the person's name")
    void idToken() {
        RawLogin login = login();
        Form redirected = login.redirected();
        assertEquals(Optional.of("the state"), redirected.value("state"));
        ObjectNode claims = Jws.parseCompact(login.idToken()).claims();
        assertEquals("the nonce", claims.path("nonce").asText());
        assertEquals(login.device.keyauth(), claims.path("keyauth").asText());
        assertEquals(
                login.device.oidc.path("url").asText(), claims.path("acme_aud").asText());
        assertEquals("Alice Smith", claims.path("name").asText());
        assertEquals(
                "alice_wire@wire.example", claims.path("preferred_username").asText());
        assertEquals(alice.id().uuid().toString(), claims.path("sub").asText());
        assertEquals(stack.issuer().toString(), claims.path("iss").asText());
    }

    @Test
    @DisplayName("gives no such claim that was not asked for")
    void noClaims() {
        RawLogin login = login();
        login.query.remove("claims");
        login.query.remove("nonce");
        ObjectNode claims = Jws.parseCompact(login.idToken()).claims();
        assertFalse(claims.has("keyauth") || claims.has("acme_aud") || claims.has("nonce"));
    }

    static Stream<Arguments> wrongRequests() {
        return Stream.of(
                wrong("response_type", q -> q.put("response_type", "token"), "unsupported_response_type"),
                wrong("no openid", q -> q.put("scope", "profile"), "invalid_scope"),
                wrong("no PKCE", q -> q.remove("code_challenge"), "invalid_request"),
                wrong("plain PKCE", q -> q.put("code_challenge_method", "plain"), "invalid_request"),
                wrong("a short challenge", q -> q.put("code_challenge", "abc"), "invalid_request"),
                wrong("claims that are no JSON", q -> q.put("claims", "{"), "invalid_request"));
    }

    private static Arguments wrong(String what, Consumer<Map<String, String>> spoil, String error) {
        return arguments(what, spoil, error);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("wrongRequests")
    @DisplayName("redirects with an error and the state for")
    void wrongRequest(String what, Consumer<Map<String, String>> spoil, String error) {
        RawLogin login = login();
        spoil.accept(login.query);
        PageClient.Page page = login.page();
        Form answer = Form.parse(page.location().orElseThrow().getRawQuery());
        assertEquals(302, page.status());
        assertEquals(Optional.of(error), answer.value("error"));
        assertEquals(Optional.of("the state"), answer.value("state"));
    }

    @Test
    @DisplayName("redirects nowhere for a client or an address that it does not know")
    void noRedirect() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "client_id", "other",
                        "redirect_uri", "https://evil.example/callback")
                .entrySet()) {
            RawLogin login = login();
            login.query.put(wrong.getKey(), wrong.getValue());
            PageClient.Page page = login.page();
            assertEquals("400 Optional.empty", page.status() + " " + page.location());
        }
    }

    @Test
    @DisplayName("lets nobody in with a wrong password, and shows the form again")
    void wrongPassword() {
        RawLogin login = login();
        PageClient.Page page = login.submit(Map.of("username", alice.username(), "password", "guess"));
        assertEquals("200 Optional.empty", page.status() + " " + page.location());
        assertTrue(LoginForm.find(page).isPresent());
        assertTrue(page.body().contains("Invalid user name or password"));
    }

    @Test
    @DisplayName("tells the client when the person refuses")
    void denied() {
        RawLogin login = login();
        PageClient.Page page = login.submit(Map.of("cancel", "true"));
        Form answer = Form.parse(page.location().orElseThrow().getRawQuery());
        assertEquals(Optional.of("access_denied"), answer.value("error"));
        assertEquals(Optional.of("the state"), answer.value("state"));
    }

    @Test
    @DisplayName("takes the form with its hidden field and cookie only")
    void forgery() throws IOException {
        RawLogin login = login();
        Map<String, String> typed = Map.of("username", alice.username(), "password", alice.password());
        LoginForm form = LoginForm.find(login.page()).orElseThrow();
        assertEquals(400, login.browser.post(form.action(), new Form(typed)).status());
        PageClient stranger = new PageClient(TrustedRoots.context(stack.tlsRoots()));
        assertEquals(400, stranger.post(form.action(), form.fill(typed)).status());
        assertEquals(302, login.browser.post(form.action(), form.fill(typed)).status());
        assertEquals(400, login.browser.post(form.action(), form.fill(typed)).status(), "and once");
    }

    static Stream<Arguments> wrongExchanges() {
        return Stream.of(
                wrong("another verifier", f -> f.put("code_verifier", "x".repeat(43)), "invalid_grant"),
                wrong("no verifier", f -> f.remove("code_verifier"), "invalid_grant"),
                wrong("another redirect_uri", f -> f.put("redirect_uri", "http://127.0.0.1:8/"), "invalid_grant"),
                wrong("an invented code", f -> f.put("code", "other"), "invalid_grant"),
                wrong("another client", f -> f.put("client_id", "other"), "invalid_client"),
                wrong("another grant", f -> f.put("grant_type", "password"), "unsupported_grant_type"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("wrongExchanges")
    @DisplayName("gives no token for")
    void wrongExchange(String what, Consumer<Map<String, String>> spoil, String error) {
        RawLogin login = login();
        Map<String, String> form = login.tokenForm();
        spoil.accept(form);
        refused(error, login.token(form));
    }

    @Test
    @DisplayName("takes a code once, and within a minute")
    void codes() {
        RawLogin login = login();
        Map<String, String> form = login.tokenForm();
        assertEquals(200, login.token(form).status());
        refused("invalid_grant", login.token(form));
        Map<String, String> late = login.tokenForm();
        stack.clock().advance(Duration.ofSeconds(61));
        refused("invalid_grant", login.token(late));
        RawAnswer notAForm = login.device.http.send(
                "POST",
                URI.create(login.discovery().path("token_endpoint").asText()),
                Map.of("Content-Type", "application/json"),
                Json.write(Json.object()));
        refused("invalid_request", notAForm);
    }

    @Test
    @DisplayName("publishes what it can, and the key")
    void discovery() {
        RawLogin login = login();
        ObjectNode metadata = login.discovery();
        assertEquals(stack.issuer().toString(), metadata.path("issuer").asText());
        assertTrue(metadata.path("claims_parameter_supported").asBoolean());
        assertEquals("S256", metadata.at("/code_challenge_methods_supported/0").asText());
        ObjectNode keys = login.device
                .http
                .get(URI.create(metadata.path("jwks_uri").asText()))
                .json();
        assertEquals("sig", keys.at("/keys/0/use").asText());
        assertEquals(
                404, login.device.http.get(URI.create(stack.issuer() + "/x")).status());
    }

    private static void refused(String error, RawAnswer answer) {
        assertEquals(
                "400 " + error,
                answer.status() + " " + answer.json().path("error").asText());
    }
}
