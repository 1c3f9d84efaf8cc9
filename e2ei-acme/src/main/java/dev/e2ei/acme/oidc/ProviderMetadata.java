package dev.e2ei.acme.oidc;

import dev.e2ei.acme.http.LoopbackHost;
import dev.e2ei.acme.json.JsonArray;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * What a login needs of an identity provider's metadata, OpenID Connect Discovery, section 3.
 *
 * @param issuer as the provider spells it
 * @param namesIssuer whether each answer of the authorization endpoint names the issuer, RFC 9207
 */
record ProviderMetadata(
        String issuer, URI authorizationEndpoint, URI tokenEndpoint, boolean namesIssuer, boolean deniesClaims) {
    private static final int MAX_LENGTH = 2048;

    /**
     * Reads the metadata.
     *
     * @param expected the issuer whose metadata was asked for
     * @throws dev.e2ei.api.error.EnrollmentException with code {@code OIDC_PROTOCOL} and the broken rule
     */
    static ProviderMetadata read(JsonObject document, URI expected) {
        try {
            String issuer = document.text("issuer");
            if (!Issuer.same(issuer, expected.toString())) {
                throw OidcProtocol.broken("the identity provider calls itself by another issuer than the ACME server"
                        + " does; the two have to be configured alike");
            }
            requireOneOf(document, "response_types_supported", "code", "allow the authorization code flow");
            requireOneOf(document, "code_challenge_methods_supported", "S256", "allow PKCE with S256");
            return new ProviderMetadata(
                    issuer,
                    endpoint(document, "authorization_endpoint"),
                    endpoint(document, "token_endpoint"),
                    document.optionalBool("authorization_response_iss_parameter_supported")
                            .orElse(false),
                    document.optionalBool("claims_parameter_supported")
                            .filter(supported -> !supported)
                            .isPresent());
        } catch (JsonException malformed) {
            throw OidcProtocol.malformed("the identity provider's metadata", malformed);
        }
    }

    private static void requireOneOf(JsonObject document, String member, String value, String remedy) {
        Optional<List<String>> offered = document.optionalArray(member).map((JsonArray array) -> array.texts(member));
        if (offered.isPresent() && !offered.get().contains(value)) {
            throw OidcProtocol.broken("the identity provider has to " + remedy + " for this OAuth client");
        }
    }

    private static URI endpoint(JsonObject document, String member) {
        String text = document.text(member);
        try {
            URI uri = new URI(text);
            if (text.length() <= MAX_LENGTH
                    && LoopbackHost.isSecure(uri)
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            // reported below, without the text
        }
        throw new JsonException(
                "member \"" + member + "\" is neither an https address nor an http address of this machine");
    }
}
