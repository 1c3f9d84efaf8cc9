package dev.e2ei.acme.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one class that touches Jackson: a strict, bounded reader and a writer. Refused are: more than 1 MiB, nesting beyond
 * 32, long names and numbers, invalid UTF-8, a byte order mark, surrogates without a partner, duplicate members, anything
 * after the value, anything that RFC 8259 does not allow.
 */
public final class Json {
    /** The largest document that is read, in octets. */
    public static final int MAX_OCTETS = 1 << 20;

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NAME_LENGTH = 256;
    private static final int MAX_NUMBER_LENGTH = 64;
    private static final int MAX_TOKENS = 100_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxStringLength(MAX_OCTETS)
                            .maxDocumentLength(MAX_OCTETS)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /**
     * Reads a document that has to be an object.
     *
     * @throws JsonException with the broken rule
     */
    public static JsonObject parseObject(byte[] octets) {
        if (parse(octets) instanceof JsonObject object) {
            return object;
        }
        throw new JsonException("the document is not an object");
    }

    /**
     * Reads a document.
     *
     * @throws JsonException with the broken rule
     */
    public static JsonValue parse(byte[] octets) {
        if (octets.length > MAX_OCTETS) {
            throw new JsonException("the document has " + octets.length + " octets, more than " + MAX_OCTETS);
        }
        JsonNode root;
        try {
            // Jackson would guess UTF-16 and UTF-32 as well, and is lenient with malformed UTF-8
            root = MAPPER.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (CharacterCodingException malformed) {
            throw new JsonException("the document is not valid UTF-8");
        } catch (StreamConstraintsException tooLarge) {
            throw new JsonException("the document is nested too deeply, or has a name or a number that is too long");
        } catch (JsonProcessingException malformed) {
            // Jackson's own text quotes the document, which may hold tokens
            throw new JsonException("the document is not strict JSON, at character "
                    + (malformed.getLocation() == null
                            ? -1
                            : malformed.getLocation().getCharOffset()));
        }
        return value(root);
    }

    /** Writes a value without blanks, members in order. */
    public static byte[] write(JsonValue value) {
        var out = new ByteArrayOutputStream();
        try (JsonGenerator generator = MAPPER.createGenerator(out)) {
            write(generator, value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static JsonValue value(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                node.properties().forEach(member -> members.put(paired(member.getKey()), value(member.getValue())));
                return new JsonObject(members);
            }
            case ARRAY -> {
                List<JsonValue> elements = new ArrayList<>(node.size());
                node.forEach(element -> elements.add(value(element)));
                return new JsonArray(elements);
            }
            case STRING -> {
                return new JsonValue.Text(paired(node.textValue()));
            }
            case NUMBER -> {
                return new JsonValue.Number(node.decimalValue());
            }
            case BOOLEAN -> {
                return new JsonValue.Bool(node.booleanValue());
            }
            case NULL -> {
                return new JsonValue.Null();
            }
            default -> throw new JsonException("the document is empty");
        }
    }

    private static String paired(String text) {
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new JsonException("a string has a surrogate without its partner");
        }
        return text;
    }

    private static void write(JsonGenerator generator, JsonValue value) throws IOException {
        if (value instanceof JsonObject object) {
            generator.writeStartObject();
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                generator.writeFieldName(member.getKey());
                write(generator, member.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof JsonArray array) {
            generator.writeStartArray();
            for (JsonValue element : array.elements()) {
                write(generator, element);
            }
            generator.writeEndArray();
        } else if (value instanceof JsonValue.Text text) {
            generator.writeString(text.value());
        } else if (value instanceof JsonValue.Number number) {
            generator.writeNumber(number.value());
        } else if (value instanceof JsonValue.Bool bool) {
            generator.writeBoolean(bool.value());
        } else {
            generator.writeNull();
        }
    }
}
