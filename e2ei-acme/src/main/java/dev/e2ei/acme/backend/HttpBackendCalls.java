package dev.e2ei.acme.backend;

import dev.e2ei.acme.jose.CompactJwt;
import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.json.JsonValue;
import dev.e2ei.acme.model.ReplayNonce;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.HttpWireBackend;
import dev.e2ei.api.enrollment.WireBackend;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.api.error.BackendRefusedException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Wire's two endpoints for enrollments, called as the user whom the host's headers authenticate. */
public final class HttpBackendCalls implements WireBackend {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final HttpWireBackend backend;
    private final AcmeTransport transport;

    public HttpBackendCalls(HttpWireBackend backend, AcmeTransport transport) {
        this.backend = backend;
        this.transport = transport;
    }

    @Override
    public String nonce(ClientId client) {
        TransportResponse answer = send("HEAD", client, "nonce", Map.of());
        if (answer.status() == METHOD_NOT_ALLOWED) {
            answer = send("GET", client, "nonce", Map.of());
        }
        if (answer.status() != OK && answer.status() != NO_CONTENT) {
            throw refusal(EnrollmentStep.BACKEND_NONCE, answer);
        }
        return ReplayNonce.of(answer.all("Replay-Nonce"))
                .orElseThrow(() -> new AcmeProtocolException(
                        EnrollmentStep.BACKEND_NONCE, "the backend's answer has no proper header Replay-Nonce"));
    }

    @Override
    public String accessToken(ClientId client, String dpopProof) {
        TransportResponse answer = send("POST", client, "access-token", Map.of("DPoP", dpopProof));
        if (answer.status() != OK) {
            throw refusal(EnrollmentStep.ACCESS_TOKEN, answer);
        }
        try {
            JsonObject body = Json.parseObject(answer.body().toByteArray());
            String token = body.text("token");
            if (token.isEmpty() || token.length() > CompactJwt.MAX_LENGTH) {
                throw new JsonException("member \"token\" is empty or too long");
            }
            if (body.optionalText("type")
                    .filter(type -> !type.equalsIgnoreCase("DPoP"))
                    .isPresent()) {
                throw new JsonException("member \"type\" is not DPoP");
            }
            return token;
        } catch (JsonException malformed) {
            throw new AcmeProtocolException(
                    EnrollmentStep.ACCESS_TOKEN, "the backend's answer: " + malformed.getMessage());
        }
    }

    private TransportResponse send(String method, ClientId client, String endpoint, Map<String, String> own) {
        Map<String, String> headers = new LinkedHashMap<>(backend.headers().get());
        headers.put("Accept", "application/json");
        headers.putAll(own);
        String base = backend.base().toString();
        String separator = base.endsWith("/") ? "" : "/";
        URI uri = URI.create(base + separator + "clients/" + client.device() + "/" + endpoint);
        return transport.exchange(
                new TransportRequest(method, uri, headers, Bytes.EMPTY, DEADLINE, Json.MAX_OCTETS, AddressPolicy.ANY));
    }

    private static BackendRefusedException refusal(EnrollmentStep step, TransportResponse answer) {
        return new BackendRefusedException(step, answer.status(), label(answer.body()));
    }

    /** Wire's errors are JSON with a label; a proxy's are anything. */
    private static @Nullable String label(Bytes body) {
        try {
            return Json.parseObject(body.toByteArray())
                    .member("label")
                    .filter(JsonValue.Text.class::isInstance)
                    .map(label -> ((JsonValue.Text) label).value())
                    .filter(label -> LABEL.matcher(label).matches())
                    .orElse(null);
        } catch (JsonException notJson) {
            return null;
        }
    }
}
