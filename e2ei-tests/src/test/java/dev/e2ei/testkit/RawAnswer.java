package dev.e2ei.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.jose.Json;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** What a server of the kit answered. */
record RawAnswer(int status, HttpHeaders headers, String body) {
    ObjectNode json() {
        return Json.readObject(body);
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The part of a problem's type after the last colon, or of a challenge's error. */
    String problem() {
        ObjectNode json = json();
        String type = json.has("type") && json.path("type").asText().startsWith("urn:")
                ? json.path("type").asText()
                : json.path("error").path("type").asText();
        return type.substring(type.lastIndexOf(':') + 1);
    }

    String detail() {
        ObjectNode json = json();
        return json.has("detail")
                ? json.path("detail").asText()
                : json.path("error").path("detail").asText();
    }
}
