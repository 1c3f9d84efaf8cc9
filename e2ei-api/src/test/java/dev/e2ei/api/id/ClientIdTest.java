package dev.e2ei.api.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client id")
class ClientIdTest {
    private static final String CANONICAL = "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:4959bc6ab12f2846@wire.example";
    private static final ClientId CLIENT = new ClientId(
            new UserId(UUID.fromString("0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0"), Domain.parse("wire.example")),
            new DeviceId(0x4959bc6ab12f2846L));

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("is read from each of its four spellings")
    @ValueSource(
            strings = {
                CANONICAL,
                "Dx4tPEtaSXiHlqW0w9Lh8A:4959bc6ab12f2846@wire.example",
                "wireapp://Dx4tPEtaSXiHlqW0w9Lh8A!4959bc6ab12f2846@wire.example",
                "wireapp://Dx4tPEtaSXiHlqW0w9Lh8A%214959bc6ab12f2846@wire.example",
                "0F1E2D3C-4B5A-4978-8796-A5B4C3D2E1F0:4959BC6AB12F2846@wire.example"
            })
    void spellings(String text) {
        assertEquals(CLIENT, ClientId.parse(text));
    }

    @Test
    @DisplayName("is written in one canonical spelling, as a URI and as ACME's qualified form")
    void writing() {
        assertEquals(CANONICAL, CLIENT.toString());
        assertEquals("wireapp://Dx4tPEtaSXiHlqW0w9Lh8A!4959bc6ab12f2846@wire.example", CLIENT.uri());
        assertEquals("Dx4tPEtaSXiHlqW0w9Lh8A:4959bc6ab12f2846@wire.example", CLIENT.e2eiQualified());
        assertEquals(CLIENT, ClientId.parse(CLIENT.toString()));
        assertEquals(CLIENT, ClientId.parse(CLIENT.uri()));
        assertEquals(CLIENT, ClientId.parse(CLIENT.e2eiQualified()));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("of the page's examples reads")
    @CsvSource({
        "b7ac11a4-8f01-4527-af88-1c30885a7931:6add501bacd1d90e@example.com, 6add501bacd1d90e",
        "T4Coy4vdRzianwfOgXpn6A:6add501bacd1d90e@whitehouse.gov, 6add501bacd1d90e",
        "b7ac11a4-8f01-4527-af88-1c30885a7931:000000000000a002@example.com, a002",
        "b7ac11a4-8f01-4527-af88-1c30885a7931:0@example.com, 0",
        "b7ac11a4-8f01-4527-af88-1c30885a7931:ffffffffffffffff@example.com, ffffffffffffffff"
    })
    void examples(String text, String device) {
        assertEquals(device, ClientId.parse(text).device().toString());
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("is refused in any other form")
    @ValueSource(
            strings = {
                "",
                "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0",
                "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:4959bc6ab12f2846",
                "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0@wire.example",
                "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:@wire.example",
                "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:4959bc6ab12f28461@wire.example",
                "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:xyz@wire.example",
                "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:-1@wire.example",
                "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:+1@wire.example",
                "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:1@",
                "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:1@a@b",
                "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:1@wire.example:443",
                "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:1@wire.example/",
                "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:1@ wire.example",
                "1-1-1-1-1:1@wire.example",
                "Dx4tPEtaSXiHlqW0w9Lh8:1@wire.example",
                "Dx4tPEtaSXiHlqW0w9Lh8AA:1@wire.example",
                "Dx4tPEtaSXiHlqW0w9Lh8B:1@wire.example",
                "wireapp://Dx4tPEtaSXiHlqW0w9Lh8A:1@wire.example",
                "wireapp://0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0!1@wire.example",
                "wireapp://Dx4tPEtaSXiHlqW0w9Lh8A%2@wire.example",
                "wireapp://Dx4tPEtaSXiHlqW0w9Lh8A%zz1@wire.example",
                "wireapp://Dx4tPEtaSXiHlqW0w9Lh8A!1@evil.example\\@wire.example",
                "wireapp:Dx4tPEtaSXiHlqW0w9Lh8A!1@wire.example",
                "https://Dx4tPEtaSXiHlqW0w9Lh8A!1@wire.example",
                "wireapp://%40alice_wire@wire.example"
            })
    void refusals(String text) {
        assertThrows(IllegalArgumentException.class, () -> ClientId.parse(text));
    }

    @Test
    @DisplayName("that is too long is refused before it is looked at, and not repeated in the message")
    void length() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> ClientId.parse("x".repeat(100_000)));
        assertFalse(e.getMessage().contains("xxx"));
    }

    @Test
    @DisplayName("differs by user, device and domain, not by the case of the domain")
    void equality() {
        assertEquals(CLIENT, ClientId.parse(CANONICAL.replace("wire.example", "Wire.EXAMPLE")));
        assertEquals(
                CLIENT.hashCode(),
                ClientId.parse(CANONICAL.replace("wire.example", "Wire.EXAMPLE"))
                        .hashCode());
        assertNotEquals(CLIENT, ClientId.parse(CANONICAL.replace("wire.example", "other.example")));
        assertNotEquals(CLIENT, ClientId.parse(CANONICAL.replace("4959bc6ab12f2846", "1")));
    }
}
