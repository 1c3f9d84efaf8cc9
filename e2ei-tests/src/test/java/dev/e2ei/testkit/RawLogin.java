package dev.e2ei.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.http.Form;
import dev.e2ei.testkit.http.LoginForm;
import dev.e2ei.testkit.http.PageClient;
import dev.e2ei.testkit.http.TrustedRoots;
import dev.e2ei.testkit.jose.Base64Url;
import dev.e2ei.testkit.jose.FreshValues;
import dev.e2ei.testkit.jose.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A login step by step, with its parameters open to change. */
final class RawLogin {
    static final String REDIRECT = "http://127.0.0.1:9/callback";

    final RawDevice device;
    final PageClient browser;
    final String verifier = FreshValues.base64Url(32);
    final Map<String, String> query = new LinkedHashMap<>();

    RawLogin(RawDevice device) {
        this.device = device;
        browser = new PageClient(TrustedRoots.context(device.stack.tlsRoots()));
        ObjectNode claims = Json.object();
        ObjectNode idToken = claims.putObject("id_token");
        idToken.putObject("keyauth").put("essential", true).put("value", device.keyauth());
        idToken.putObject("acme_aud")
                .put("essential", true)
                .put("value", device.oidc.path("url").asText());
        query.put("response_type", "code");
        query.put("client_id", "wireapp");
        query.put("redirect_uri", REDIRECT);
        query.put("scope", "openid profile");
        query.put("state", "the state");
        query.put("nonce", "the nonce");
        query.put("code_challenge", sha256(verifier));
        query.put("code_challenge_method", "S256");
        query.put("claims", Json.write(claims));
    }

    static String sha256(String text) {
        try {
            return Base64Url.encode(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    ObjectNode discovery() {
        return device.http
                .get(URI.create(device.stack.issuer() + "/.well-known/openid-configuration"))
                .json();
    }

    PageClient.Page page() {
        try {
            return browser.get(
                    URI.create(discovery().path("authorization_endpoint").asText() + "?" + new Form(query).encode()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PageClient.Page submit(Map<String, String> fields) {
        try {
            LoginForm form = LoginForm.find(page()).orElseThrow();
            return browser.post(form.action(), form.fill(fields));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parameters of the redirect after a login. */
    Form redirected() {
        PageClient.Page back = submit(Map.of("username", device.user.username(), "password", device.user.password()));
        return Form.parse(back.location().orElseThrow().getRawQuery());
    }

    Map<String, String> tokenForm() {
        Map<String, String> form = new HashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("client_id", "wireapp");
        form.put("redirect_uri", REDIRECT);
        form.put("code", redirected().value("code").orElseThrow());
        form.put("code_verifier", verifier);
        return form;
    }

    RawAnswer token(Map<String, String> form) {
        return device.http.send(
                "POST",
                URI.create(discovery().path("token_endpoint").asText()),
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                new Form(form).encode());
    }

    String idToken() {
        return Json.text(token(tokenForm()).json(), "id_token");
    }
}
