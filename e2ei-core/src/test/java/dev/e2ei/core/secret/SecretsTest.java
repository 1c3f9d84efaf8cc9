package dev.e2ei.core.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Secret;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Secrets on their way")
class SecretsTest {
    @Test
    @DisplayName("are wiped when their scope ends, also by an exception")
    void scope() {
        byte[] octets = {1, 2, 3};
        Secret secret = Secret.copyOf(octets);
        assertThrows(IllegalArgumentException.class, () -> {
            try (SecretScope scope = new SecretScope()) {
                assertEquals(3, scope.keep(secret).size());
                scope.keep(octets);
                throw new IllegalArgumentException("planted");
            }
        });
        assertArrayEquals(new byte[3], octets);
        assertTrue(secret.isDestroyed());
    }

    @Test
    @DisplayName("leave nothing in a buffer that grew, nor in one that was closed")
    void buffer() throws ReflectiveOperationException {
        WipedBytes bytes = new WipedBytes(0);
        byte[] first = backing(bytes);
        bytes.put(7);
        bytes.put(new byte[] {7, 7, 7});
        assertEquals(7, first[0]);
        bytes.put(new byte[1000]);
        assertArrayEquals(new byte[first.length], first, "the array it outgrew");
        assertEquals(1004, bytes.size());
        assertEquals(7, bytes.copy()[3]);
        byte[] last = backing(bytes);
        bytes.close();
        assertArrayEquals(new byte[last.length], last);
        assertEquals(0, bytes.size());
    }

    @Test
    @DisplayName("are not shown by toString")
    void silent() {
        WipedBytes bytes = new WipedBytes(16);
        bytes.put("swordfish".getBytes(StandardCharsets.US_ASCII));
        assertFalse(bytes.toString().contains("swordfish"));
        assertEquals("WipedBytes[9 octets]", bytes.toString());
    }

    private static byte[] backing(WipedBytes bytes) throws ReflectiveOperationException {
        Field buffer = WipedBytes.class.getDeclaredField("buffer");
        buffer.setAccessible(true);
        return (byte[]) buffer.get(bytes);
    }
}
