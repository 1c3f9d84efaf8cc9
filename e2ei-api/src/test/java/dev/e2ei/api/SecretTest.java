package dev.e2ei.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A secret")
class SecretTest {
    @Test
    @DisplayName("is copied in and lent for one call, after which the lent array is zero")
    void lending() {
        byte[] octets = {1, 2, 3};
        Secret secret = Secret.copyOf(octets);
        octets[0] = 9;
        AtomicReference<byte[]> kept = new AtomicReference<>();
        assertArrayEquals(new byte[] {1, 2, 3}, secret.use(lent -> {
            kept.set(lent);
            return lent.clone();
        }));
        assertArrayEquals(new byte[3], kept.get());
    }

    @Test
    @DisplayName("that is taken leaves the caller's array zero")
    void taking() {
        byte[] octets = {1, 2, 3};
        Secret secret = Secret.take(octets);
        assertArrayEquals(new byte[3], octets);
        assertArrayEquals(new byte[] {1, 2, 3}, secret.<byte[]>use(byte[]::clone));
    }

    @Test
    @DisplayName("wipes the lent array also when the action throws")
    void throwing() {
        Secret secret = Secret.copyOf(new byte[] {7});
        AtomicReference<byte[]> kept = new AtomicReference<>();
        assertThrows(
                IllegalStateException.class,
                () -> secret.use(lent -> {
                    kept.set(lent);
                    throw new IllegalStateException("stop");
                }));
        assertArrayEquals(new byte[1], kept.get());
    }

    @Test
    @DisplayName("cannot be used once closed; closing twice does nothing; a copy lives on")
    void closing() {
        Secret secret = Secret.copyOf(new byte[] {1, 2});
        Secret copy = secret.copy();
        secret.close();
        secret.close();
        assertTrue(secret.isDestroyed());
        assertThrows(IllegalStateException.class, () -> secret.use(lent -> lent.length));
        assertThrows(IllegalStateException.class, secret::copy);
        assertEquals(2, secret.size());
        assertEquals(2, copy.<Integer>use(lent -> lent.length));
    }

    @Test
    @DisplayName("equals by its octets, and once closed only itself")
    void equality() {
        Secret a = Secret.copyOf(new byte[] {1, 2});
        Secret b = Secret.copyOf(new byte[] {1, 2});
        assertEquals(a, b);
        assertEquals(a.hashCode(), b.hashCode());
        assertNotEquals(a, Secret.copyOf(new byte[] {1, 3}));
        assertNotEquals(a, Secret.copyOf(new byte[] {1}));
        b.close();
        assertNotEquals(a, b);
        assertNotEquals(b, Secret.copyOf(new byte[] {0, 0}));
    }

    @Test
    @DisplayName("shows its size and nothing else, and cannot be serialised")
    void printing() {
        assertEquals("Secret[2 octets]", Secret.copyOf(new byte[] {0x41, 0x42}).toString());
        assertFalse(Serializable.class.isAssignableFrom(Secret.class));
    }
}
