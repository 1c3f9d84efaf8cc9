package dev.e2ei.core.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.CrlRejectedException;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.core.x509.ParsedCrl;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.X509Crypto;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A revocation list of a million entries")
class LongCrlTest {
    private static final int ENTRIES = 1_000_000;
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final URI POINT = URI.create("http://crl.wire.com/long");
    private static final X509Crypto CRYPTO =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().x509();
    private static final TestKey KEY = TestKey.p256();
    private static final ParsedCertificate ROOT =
            TestCertificate.authority("Root").key(KEY).selfSigned();
    private static final TrustStore TRUST = TrustStore.empty().withAnchor(ROOT, TestCertificate.fingerprint(ROOT));
    private static final byte[] LIST = list(1, ENTRIES);

    private static CrlRegistry.Registration register(CrlRegistry registry, byte[] list) {
        return registry.register(POINT, list, TRUST, CRYPTO, NOW);
    }

    @Test
    @DisplayName("V5 is parsed, verified and searched within 128 MiB, its own octets included")
    void littleMemory(@TempDir Path folder) throws IOException, InterruptedException {
        assertTrue(LIST.length > 40_000_000);
        assertEquals("[1000000, 1000, 1000]", LongCrl.inLittleMemory(LIST, ROOT, NOW, folder));
    }

    @Test
    @DisplayName("is refused as a whole for one wrong octet in its last entry, with the place")
    void brokenAtTheEnd() {
        byte[] list = LIST.clone();
        byte[] last = LongCrl.serialNumber(ENTRIES - 1).toByteArray();
        int place = lastIndexOf(list, last);
        list[place + last.length + 2] = 'x';
        MalformedCertificateException refusal =
                assertThrows(MalformedCertificateException.class, () -> ParsedCrl.parse(list));
        assertEquals(place + last.length, refusal.offset());
        assertEquals(
                "CertificateList.tbsCertList.revokedCertificates.revokedCertificate.revocationDate", refusal.path());
        assertEquals(MalformedCertificateException.Reason.VALUE, refusal.reason());
    }

    @Test
    @DisplayName("is refused for another signature, for an entry that was changed, and where one was left out")
    void forged() {
        byte[] other = LIST.clone();
        other[lastIndexOf(other, LongCrl.serialNumber(ENTRIES - 1).toByteArray())] ^= 1;
        byte[] signature = LIST.clone();
        signature[signature.length - 1] ^= 1;
        for (byte[] forged : new byte[][] {other, signature}) {
            assertEquals(
                    CrlRejectedException.Reason.BAD_SIGNATURE,
                    assertThrows(CrlRejectedException.class, () -> register(CrlRegistry.empty(), forged))
                            .reason());
        }
    }

    @Test
    @DisplayName(
            "is followed by one with an entry more, which is dirty, and not by an older one of the same entries less")
    void next() {
        int entries = ENTRIES / 10;
        CrlRegistry registry = register(CrlRegistry.empty(), list(1, entries)).registry();
        CrlRegistry.Registration next = register(registry, list(2, entries + 1));
        assertTrue(next.dirty());
        assertThrows(CrlRejectedException.class, () -> register(next.registry(), list(1, entries)));
        assertThrows(CrlRejectedException.class, () -> register(registry, list(1, entries - 1)));
    }

    private static byte[] list(long number, int entries) {
        return TestCrl.of("Root", NOW)
                .number(number)
                .entries(LongCrl.entries(entries, NOW))
                .signedBy(KEY);
    }

    private static int lastIndexOf(byte[] octets, byte[] part) {
        for (int from = octets.length - part.length; from >= 0; from--) {
            if (Arrays.equals(octets, from, from + part.length, part, 0, part.length)) {
                return from;
            }
        }
        throw new AssertionError("the part is not there");
    }
}
