package dev.e2ei.api.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A domain")
class DomainTest {
    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("is labels of letters, digits and hyphens")
    @ValueSource(
            strings = {"wire.example", "localhost", "a.b.c", "xn--bcher-kva.example", "1and1.example", "Wire.Example"})
    void accepted(String text) {
        assertEquals(text, Domain.parse(text).toString());
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("is refused in any other form")
    @ValueSource(
            strings = {
                "",
                ".",
                "wire.example.",
                ".wire.example",
                "wire..example",
                "-wire.example",
                "wire-.example",
                "wire_example",
                "wire example",
                "wire.example:443",
                "wire.example/",
                "[::1]",
                "bücher.example",
                "wire.example\n",
                "evil.example\\@wire.example",
                "wire%2eexample"
            })
    void refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Domain.parse(text));
    }

    @Test
    @DisplayName("has at most 253 characters, and labels of at most 63")
    void length() {
        String label = "x".repeat(63);
        assertEquals(label, Domain.parse(label).toString());
        assertThrows(IllegalArgumentException.class, () -> Domain.parse("x".repeat(64)));
        String longest = String.join(".", label, label, label, "x".repeat(61));
        assertEquals(longest, Domain.parse(longest).toString());
        assertThrows(IllegalArgumentException.class, () -> Domain.parse(longest + "y"));
    }
}
