package dev.e2ei.testkit.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.id.Domain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Sets up the realm over Keycloak's admin REST interface, as one session of the administrator. */
final class KeycloakAdmin {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI realm;
    private final String token;

    private KeycloakAdmin(HttpClient http, URI realm, String token) {
        this.http = http;
        this.realm = realm;
        this.token = token;
    }

    static KeycloakAdmin login(HttpClient http, Keycloak keycloak) {
        String form = "grant_type=password&client_id=admin-cli&username=" + Keycloak.ADMIN + "&password="
                + URLEncoder.encode(keycloak.adminPassword(), StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(keycloak.issuer() + "/protocol/openid-connect/token"))
                .timeout(DEADLINE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        String token = send(http, request).path("access_token").asText();
        return new KeycloakAdmin(http, URI.create(keycloak.base() + "/admin/realms/master"), token);
    }

    /** All that Wire needs of the realm. */
    void setUpRealm() {
        addPublicClient(Keycloak.PUBLIC_CLIENT);
        echoClaims(List.of("keyauth", "acme_aud"));
        allowAnyName();
    }

    /** The public client of Wire's apps, with PKCE, for redirects to any port of the loopback interface. */
    private void addPublicClient(String clientId) {
        ObjectNode client = JSON.createObjectNode()
                .put("clientId", clientId)
                .put("publicClient", true)
                .put("standardFlowEnabled", true)
                .put("directAccessGrantsEnabled", false);
        client.putArray("redirectUris").add("http://127.0.0.1:*").add("http://localhost:*");
        client.putObject("attributes").put("pkce.code.challenge.method", "S256");
        call("POST", "/clients", client);
    }

    /** Copies the values asked for by the parameter {@code claims} into the id token: the two that step-ca looks for. */
    private void echoClaims(List<String> claims) {
        String profile = "";
        for (JsonNode scope : call("GET", "/client-scopes", null)) {
            if (scope.path("name").asText().equals("profile")) {
                profile = scope.path("id").asText();
            }
        }
        for (String claim : claims) {
            ObjectNode mapper = JSON.createObjectNode()
                    .put("name", "wire-" + claim)
                    .put("protocol", "openid-connect")
                    .put("protocolMapper", "oidc-claims-param-value-idtoken-mapper");
            mapper.putObject("config").put("claim.name", claim).put("id.token.claim", "true");
            call("POST", "/client-scopes/" + profile + "/protocol-mappers/models", mapper);
        }
    }

    /** Lifts the rule that first and last name have no quotes, backslashes and brackets. */
    private void allowAnyName() {
        JsonNode profile = call("GET", "/users/profile", null);
        for (JsonNode attribute : profile.path("attributes")) {
            if (attribute.path("validations") instanceof ObjectNode validations) {
                validations.remove("person-name-prohibited-characters");
            }
        }
        call("PUT", "/users/profile", profile);
    }

    void addUser(RealUser user, Domain domain) {
        String username = user.username(domain);
        ObjectNode person = JSON.createObjectNode()
                .put("username", username)
                .put("enabled", true)
                .put("email", username)
                .put("emailVerified", true)
                .put("firstName", user.firstName())
                .put("lastName", user.lastName());
        person.putArray("credentials")
                .addObject()
                .put("type", "password")
                .put("value", user.password())
                .put("temporary", false);
        call("POST", "/users", person);
    }

    private JsonNode call(String method, String path, JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(realm + path))
                .timeout(DEADLINE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        return send(http, request);
    }

    private static JsonNode send(HttpClient http, HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        request.method() + " " + request.uri() + ": " + response.statusCode() + " " + response.body());
            }
            return response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
