package dev.e2ei.acme.oidc;

import dev.e2ei.acme.http.LoopbackHost;
import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.json.JsonValue;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.EnrollmentException;
import dev.e2ei.api.error.UserActionRequiredException;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** The two calls to the identity provider that do not go through the browser. */
final class IdentityProviderCalls {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final Pattern ERROR_CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final AcmeTransport transport;

    IdentityProviderCalls(AcmeTransport transport) {
        this.transport = transport;
    }

    /** Fetches the metadata, OpenID Connect Discovery, section 4. */
    ProviderMetadata metadata(URI issuer) {
        if (!LoopbackHost.isSecure(issuer)) {
            throw OidcProtocol.broken("the issuer is neither an https address nor an http address of this machine");
        }
        URI document = URI.create(Issuer.withoutSlash(issuer.toString()) + "/.well-known/openid-configuration");
        TransportResponse answer =
                transport.exchange(request("GET", document, Map.of("Accept", "application/json"), Bytes.EMPTY));
        OidcProtocol.requireWorking("discovery", answer);
        if (answer.status() != OK) {
            throw OidcProtocol.broken("discovery was answered with " + answer.status()
                    + "; the issuer that the ACME server names is not that of an identity provider");
        }
        return ProviderMetadata.read(OidcProtocol.object("the identity provider's metadata", answer), issuer);
    }

    /**
     * Trades the code for an id token, RFC 6749, section 4.1.3, as a public client with PKCE.
     *
     * @param parameters all parameters of the token request
     */
    String idToken(URI tokenEndpoint, FormParameters parameters) {
        Map<String, String> headers =
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json");
        TransportResponse answer =
                transport.exchange(request("POST", tokenEndpoint, headers, Bytes.ofUtf8(parameters.encode())));
        OidcProtocol.requireWorking("token endpoint", answer);
        if (answer.status() != OK) {
            throw refusal(answer);
        }
        JsonObject tokens = OidcProtocol.object("the token endpoint's answer", answer);
        try {
            return tokens.text("id_token");
        } catch (JsonException missing) {
            throw OidcProtocol.broken(
                    "the token endpoint gave no id token; the identity provider has to allow the scope"
                            + " openid for this OAuth client");
        }
    }

    private static EnrollmentException refusal(TransportResponse answer) {
        String error = errorCode(answer);
        if (error.equals("invalid_grant")) {
            return new UserActionRequiredException(
                    UserActionRequiredException.Reason.LOGIN_FAILED,
                    "the identity provider no longer accepts the code of this login (invalid_grant); log in again");
        }
        return OidcProtocol.broken("the token endpoint answered " + answer.status()
                + (error.isEmpty() ? "" : ", " + error)
                + "; the OAuth client has to be a public one with the authorization code flow and PKCE");
    }

    /** The member {@code error} of RFC 6749, section 5.2; never its description, which may name people. */
    private static String errorCode(TransportResponse answer) {
        try {
            return Json.parseObject(answer.body().toByteArray())
                    .member("error")
                    .filter(JsonValue.Text.class::isInstance)
                    .map(error -> ((JsonValue.Text) error).value())
                    .filter(error -> ERROR_CODE.matcher(error).matches())
                    .orElse("");
        } catch (JsonException notJson) {
            return "";
        }
    }

    private static TransportRequest request(String method, URI uri, Map<String, String> headers, Bytes body) {
        return new TransportRequest(method, uri, headers, body, DEADLINE, Json.MAX_OCTETS, AddressPolicy.ANY);
    }
}
