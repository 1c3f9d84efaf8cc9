package dev.e2ei.testkit.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.testkit.http.Form;
import dev.e2ei.testkit.http.LoginForm;
import dev.e2ei.testkit.http.PageClient;
import dev.e2ei.testkit.http.TrustedRoots;
import dev.e2ei.testkit.jose.FreshValues;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.tests.interop.ForeignPeer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes somebody else's engine through an enrollment at the real servers; it makes the steps, this makes the requests. */
final class PeerAtTheRealStack {
    private static final String REDIRECT = "http://127.0.0.1:9/callback";

    private final RealStack stack;
    private final RealUser user;
    private final ForeignPeer peer;
    private final int enrollment;
    private final String device;
    private String nonce = "";

    PeerAtTheRealStack(RealStack stack, RealUser user, ForeignPeer peer, EnrollmentRequest request) {
        this.stack = stack;
        this.user = user;
        this.peer = peer;
        device = request.clientId().device().toString();
        enrollment = peer.call(
                        "newEnrollment",
                        Map.of(
                                "clientId", request.clientId(),
                                "displayName", request.displayName(),
                                "handle", user.handle(),
                                "team", request.team().orElseThrow(),
                                "ciphersuite", request.ciphersuite().id()))
                .path("enrollment")
                .asInt();
    }

    int enrollment() {
        return enrollment;
    }

    /** All steps; what comes back is the chain as the server sent it. */
    String acquire() throws IOException, InterruptedException {
        JsonNode directory =
                json(send(HttpRequest.newBuilder(stack.acmeDirectory()).build()));
        step("directoryResponse", "body", directory);
        send(HttpRequest.newBuilder(address(directory, "newNonce"))
                .method("HEAD", BodyPublishers.noBody())
                .build());
        step("newAccountResponse", "body", json(post(address(directory, "newAccount"), "newAccountRequest")));
        HttpResponse<byte[]> made = post(address(directory, "newOrder"), "newOrderRequest");
        URI order = URI.create(made.headers().firstValue("Location").orElseThrow());
        List<JsonNode> challenges = new ArrayList<>();
        String keyauth = "";
        for (JsonNode url : step("newOrderResponse", "body", json(made)).path("authorizations")) {
            JsonNode authorization = json(post(URI.create(url.asText()), "newAuthzRequest", "url", url.asText()));
            JsonNode read = step("newAuthzResponse", "body", authorization);
            keyauth = read.path("keyauth").asText(keyauth);
            authorization.path("challenges").forEach(challenges::add);
        }
        answer(challenges, "wire-dpop-01", "newDpopChallenge", "accessToken", accessToken());
        URI oidc = address(challenge(challenges, "wire-oidc-01"), "url");
        answer(challenges, "wire-oidc-01", "newOidcChallenge", "idToken", idToken(keyauth, oidc));
        JsonNode ready = json(post(order, "checkOrderRequest", "url", order.toString()));
        step("checkOrderResponse", "body", ready);
        JsonNode done = json(post(address(ready, "finalize"), "finalizeRequest"));
        step("finalizeResponse", "body", done);
        return new String(
                post(address(done, "certificate"), "certificateRequest").body(), StandardCharsets.US_ASCII);
    }

    private void answer(List<JsonNode> challenges, String type, String steps, String tokenName, String token)
            throws IOException, InterruptedException {
        URI url = address(challenge(challenges, type), "url");
        step(steps + "Response", "body", json(post(url, steps + "Request", tokenName, token)));
    }

