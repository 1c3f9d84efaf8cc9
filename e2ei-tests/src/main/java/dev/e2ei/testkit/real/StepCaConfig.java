package dev.e2ei.testkit.real;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.id.Domain;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * The file {@code ca.json} of a step-ca with one ACME provisioner that has both challenges of Wire.
 *
 * @param folder where root, intermediate, key and database are
 * @param port the port for https
 * @param crlPort the port for http, which serves the revocation list
 * @param domain the domain of the certificates
 * @param issuer the issuer of the id tokens
 * @param backendKeyPem the public key of the access tokens' signatures
 */
record StepCaConfig(Path folder, int port, int crlPort, Domain domain, URI issuer, String backendKeyPem) {
    static final String ROOT = "root.crt";
    static final String INTERMEDIATE = "intermediate.crt";
    static final String INTERMEDIATE_KEY = "intermediate.key";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ALGORITHMS = List.of("RS256", "ES256", "ES384", "EdDSA");

    String toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put("root", folder.resolve(ROOT).toString());
        root.put("crt", folder.resolve(INTERMEDIATE).toString());
        root.put("key", folder.resolve(INTERMEDIATE_KEY).toString());
        root.put("address", "127.0.0.1:" + port);
        root.put("insecureAddress", "127.0.0.1:" + crlPort);
        root.putArray("dnsNames").add("localhost");
        root.putObject("logger").put("format", "text");
        root.putObject("db")
                .put("type", "badgerv2")
                .put("dataSource", folder.resolve("db").toString());
        // Without idpURL the list says that it is the one of https://<first name>/1.0/crl, whatever the leaves name:
        // then
        // it clears none of them, RFC 5280, section 6.3.3 (b) (2).
        root.putObject("crl")
                .put("enabled", true)
                .put("generateOnRevoke", true)
                .put("cacheDuration", "24h")
                .put("idpURL", crl().toString());
        root.putObject("authority").putArray("provisioners").add(provisioner());
        return root.toPrettyString();
    }

    URI crl() {
        return URI.create("http://localhost:" + crlPort + "/crl");
    }

    URI directory() {
        return URI.create("https://localhost:" + port + "/acme/wire/directory");
    }

    private ObjectNode provisioner() {
        ObjectNode provisioner =
                JSON.createObjectNode().put("type", "ACME").put("name", "wire").put("forceCN", true);
        // Without this list the server leaves Wire's challenges out.
        provisioner.putArray("challenges").add("wire-oidc-01").add("wire-dpop-01");
        provisioner
                .putObject("claims")
                .put("minTLSCertDuration", "60s")
                .put("maxTLSCertDuration", "87600h")
                .put("defaultTLSCertDuration", "2160h")
                .put("disableRenewal", false)
                .put("allowRenewalAfterExpiry", false);
        ObjectNode options = provisioner.putObject("options");
        options.putObject("x509").put("template", leafTemplate());
        ObjectNode wire = options.putObject("wire");
        wire.set("oidc", oidc());
        wire.putObject("dpop")
                .put("key", Base64.getEncoder().encodeToString(backendKeyPem.getBytes(StandardCharsets.US_ASCII)))
                .put("target", "https://" + domain + "/clients/{{.DeviceID}}/access-token");
        return provisioner;
    }

    private ObjectNode oidc() {
        ObjectNode oidc = JSON.createObjectNode();
        ObjectNode provider = oidc.putObject("provider")
                .put("issuerUrl", issuer.toString())
                .put("discoveryBaseUrl", issuer.toString());
        algorithms(provider);
        algorithms(oidc.putObject("config").put("clientId", Keycloak.PUBLIC_CLIENT));
        oidc.put(
                "transform",
                "{\"name\": {{ toJson .name }}, \"preferred_username\": \"wireapp://%40{{ .preferred_username }}\"}");
        return oidc;
    }

    private static void algorithms(ObjectNode node) {
        ArrayNode array = node.putArray("signatureAlgorithms");
        ALGORITHMS.forEach(array::add);
    }

    /** A Go template whose output is JSON: not JSON itself, so it is put together as text. */
    private String leafTemplate() {
        return "{\"subject\":{\"organization\":\"" + domain + "\",\"commonName\":{{ toJson .Oidc.name }}},"
                + "\"uris\":[{{ toJson .Oidc.preferred_username }},{{ toJson .Dpop.sub }}],"
                + "\"keyUsage\":[\"digitalSignature\"],\"extKeyUsage\":[\"clientAuth\"],"
                + "\"crlDistributionPoints\":[\"" + crl() + "\"]}";
    }
}
