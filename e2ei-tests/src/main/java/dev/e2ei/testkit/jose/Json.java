package dev.e2ei.testkit.jose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.jose.JwsRejectedException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The kit's JSON: one strict reader, one writer. */
public final class Json {
    private static final int MAX_OCTETS = 1 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxStringLength(MAX_OCTETS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Json() {}

    /** {@return an empty object} */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Reads an object.
     *
     * @param octets UTF-8, at most 1 MiB
     * @return the object
     * @throws JwsRejectedException if it is anything else, or has a member twice
     */
    public static ObjectNode readObject(byte[] octets) {
        if (octets.length > MAX_OCTETS) {
            throw new JwsRejectedException(Reason.MALFORMED, "more than 1 MiB of JSON");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (CharacterCodingException e) {
            throw new JwsRejectedException(Reason.MALFORMED, "not UTF-8");
        } catch (IOException e) {
            throw new JwsRejectedException(Reason.MALFORMED, "not strict JSON");
        }
        throw new JwsRejectedException(Reason.MALFORMED, "not a JSON object");
    }

    /**
     * Reads an object.
     *
     * @param text at most 1 MiB as UTF-8
     * @return the object
     * @throws JwsRejectedException if it is anything else, or has a member twice
     */
    public static ObjectNode readObject(String text) {
        return readObject(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads any JSON value.
     *
     * @param text the value
     * @return its tree
     * @throws JwsRejectedException if it is none
     */
    public static JsonNode readValue(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new JwsRejectedException(Reason.MALFORMED, "not strict JSON");
        }
    }

    /**
     * Writes compactly, members in their order.
     *
     * @param node the tree
     * @return its text
     */
    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that cannot be written", e);
        }
    }

    /**
     * The text of a member that has to be there.
     *
     * @param object the object
     * @param name the member
     * @return its text
     * @throws JwsRejectedException if it is missing or not a string
     */
    public static String text(JsonNode object, String name) {
        JsonNode member = object.path(name);
        if (!member.isTextual()) {
            throw new JwsRejectedException(Reason.MALFORMED, "the member " + name + " is missing or not a string");
        }
        return member.textValue();
    }
}
