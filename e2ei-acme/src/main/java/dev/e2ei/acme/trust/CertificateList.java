package dev.e2ei.acme.trust;

import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.json.JsonValue;
import dev.e2ei.api.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Certificates as step-ca lists them in JSON: {@code {"crts": ["-----BEGIN CERTIFICATE-----…"]}}. */
final class CertificateList {
    private static final String LISTED = "crts";

    private CertificateList() {}

    /** The certificates in DER, in their order, each once. */
    static Set<Bytes> read(String what, Bytes document) {
        Set<Bytes> found = new LinkedHashSet<>();
        for (String text : listed(what, document)) {
            found.addAll(PemText.certificates(Bytes.of(text.getBytes(StandardCharsets.UTF_8))));
        }
        return found;
    }

    private static List<String> listed(String what, Bytes document) {
        try {
            JsonObject object = Json.parseObject(document.toByteArray());
            // Go writes a list without elements as null
            if (object.members().get(LISTED) instanceof JsonValue.Null) {
                return List.of();
            }
            return object.array(LISTED).texts(LISTED);
        } catch (JsonException malformed) {
            throw Download.refused(what + ": " + malformed.getMessage());
        }
    }
}
