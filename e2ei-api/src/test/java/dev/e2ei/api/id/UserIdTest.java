package dev.e2ei.api.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A user id")
class UserIdTest {
    @Test
    @DisplayName("is read with the UUID in either form and written hyphenated")
    void forms() {
        UserId user = UserId.parse("0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0@wire.example");
        assertEquals(user, UserId.parse("Dx4tPEtaSXiHlqW0w9Lh8A@wire.example"));
        assertEquals("Dx4tPEtaSXiHlqW0w9Lh8A", user.base64Url());
        assertEquals("0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0@wire.example", user.toString());
    }

    @Test
    @DisplayName("of two domains is two users")
    void domains() {
        assertNotEquals(
                UserId.parse("Dx4tPEtaSXiHlqW0w9Lh8A@a.example"), UserId.parse("Dx4tPEtaSXiHlqW0w9Lh8A@b.example"));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("is refused in any other form")
    @ValueSource(strings = {"", "@", "alice@wire.example", "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0", "Dx4t@wire.example"})
    void refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> UserId.parse(text));
    }
}
