package dev.e2ei.testkit.idp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.jose.Json;

/** The provider's metadata, OpenID Connect Discovery, section 3. */
final class Discovery {
    private Discovery() {}

    static ObjectNode document(String issuer, String protocol) {
        ObjectNode json = Json.object()
                .put("issuer", issuer)
                .put("authorization_endpoint", protocol + "/auth")
                .put("token_endpoint", protocol + "/token")
                .put("jwks_uri", protocol + "/certs");
        json.putArray("response_types_supported").add("code");
        json.putArray("subject_types_supported").add("public");
        json.putArray("id_token_signing_alg_values_supported")
                .add("ES256")
                .add("EdDSA")
                .add("RS256");
        json.putArray("scopes_supported").add("openid").add("profile").add("email");
        json.putArray("claims_supported").add("name").add("preferred_username");
        json.putArray("code_challenge_methods_supported").add("S256");
        json.putArray("token_endpoint_auth_methods_supported").add("none");
        return json.put("claims_parameter_supported", true);
    }
}
