package dev.e2ei.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.testkit.jose.Json;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What goes out.
 *
 * @param status the HTTP status
 * @param headers the headers, by name without regard to case
 * @param body the body
 */
public record Response(int status, Map<String, String> headers, Bytes body) {
    /** {@inheritDoc} */
    public Response {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }

    /**
     * A status alone.
     *
     * @param status the status
     * @return the answer
     */
    public static Response of(int status) {
        return new Response(status, Map.of(), Bytes.EMPTY);
    }

    /**
     * A body.
     *
     * @param status the status
     * @param contentType its type
     * @param body the text
     * @return the answer
     */
    public static Response of(int status, String contentType, String body) {
        return new Response(status, Map.of("Content-Type", contentType), Bytes.ofUtf8(body));
    }

    /**
     * JSON, with the line feed at its end that Go's encoder writes.
     *
     * @param status the status
     * @param json the body
     * @return the answer
     */
    public static Response json(int status, JsonNode json) {
        return of(status, "application/json", Json.write(json) + "\n");
    }

    /**
     * The same answer with a header.
     *
     * @param name the header
     * @param value its value
     * @return the answer
     */
    public Response with(String name, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new Response(status, more, body);
    }

    /**
     * The same answer without a header.
     *
     * @param name the header
     * @return the answer
     */
    public Response without(String name) {
        Map<String, String> fewer = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fewer.putAll(headers);
        fewer.remove(name);
        return new Response(status, fewer, body);
    }

    /**
     * The same answer with another body.
     *
     * @param other the body
     * @return the answer
     */
    public Response withBody(Bytes other) {
        return new Response(status, headers, other);
    }

    /** {@return the status only} */
    @Override
    public String toString() {
        return "Response[" + status + "]";
    }
}
