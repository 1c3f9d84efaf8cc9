package dev.e2ei.tests.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.WirePolicy;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.id.ClientId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The arguments of a request. Octets are hexadecimal, or {@code base64:…}, or {@code utf8:…}. */
record Request(ObjectNode arguments) {
    private static final String BASE64 = "base64:";
    private static final String UTF8 = "utf8:";

    JsonNode node(String name) {
        return arguments.path(name);
    }

    Optional<String> optionalText(String name) {
        return node(name).isTextual() ? Optional.of(node(name).textValue()) : Optional.empty();
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    Optional<Bytes> optionalOctets(String name) {
        return optionalText(name).map(Request::parse);
    }

    Bytes octets(String name) {
        return optionalOctets(name).orElseThrow(() -> missing(name));
    }

    int integer(String name, int otherwise) {
        return node(name).asInt(otherwise);
    }

    boolean flag(String name) {
        return node(name).asBoolean(false);
    }

    <T> List<T> list(String name, Function<String, T> reading) {
        List<T> values = new ArrayList<>();
        node(name).forEach(value -> values.add(reading.apply(value.asText())));
        return values;
    }

    ConversationId conversation() {
        return new ConversationId(octets("groupId"));
    }

    List<ClientId> clients() {
        return list("clientIds", ClientId::parse);
    }

    /** The first of {@code ciphersuites}, or {@code ciphersuite}. */
    Optional<Ciphersuite> suite() {
        JsonNode first = node("ciphersuites").path(0);
        JsonNode id = first.isInt() ? first : node("ciphersuite");
        return id.isInt() ? Optional.of(suite(id.asInt())) : Optional.empty();
    }

    List<Ciphersuite> suites() {
        return node("ciphersuites").isArray()
                ? list("ciphersuites", id -> suite(Integer.parseInt(id)))
                : List.of(suite().orElse(Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519));
    }

    private static Ciphersuite suite(int id) {
        return Ciphersuite.ofId(id).orElseThrow(() -> new IllegalArgumentException("no ciphersuite " + id));
    }

    Optional<CredentialType> credentialType() {
        return optionalText("credentialType")
                .map(name -> name.toLowerCase(Locale.ROOT).equals("x509") ? CredentialType.X509 : CredentialType.Basic);
    }

    WirePolicy wirePolicy() {
        return optionalText("wirePolicy").orElse("").toLowerCase(Locale.ROOT).equals("ciphertext")
                ? WirePolicy.Ciphertext
                : WirePolicy.Plaintext;
    }

    static Bytes parse(String text) {
        if (text.startsWith(BASE64)) {
            return Bytes.of(Base64.getDecoder().decode(text.substring(BASE64.length())));
        }
        return text.startsWith(UTF8) ? Bytes.ofUtf8(text.substring(UTF8.length())) : Bytes.fromHex(text);
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("missing: " + name);
    }
}
