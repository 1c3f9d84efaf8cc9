package dev.e2ei.testkit.backend;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.id.DeviceId;
import dev.e2ei.testkit.backend.ProofRules.Proof;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.KitServer;
import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.http.Handler;
import dev.e2ei.testkit.http.KitEnvironment;
import dev.e2ei.testkit.http.LoopbackServer;
import dev.e2ei.testkit.http.Request;
import dev.e2ei.testkit.http.Response;
import dev.e2ei.testkit.http.TlsAuthority;
import dev.e2ei.testkit.jose.FreshValues;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.testkit.jose.SigningKey;
import dev.e2ei.testkit.jose.TokenMint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Wire's nonce and access-token endpoints, with or without a version in the path. The user is authenticated by
 * {@code Authorization: Bearer <token>}.
 */
public final class WireBackendServer implements Handler, AutoCloseable {
    private static final Pattern PATH = Pattern.compile("(?:/v\\d+)?/clients/([^/]+)/(nonce|access-token)");
    private static final Duration NONCE_LIFETIME = Duration.ofSeconds(300);
    private static final int TOKEN_SECONDS = 360;
    private static final int BACKDATED_SECONDS = 3600;
    private static final int API_VERSION = 5;

    private record Nonce(String value, Instant until) {}

    private final KitEnvironment environment;
    private final BackendKeys keys;
    private final ProofRules rules;
    private final LoopbackServer server;
    private final Map<String, BackendUser> users = new ConcurrentHashMap<>();
    private final Map<ClientId, Nonce> nonces = new ConcurrentHashMap<>();

    /**
     * Starts the server.
     *
     * @param domain the federation domain
     * @param keys what signs access tokens
     * @param tls who certifies it; empty for plain http
     * @param environment time and faults
     */
    public WireBackendServer(String domain, BackendKeys keys, Optional<TlsAuthority> tls, KitEnvironment environment) {
        this.environment = environment;
        this.keys = keys;
        rules = new ProofRules(domain);
        server = tls.isPresent()
                ? LoopbackServer.https(KitServer.BACKEND, tls.get(), environment, this)
                : LoopbackServer.http(KitServer.BACKEND, environment, this);
    }

    /** {@return the address below which {@code /clients/…} lies, version included} */
    public URI base() {
        return server.origin().resolve("/v7");
    }

    /** {@return what signs access tokens} */
    public BackendKeys keys() {
        return keys;
    }

    /**
     * Lets somebody in.
     *
     * @param user who
     * @return the bearer token that authenticates the user
     */
    public String add(BackendUser user) {
        String token = FreshValues.base64Url(32);
        users.put(token, user);
        return token;
    }

    @Override
    public FaultPlace place(Request request) {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            return FaultPlace.ELSEWHERE;
        }
        return path.group(2).equals("nonce") ? FaultPlace.BACKEND_NONCE : FaultPlace.ACCESS_TOKEN;
    }

    @Override
    public Response handle(Request request) {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            return refused(404, "not-found");
        }
        try {
            BackendUser user = user(request);
            ClientId client = new ClientId(user.id(), device(path.group(1)));
            return path.group(2).equals("nonce") ? nonce(request, client) : accessToken(request, user, client);
        } catch (RefusedProofException e) {
            return refused(e.status(), e.getMessage());
        }
    }

    private BackendUser user(Request request) {
        String header = request.header("Authorization").orElse("");
        Optional<BackendUser> user =
                header.startsWith("Bearer ") ? Optional.ofNullable(users.get(header.substring(7))) : Optional.empty();
        return user.orElseThrow(() -> new RefusedProofException(401, "invalid-credentials"));
    }

    private static DeviceId device(String text) {
        try {
            DeviceId device = DeviceId.parse(text);
            RefusedProofException.unless(device.toString().equals(text), "invalid-client-id");
            return device;
        } catch (IllegalArgumentException e) {
            throw new RefusedProofException("invalid-client-id");
        }
    }

    private Response nonce(Request request, ClientId client) {
        if (!request.method().equals("HEAD") && !request.method().equals("GET")) {
            return refused(405, "method-not-allowed");
        }
        String value = FreshValues.base64Url(16);
        nonces.put(client, new Nonce(value, environment.clock().instant().plus(NONCE_LIFETIME)));
        return Response.of(request.method().equals("HEAD") ? 200 : 204)
                .with("Replay-Nonce", value)
                .with("Cache-Control", "no-store");
    }

    private Response accessToken(Request request, BackendUser user, ClientId client) {
        if (!request.method().equals("POST")) {
            return refused(405, "method-not-allowed");
        }
        RefusedProofException.unless(user.team().isPresent(), "not-a-team-user");
        RefusedProofException.unless(user.handle().isPresent(), "missing-handle");
        RefusedProofException.unless(!user.name().isEmpty(), "missing-name");
        Instant now = environment.clock().instant();
        Optional<String> nonce = Optional.ofNullable(nonces.remove(client))
                .filter(stored -> !stored.until().isBefore(now))
                .map(Nonce::value);
        Proof proof = rules.check(request.header("DPoP").orElse(""), user, client, nonce, now);
        SigningKey key = keys.forProof(proof.key().algorithm())
                .orElseThrow(() -> new RefusedProofException("invalid-backend-keys"));
        String token = token(proof, client, key, now, request.due());
        return Response.json(
                200, Json.object().put("token", token).put("type", "DPoP").put("expires_in", TOKEN_SECONDS));
    }

    private String token(Proof proof, ClientId client, SigningKey key, Instant now, List<Misbehaviour> due) {
        long seconds = now.getEpochSecond();
        ObjectNode header = Json.object().put("alg", key.algorithm().id()).put("typ", "at+jwt");
        header.set("jwk", key.jwk().json());
        ObjectNode claims = Json.object()
                .put("iat", seconds - BACKDATED_SECONDS)
                .put("nbf", seconds - BACKDATED_SECONDS)
                .put("exp", seconds + TOKEN_SECONDS)
                .put("iss", rules.htu(client))
                .put("sub", client.uri());
        claims.set("aud", proof.claims().get("aud"));
        claims.put("jti", FreshValues.uuid().toString());
        claims.set("nonce", proof.claims().get("nonce"));
        claims.set("chal", proof.claims().get("chal"));
        claims.set("cnf", Json.object().put("kid", proof.key().thumbprint()));
        claims.put("proof", proof.jws().compact())
                .put("client_id", client.uri())
                .put("api_version", API_VERSION)
                .put("scope", "wire_client_id");
        return TokenMint.sign(header, claims, key, due);
    }

    private static Response refused(int status, String label) {
        return Response.json(
                status, Json.object().put("code", status).put("label", label).put("message", label));
    }

    @Override
    public void close() {
        server.close();
    }
}
