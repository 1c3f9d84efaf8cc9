package dev.e2ei.acme.oidc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.e2ei.acme.jose.Base64Url;
import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * A small identity provider on the loopback interface: discovery, authorization endpoint, token endpoint. It does what
 * OpenID Connect says; a test changes what it answers.
 */
final class TestIdentityProvider implements AutoCloseable {
    /** An answer: status and body. */
    record Answer(int status, String body) {}

    private final HttpServer server;
    private final Map<String, FormParameters> codes = new ConcurrentHashMap<>();
    private final List<FormParameters> authorizationRequests = new CopyOnWriteArrayList<>();
    private final List<FormParameters> tokenRequests = new CopyOnWriteArrayList<>();

    /** Changes the metadata document before it is sent. */
    volatile UnaryOperator<Answer> metadata = answer -> answer;
    /** Changes the redirect of the authorization endpoint before it is sent. */
    volatile UnaryOperator<String> redirect = location -> location;
    /** Changes the token endpoint's answer before it is sent. */
    volatile UnaryOperator<Answer> tokens = answer -> answer;
    /** Changes the claims of the id token before it is written. */
    volatile UnaryOperator<Map<String, Object>> claims = members -> members;

    TestIdentityProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/realm/.well-known/openid-configuration", exchange -> {
            String document = "{\"issuer\":\"" + issuer() + "\",\"authorization_endpoint\":\"" + issuer()
                    + "/auth?kept=1\",\"token_endpoint\":\"" + issuer()
                    + "/token\",\"response_types_supported\":[\"code\",\"id_token\"],"
                    + "\"code_challenge_methods_supported\":[\"plain\",\"S256\"]}";
            send(exchange, metadata.apply(new Answer(200, document)));
        });
        server.createContext("/realm/auth", exchange -> {
            FormParameters asked = FormParameters.parse(exchange.getRequestURI().getRawQuery());
            authorizationRequests.add(asked);
            String code = "code-" + authorizationRequests.size();
            codes.put(code, asked);
            String location = asked.first("redirect_uri").orElseThrow() + "?code=" + code + "&state="
                    + asked.first("state").orElseThrow();
            exchange.getResponseHeaders().set("Location", redirect.apply(location));
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/realm/token", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            send(exchange, tokens.apply(token(exchange, FormParameters.parse(body))));
        });
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    }

    List<FormParameters> authorizationRequests() {
        return new ArrayList<>(authorizationRequests);
    }

    List<FormParameters> tokenRequests() {
        return new ArrayList<>(tokenRequests);
    }

    private Answer token(HttpExchange exchange, FormParameters asked) {
        tokenRequests.add(asked);
        FormParameters authorization = codes.remove(asked.first("code").orElse(""));
        boolean good = exchange.getRequestMethod().equals("POST")
                && "application/x-www-form-urlencoded"
                        .equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                && authorization != null
                && asked.first("grant_type").orElse("").equals("authorization_code")
                && asked.first("client_id").equals(authorization.first("client_id"))
                && asked.first("redirect_uri").equals(authorization.first("redirect_uri"))
                && sha256(asked.first("code_verifier").orElse(""))
                        .equals(authorization.first("code_challenge").orElse(""))
                && authorization.first("code_challenge_method").orElse("").equals("S256");
        if (!good) {
            return new Answer(400, "{\"error\":\"invalid_grant\"}");
        }
        return new Answer(
                200,
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken(authorization) + "\"}");
    }

    private String idToken(FormParameters authorization) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("iss", issuer());
        members.put("aud", authorization.first("client_id").orElseThrow());
        members.put("exp", Instant.now().getEpochSecond() + 300);
        members.put("nonce", authorization.first("nonce").orElse(""));
        JsonObject wanted = Json.parseObject(
                        authorization.first("claims").orElseThrow().getBytes(StandardCharsets.UTF_8))
                .object("id_token");
        for (String claim : List.of("keyauth", "acme_aud")) {
            members.put(claim, wanted.object(claim).text("value"));
        }
        return TestIdTokens.write(claims.apply(new HashMap<>(members)));
    }

    private static String sha256(String text) {
        try {
            return Base64Url.encode(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.ISO_8859_1);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    URI uri() {
        return URI.create(issuer());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
