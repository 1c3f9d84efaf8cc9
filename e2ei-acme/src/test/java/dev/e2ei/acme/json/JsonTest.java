package dev.e2ei.acme.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("JSON of a server")
class JsonTest {
    private static JsonObject parse(String text) {
        return Json.parseObject(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[]",
                "null",
                "1",
                "\"text\"",
                "{}{}",
                "{} x",
                "{}]",
                "{\"a\":1,\"a\":1}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":1,\"\\u0061\":1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":.5}",
                "{\"a\":+1}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":1,}",
                "{\"a\":[1,]}",
                "{/*x*/}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udc00\":1}",
                "\ufeff{}",
                "{\"a\":tru}"
            })
    @DisplayName("is refused unless it is one strict object")
    void looseJsonIsRefused(String text) {
        assertThrows(JsonException.class, () -> parse(text));
    }

    @Test
    @DisplayName("is refused when its UTF-8 is malformed, overlong, or another encoding")
    void otherEncodingsAreRefused() {
        for (byte[] octets : List.of(
                new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
                new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'},
                new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
                new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
                "{}".getBytes(StandardCharsets.UTF_16BE),
                "{}".getBytes(StandardCharsets.UTF_16LE))) {
            assertThrows(JsonException.class, () -> Json.parseObject(octets));
        }
    }

    @Test
    @DisplayName("may be nested 32 deep and no deeper")
    void depthIsLimited() {
        assertTrue(parse("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}").has("a"));
        assertThrows(JsonException.class, () -> parse("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}"));
        assertThrows(JsonException.class, () -> parse("{\"a\":" + "[".repeat(300_000)));
    }

    @Test
    @DisplayName("may have 1 MiB and no more")
    void sizeIsLimited() {
        String frame = "{\"a\":\"\"}";
        String largest = "{\"a\":\"" + "x".repeat(Json.MAX_OCTETS - frame.length()) + "\"}";
        assertEquals(Json.MAX_OCTETS - frame.length(), parse(largest).text("a").length());
        assertThrows(JsonException.class, () -> parse(largest + " "));
    }

    @Test
    @DisplayName("has limits for names, numbers and the number of values")
    void namesNumbersAndCountsAreLimited() {
        assertThrows(JsonException.class, () -> parse("{\"" + "n".repeat(257) + "\":1}"));
        assertThrows(JsonException.class, () -> parse("{\"a\":" + "1".repeat(65) + "}"));
        assertThrows(JsonException.class, () -> parse("{\"a\":[" + "1,".repeat(100_000) + "1]}"));
    }

    @Test
    @DisplayName("gives each member by its type, and refuses another type or an absent one by the member's name")
    void accessorsCheckTypes() {
        JsonObject object = parse("{\"t\":\"x\",\"n\":12,\"f\":1.5,\"o\":{},\"a\":[\"y\"],\"b\":true,\"z\":null}");
        assertEquals("x", object.text("t"));
        assertEquals(12, object.integer("n"));
        assertEquals(new BigDecimal("1.5"), object.number("f"));
        assertEquals(new JsonObject(Map.of()), object.object("o"));
        assertEquals(List.of("y"), object.array("a").texts("a"));
        assertEquals(Optional.of(true), object.optionalBool("b"));
        assertEquals(Optional.empty(), object.optionalText("z"));
        assertEquals(Optional.empty(), object.optionalText("absent"));
        assertFalse(object.has("z"));

        assertRefused("member \"n\" is not a string", () -> object.text("n"));
        assertRefused("member \"z\" is missing", () -> object.text("z"));
        assertRefused("member \"t\" is not a number", () -> object.integer("t"));
        assertRefused("member \"f\" is not a whole number of 64 bits", () -> object.integer("f"));
        assertRefused("member \"a\" is not an object", () -> object.object("a"));
        assertRefused("member \"o\" is not an array", () -> object.array("o"));
        assertRefused("member \"t\" is not true or false", () -> object.optionalBool("t"));
        assertRefused(
                "an element of \"a\" is not an object", () -> object.array("a").objects("a"));
        assertRefused(
                "an element of \"a\" is not a string",
                () -> parse("{\"a\":[1]}").array("a").texts("a"));
    }

    @Test
    @DisplayName("may hold numbers of absurd magnitude without costing time")
    void absurdNumbersAreCheap() {
        JsonObject object = parse("{\"huge\":1e999999999,\"tiny\":1e-999999999,\"long\":9223372036854775808}");
        for (String name : List.of("huge", "tiny", "long")) {
            assertThrows(JsonException.class, () -> object.integer(name));
        }
    }

    @Test
    @DisplayName("never shows up in a message or a toString")
    void contentIsNotShown() {
        JsonObject object = parse("{\"token\":\"secret-word\",\"list\":[\"secret-word\"]}");
        assertFalse((object + "" + object.member("token") + object.member("list")).contains("secret-word"));
        JsonException refused = assertThrows(JsonException.class, () -> parse("{\"token\": secret-word}"));
        assertFalse(refused.getMessage().contains("secret"));
        assertFalse(assertThrows(JsonException.class, () -> parse("{\"secret\":1,\"secret\":1}"))
                .getMessage()
                .contains("secret"));
    }

    @Test
    @DisplayName("is written without blanks, members in the order in which they were put")
    void writingKeepsTheOrder() {
        byte[] written = Json.write(JsonObject.builder()
                .put("z", "ü\"\\")
                .put("a", 1760000000L)
                .putNull("team")
                .put("b", true)
                .put("list", JsonArray.ofTexts(List.of("x")))
                .build());
        assertArrayEquals(
                "{\"z\":\"ü\\\"\\\\\",\"a\":1760000000,\"team\":null,\"b\":true,\"list\":[\"x\"]}".getBytes(UTF_8),
                written);
        assertThrows(
                IllegalArgumentException.class,
                () -> JsonObject.builder().put("a", 1).put("a", 2));
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(JsonException.class, call).getMessage());
    }
}
