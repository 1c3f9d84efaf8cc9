package dev.e2ei.api.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A handle")
class HandleTest {
    private static final Domain DOMAIN = Domain.parse("wire.example");

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("is read bare, qualified and as a URI")
    @ValueSource(strings = {"alice_wire", "alice_wire@wire.example", "wireapp://%40alice_wire@wire.example"})
    void forms(String text) {
        Handle handle = Handle.parse(text, DOMAIN);
        assertEquals("alice_wire", handle.name());
        assertEquals("alice_wire@wire.example", handle.toString());
        assertEquals("wireapp://%40alice_wire@wire.example", handle.uri());
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("of any spelling survives the way to the URI and back")
    @ValueSource(
            strings = {"alice.smith.qa", "a-b_c.d", "a!b", "50%", "é", "алиса", "名前", "a+b", "a:b/c?d#e", "\"\\^|`{}<>"
            })
    void roundTrip(String name) {
        Handle handle = new Handle(name, DOMAIN);
        assertEquals(handle, Handle.parseUri(handle.uri()));
    }

    @Test
    @DisplayName("is encoded with the userinfo set of the WHATWG URL standard")
    void encoding() {
        assertEquals("wireapp://%40a%3Ab%2Fc!d.e_f-g@wire.example", new Handle("a:b/c!d.e_f-g", DOMAIN).uri());
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("is refused when it is no handle, or belongs to another domain")
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\tb",
                "a\u0000b",
                "alice@other.example",
                "wireapp://%40alice_wire@other.example",
                "wireapp://alice_wire@wire.example",
                "wireapp://%40@wire.example",
                "wireapp://%4@wire.example",
                "wireapp://%40a%zz@wire.example",
                "wireapp://%40a%ff@wire.example",
                "wireapp://%40a@b@wire.example@",
                "wireapp://@wire.example",
                "a@b@wire.example"
            })
    void refusals(String text) {
        assertThrows(IllegalArgumentException.class, () -> Handle.parse(text, DOMAIN));
    }

    @Test
    @DisplayName("has at most 256 characters")
    void length() {
        assertEquals(256, new Handle("x".repeat(256), DOMAIN).name().length());
        assertThrows(IllegalArgumentException.class, () -> new Handle("x".repeat(257), DOMAIN));
    }
}
