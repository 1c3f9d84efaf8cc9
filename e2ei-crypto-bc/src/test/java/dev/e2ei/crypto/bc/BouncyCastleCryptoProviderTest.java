package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.spi.SpiVersion;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.RandomSource;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The provider")
class BouncyCastleCryptoProviderTest {
    private final BouncyCastleCryptoProvider provider = new BouncyCastleCryptoProvider();

    @Test
    @DisplayName("is called bouncycastle, has the usual priority and needs not be named")
    void identity() {
        assertEquals("bouncycastle", provider.name());
        assertEquals(100, provider.priority());
        assertEquals(SpiVersion.CURRENT, provider.spiVersion());
        assertTrue(provider.isAvailable());
        assertFalse(provider.byNameOnly());
    }

    @Test
    @DisplayName("has every suite, and one object for each")
    void suites() {
        for (Ciphersuite suite : Ciphersuite.values()) {
            CiphersuiteCrypto crypto = provider.forCiphersuite(suite).orElseThrow();
            assertEquals(suite, crypto.ciphersuite());
            assertSame(crypto, provider.forCiphersuite(suite).orElseThrow());
        }
    }

    @Test
    @DisplayName("registers nothing with the JDK, whatever it is used for")
    void noRegistration() {
        List<Provider> before = List.of(Security.getProviders());
        for (Ciphersuite suite : Ciphersuite.values()) {
            CiphersuiteCrypto crypto = provider.forCiphersuite(suite).orElseThrow();
            KeyPairOctets pair = crypto.generateSignatureKeyPair();
            assertTrue(crypto.verify(pair.publicKey(), new byte[1], crypto.sign(pair.privateKey(), new byte[1])));
        }
        assertEquals(before, List.of(Security.getProviders()));
    }

    @Test
    @DisplayName("gives as many random octets as are asked for, never the same")
    void random() {
        RandomSource random = provider.random();
        assertEquals(0, random.bytes(0).length);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            byte[] octets = random.bytes(32);
            assertEquals(32, octets.length);
            assertTrue(seen.add(Arrays.toString(octets)));
        }
        assertThrows(IllegalArgumentException.class, () -> random.bytes(-1));
    }
}
