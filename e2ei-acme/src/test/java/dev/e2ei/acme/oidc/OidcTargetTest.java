package dev.e2ei.acme.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.api.enrollment.OidcAuthenticationRequest;
import dev.e2ei.api.error.AcmeProtocolException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The target of wire-oidc-01")
class OidcTargetTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "https://idp.example, https://idp.example, ",
        "https://idp.example/, https://idp.example/, ",
        "https://idp.example/realms/master, https://idp.example/realms/master, ",
        "https://idp.example/realms/master/, https://idp.example/realms/master/, ",
        "https://idp.example/r?client_id=wireapp, https://idp.example/r, wireapp",
        "https://idp.example/r/?a=b&client_id=wire%20app#frag, https://idp.example/r/, wire app",
        "https://idp.example/r?a=b, https://idp.example/r, ",
        "https://idp.example#client_id=no, https://idp.example, ",
        "http://localhost:8080/realms/master, http://localhost:8080/realms/master, ",
        "http://127.0.0.1:1/, http://127.0.0.1:1/, "
    })
    void issuerAndClient(String target, String issuer, String clientId) {
        OidcTarget read = OidcTarget.parse(target);
        assertEquals(issuer, read.issuer().toString(), "the spelling is kept");
        assertEquals(Optional.ofNullable(clientId), read.oauthClientId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "idp.example",
                "http://idp.example/",
                "http://127.0.0.1.idp.example/",
                "ftp://localhost/",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "https://",
                "https:///x",
                "https://user@idp.example/",
                "https://idp.example/ x",
                "https://idp.example/?client_id=",
                "https://idp.example/?client_id",
                "https://idp.example/?client_id=a&client_id=b"
            })
    @DisplayName("is an https address, or an http address of this machine, and names one OAuth client at most")
    void refused(String target) {
        assertThrows(AcmeProtocolException.class, () -> OidcTarget.parse(target));
    }

    @Test
    @DisplayName("has limits")
    void limits() {
        String base = "https://idp.example/?client_id=";
        OidcTarget.parse(base + "a".repeat(255));
        assertThrows(AcmeProtocolException.class, () -> OidcTarget.parse(base + "a".repeat(256)));
        assertThrows(AcmeProtocolException.class, () -> OidcTarget.parse("https://idp.example/" + "a".repeat(2048)));
    }

    @Test
    @DisplayName("asks for both claims as essential, with values that need escaping too")
    void claims() {
        OidcAuthenticationRequest request =
                OidcTarget.parse("https://idp.example").request("to\"ken.\\", URI.create("https://ca.example/c?a=%22"));
        JsonObject idToken = Json.parseObject(request.claims().getBytes(StandardCharsets.UTF_8))
                .object("id_token");
        assertEquals(
                List.of("keyauth", "acme_aud"), List.copyOf(idToken.members().keySet()));
        assertEquals("to\"ken.\\", idToken.object("keyauth").text("value"));
        assertEquals("https://ca.example/c?a=%22", idToken.object("acme_aud").text("value"));
        assertEquals(Optional.of(true), idToken.object("keyauth").optionalBool("essential"));
        assertEquals(Optional.of(true), idToken.object("acme_aud").optionalBool("essential"));
        assertEquals("to\"ken.\\", request.keyauth());
        assertEquals("https://ca.example/c?a=%22", request.acmeAud().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=2", "%zz=1", "a=%", "a=%1", "a&a"})
    @DisplayName("parameters occur once and are well escaped")
    void parameters(String text) {
        assertThrows(IllegalArgumentException.class, () -> FormParameters.parse(text));
    }

    @Test
    @DisplayName("parameters come back as they went in, and never show their values")
    void roundTrip() {
        var parameters = new FormParameters(Map.of("state", "a b+c&d=e%f\u00e4\u20ac/?#"));
        assertEquals(parameters, FormParameters.parse(parameters.encode()));
        assertEquals("state=a%20b%2Bc%26d%3De%25f%C3%A4%E2%82%AC%2F%3F%23", parameters.encode());
        assertEquals("FormParameters[state]", parameters.toString());
        assertEquals(
                Map.of("a", "", "b", "x y"), FormParameters.parse("a&&b=x+y").values());
    }
}
