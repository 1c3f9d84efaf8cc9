package dev.e2ei.testkit.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.e2ei.api.id.Domain;
import dev.e2ei.testkit.jose.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("step-ca's configuration")
class StepCaConfigTest {
    private static final String KEY = "-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----\n";
    private static final StepCaConfig CONFIG = new StepCaConfig(
            Path.of("/ca"),
            9000,
            9001,
            Domain.parse("wire.example"),
            URI.create("http://localhost:9002/realms/x"),
            KEY);
    private static final JsonNode PROVISIONER = Json.readObject(CONFIG.toJson())
            .path("authority")
            .path("provisioners")
            .path(0);

    @Test
    @DisplayName("turns on both challenges of Wire, which are off by default")
    void challenges() {
        assertEquals(
                "[\"wire-oidc-01\",\"wire-dpop-01\"]",
                PROVISIONER.path("challenges").toString());
        assertEquals("ACME", PROVISIONER.path("type").asText());
    }

    @Test
    @DisplayName("listens on the loopback interface only, and answers as localhost")
    void addresses() {
        JsonNode config = Json.readObject(CONFIG.toJson());
        assertEquals("127.0.0.1:9000", config.path("address").asText());
        assertEquals("127.0.0.1:9001", config.path("insecureAddress").asText());
        assertEquals("[\"localhost\"]", config.path("dnsNames").toString());
        assertEquals(URI.create("https://localhost:9000/acme/wire/directory"), CONFIG.directory());
    }

    @Test
    @DisplayName("gives the list the same address that the leaves name")
    void crl() {
        JsonNode crl = Json.readObject(CONFIG.toJson()).path("crl");
        assertEquals("http://localhost:9001/crl", crl.path("idpURL").asText());
        assertTrue(
                crl.path("enabled").asBoolean() && crl.path("generateOnRevoke").asBoolean());
    }

    @Test
    @DisplayName("quotes every name that comes from a token, so that no name breaks out of the template")
    void quoting() {
        JsonNode options = PROVISIONER.path("options");
        String leaf = options.path("x509").path("template").asText();
        assertTrue(leaf.contains("{{ toJson .Oidc.name }}"), leaf);
        assertTrue(leaf.contains("\"crlDistributionPoints\":[\"" + CONFIG.crl() + "\"]"), leaf);
        JsonNode oidc = options.path("wire").path("oidc");
        assertTrue(oidc.path("transform").asText().contains("{{ toJson .name }}"));
        assertEquals("wireapp", oidc.path("config").path("clientId").asText());
    }

    @Test
    @DisplayName("knows the backend's key, and the address that its tokens name whatever the backend's host is")
    void backend() {
        JsonNode dpop = PROVISIONER.path("options").path("wire").path("dpop");
        assertEquals(KEY, new String(Base64.getDecoder().decode(dpop.path("key").asText()), StandardCharsets.US_ASCII));
        assertEquals(
                "https://wire.example/clients/{{.DeviceID}}/access-token",
                dpop.path("target").asText());
    }
}
