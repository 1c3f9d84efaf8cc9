package dev.e2ei.tests.peer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.testkit.jose.Json;
import java.io.ByteArrayOutputStream;
import java.util.Base64;

/** A public key that is given as it is, or as a JWK. */
final class SenderKey {
    private SenderKey() {}

    static Bytes read(Bytes given) {
        if (given.isEmpty() || given.at(0) != '{') {
            return given;
        }
        JsonNode jwk = Json.readObject(given.utf8());
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        if (jwk.has("y")) {
            key.write(4);
        }
        for (String coordinate : new String[] {"x", "y"}) {
            key.writeBytes(Base64.getUrlDecoder().decode(jwk.path(coordinate).asText()));
        }
        return Bytes.of(key.toByteArray());
    }
}