    private static JsonNode challenge(List<JsonNode> challenges, String type) {
        return challenges.stream()
                .filter(one -> one.path("type").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private String accessToken() throws IOException, InterruptedException {
        String base = stack.backend(user).base() + "/clients/" + device;
        String backendNonce = asUser(
                        HttpRequest.newBuilder(URI.create(base + "/nonce")).method("HEAD", BodyPublishers.noBody()))
                .headers()
                .firstValue("Replay-Nonce")
                .orElseThrow();
        String proof = peer.call(
                        "createDpopToken",
                        Map.of("enrollment", enrollment, "expirySecs", 60, "backendNonce", backendNonce))
                .path("token")
                .asText();
        return json(asUser(HttpRequest.newBuilder(URI.create(base + "/access-token"))
                        .header("DPoP", proof)
                        .POST(BodyPublishers.noBody())))
                .path("token")
                .asText();
    }

    private HttpResponse<byte[]> asUser(HttpRequest.Builder request) throws IOException, InterruptedException {
        stack.backend(user).headers().get().forEach(request::header);
        return stack.http().send(request.build(), BodyHandlers.ofByteArray());
    }

    private String idToken(String keyauth, URI challenge) throws IOException, InterruptedException {
        ObjectNode claims = Json.object();
        ObjectNode inIdToken = claims.putObject("id_token");
        inIdToken.putObject("keyauth").put("essential", true).put("value", keyauth);
        inIdToken.putObject("acme_aud").put("essential", true).put("value", challenge.toString());
        String verifier = FreshValues.base64Url(32);
        Map<String, String> query = new HashMap<>(Map.of(
                "response_type",
                "code",
                "client_id",
                Keycloak.PUBLIC_CLIENT,
                "redirect_uri",
                REDIRECT,
                "scope",
                "openid profile",
                "state",
                FreshValues.base64Url(8),
                "nonce",
                FreshValues.base64Url(8),
                "code_challenge",
                challengeOf(verifier),
                "code_challenge_method",
                "S256",
                "claims",
                Json.write(claims)));
        JsonNode discovery = json(stack.http()
                .send(
                        HttpRequest.newBuilder(URI.create(stack.issuer() + "/.well-known/openid-configuration"))
                                .build(),
                        BodyHandlers.ofByteArray()));
        PageClient browser = new PageClient(TrustedRoots.context(stack.tlsRoots()));
        LoginForm form = LoginForm.find(browser.get(
                        URI.create(discovery.path("authorization_endpoint").asText() + "?" + new Form(query).encode())))
                .orElseThrow();
        PageClient.Page back = browser.post(
                form.action(),
                form.fill(Map.of("username", user.username(stack.domain()), "password", user.password())));
        String code = Form.parse(back.location().orElseThrow().getRawQuery())
                .value("code")
                .orElseThrow();
        Map<String, String> exchange = Map.of(
                "grant_type", "authorization_code",
                "client_id", Keycloak.PUBLIC_CLIENT,
                "redirect_uri", REDIRECT,
                "code", code,
                "code_verifier", verifier);
        HttpRequest request = HttpRequest.newBuilder(address(discovery, "token_endpoint"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(new Form(exchange).encode()))
                .build();
        return json(stack.http().send(request, BodyHandlers.ofByteArray()))
                .path("id_token")
                .asText();
    }

    private static String challengeOf(String verifier) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(sha256.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode step(String op, String name, Object value) {
        return peer.call(op, Map.of("enrollment", enrollment, name, value));
    }

    private HttpResponse<byte[]> post(URI url, String op) throws IOException, InterruptedException {
        return post(url, op, "nonce", nonce);
    }

    private HttpResponse<byte[]> post(URI url, String op, String name, String value)
            throws IOException, InterruptedException {
        Map<String, Object> arguments = new HashMap<>(Map.of("enrollment", enrollment, "nonce", nonce));
        arguments.put(name, value);
        JsonNode request = peer.call(op, arguments).path("request");
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(url)
                .header("Content-Type", "application/jose+json")
                .POST(BodyPublishers.ofString(Json.write(request)))
                .build());
        if (answer.statusCode() >= 400) {
            throw new IOException(
                    op + ": " + answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer;
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = stack.http().send(request, BodyHandlers.ofByteArray());
        response.headers().firstValue("Replay-Nonce").ifPresent(fresh -> nonce = fresh);
        return response;
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return Json.readObject(response.body());
    }

    private static URI address(JsonNode object, String name) {
        return URI.create(Json.text(object, name));
    }
}
