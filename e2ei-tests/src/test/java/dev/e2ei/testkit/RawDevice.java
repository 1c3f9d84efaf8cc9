package dev.e2ei.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.testkit.jose.FreshValues;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A device that speaks the protocol by hand, so that each request can be spoiled. It fills in what it was told by the
 * server; the tests change one thing at a time.
 */
final class RawDevice {
    final WireStack stack;
    final StackUser user;
    final ClientId client;
    final SigningKey accountKey;
    final RawHttp http;
    ObjectNode directory;
    String nonce;
    String kid;
    String orderUrl;
    ObjectNode order;
    ObjectNode dpop;
    ObjectNode oidc;

    RawDevice(WireStack stack, StackUser user, JwsAlgorithm algorithm) {
        this(stack, user, algorithm, new RawHttp(stack));
    }

    RawDevice(WireStack stack, StackUser user, JwsAlgorithm algorithm, RawHttp http) {
        this.stack = stack;
        this.user = user;
        this.http = http;
        client = user.newDevice();
        accountKey = SigningKey.generate(algorithm);
    }

    /** Directory, nonce, account. */
    RawDevice withAccount() {
        directory = http.get(stack.acmeDirectory()).json();
        nonce = http.send("HEAD", URI.create(directory.path("newNonce").asText()), Map.of(), "")
                .header("Replay-Nonce")
                .orElseThrow();
        kid = newAccount().header("Location").orElseThrow();
        return this;
    }

    RawAnswer newAccount() {
        ObjectNode payload = Json.object().put("termsOfServiceAgreed", true);
        payload.putArray("contact").add("anonymous@anonymous.invalid");
        payload.put("onlyReturnExisting", false);
        return postWithKey(directory.path("newAccount").asText(), Json.write(payload));
    }

    /** And order, with its two challenges. */
    RawDevice withOrder() {
        withAccount();
        RawAnswer answer = post(directory.path("newOrder").asText(), Json.write(orderPayload()));
        if (answer.status() != 201) {
            throw new AssertionError(answer.body());
        }
        orderUrl = answer.header("Location").orElseThrow();
        order = answer.json();
        for (JsonNode url : order.path("authorizations")) {
            ObjectNode challenge = (ObjectNode)
                    post(url.asText(), "").json().path("challenges").get(0);
            if (challenge.path("type").asText().equals("wire-dpop-01")) {
                dpop = challenge;
            } else {
                oidc = challenge;
            }
        }
        return this;
    }

    ObjectNode orderPayload() {
        ObjectNode device = Json.object()
                .put("client-id", client.uri())
                .put("handle", user.handle().uri())
                .put("name", user.displayName())
                .put("domain", stack.domain().toString());
        ObjectNode person = Json.object()
                .put("handle", user.handle().uri())
                .put("name", user.displayName())
                .put("domain", stack.domain().toString());
        ObjectNode payload = Json.object();
        payload.putArray("identifiers")
                .add(Json.object().put("type", "wireapp-device").put("value", Json.write(device)))
                .add(Json.object().put("type", "wireapp-user").put("value", Json.write(person)));
        return payload.put("notBefore", stack.clock().instant().toString())
                .put(
                        "notAfter",
                        stack.clock().instant().plus(Duration.ofDays(90)).toString());
    }

    RawAnswer post(String url, String payload) {
        return post(url, payload, header -> {}, accountKey);
    }

    RawAnswer post(String url, String payload, Consumer<ObjectNode> spoil, SigningKey key) {
        ObjectNode header = Json.object()
                .put("alg", key.algorithm().id())
                .put("kid", kid)
                .put("typ", "JWT")
                .put("nonce", nonce)
                .put("url", url);
        spoil.accept(header);
        return postSigned(url, "application/jose+json", Json.write(key.flattened(header, Bytes.ofUtf8(payload))));
    }

    RawAnswer postWithKey(String url, String payload) {
        return post(
                url,
                payload,
                header -> {
                    header.remove("kid");
                    header.set("jwk", accountKey.jwk().json());
                },
                accountKey);
    }

    RawAnswer postSigned(String url, String contentType, String body) {
        RawAnswer answer = http.send("POST", URI.create(url), Map.of("Content-Type", contentType), body);
        answer.header("Replay-Nonce").ifPresent(fresh -> nonce = fresh);
        return answer;
    }

    String device() {
        return client.device().toString();
    }

    Map<String, String> bearer() {
        return Map.of("Authorization", "Bearer " + user.bearerToken());
    }

    String backendNonce() {
        return http.send("HEAD", URI.create(stack.backend() + "/clients/" + device() + "/nonce"), bearer(), "")
                .header("Replay-Nonce")
                .orElseThrow();
    }

    ObjectNode proofHeader() {
        ObjectNode header =
                Json.object().put("alg", accountKey.algorithm().id()).put("typ", "dpop+jwt");
        header.set("jwk", accountKey.jwk().json());
        return header;
    }

    ObjectNode proofClaims(String backendNonce) {
        long now = stack.clock().instant().getEpochSecond();
        return Json.object()
                .put("iat", now - 3600)
                .put("exp", now + 60)
                .put("nbf", now - 3600)
                .put("sub", client.uri())
                .put("aud", dpop.path("url").asText())
                .put("jti", FreshValues.uuid().toString())
                .put("nonce", backendNonce)
                .put("htm", "POST")
                .put("htu", dpop.path("target").asText())
                .put("chal", dpop.path("token").asText())
                .put("handle", user.handle().uri())
                .put("team", user.team())
                .put("name", user.displayName());
    }

    RawAnswer accessToken(String proof) {
        return http.send(
                "POST",
                URI.create(stack.backend() + "/clients/" + device() + "/access-token"),
                Map.of("Authorization", "Bearer " + user.bearerToken(), "DPoP", proof),
                "");
    }

    String accessToken() {
        RawAnswer answer = accessToken(accountKey.compact(proofHeader(), proofClaims(backendNonce())));
        return Json.text(answer.json(), "token");
    }

    RawAnswer proveDevice(String accessToken) {
        return post(dpop.path("url").asText(), Json.write(Json.object().put("access_token", accessToken)));
    }

    String keyauth() {
        return oidc.path("token").asText() + "." + accountKey.jwk().thumbprint();
    }

    String idToken() {
        return new RawLogin(this).idToken();
    }

    RawAnswer proveUser(String idToken) {
        return post(oidc.path("url").asText(), Json.write(Json.object().put("id_token", idToken)));
    }

    /** Both challenges. */
    RawDevice withProofs() {
        withOrder();
        proveDevice(accessToken());
        proveUser(idToken());
        return this;
    }

    RawAnswer finalizeOrder(String csr) {
        return post(order.path("finalize").asText(), Json.write(Json.object().put("csr", csr)));
    }

    /** The whole way; gives the chain. */
    String enroll(SigningKey key) {
        withProofs();
        RawAnswer finalized = finalizeOrder(RawCsr.of(this).sign(key));
        return post(finalized.json().path("certificate").asText(), "").body();
    }
}
