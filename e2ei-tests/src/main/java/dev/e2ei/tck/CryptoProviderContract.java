package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.spi.SpiVersion;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.RandomSource;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every crypto provider has to do: extend this class and say which provider it is about. Rules for a ciphersuite are
 * tried with each suite that the provider has, and known answers come from the RFCs.
 *
 * <p>{@code required_} rules hold for all providers; {@code optional_} rules are skipped where a provider says that it
 * does less.
 */
public abstract class CryptoProviderContract
        implements DigestContract,
                AeadContract,
                HpkeContract,
                HpkeRefusalContract,
                SignatureContract,
                SignatureRefusalContract,
                X509CryptoContract,
                StoreCryptoContract {
    /** For subclasses. */
    protected CryptoProviderContract() {}

    /** A provider has a stable name in lower case. If this fails, check {@code name()}. */
    @Test
    public void required_nameIsStable() {
        String name = provider().name();
        assertTrue(name.matches("[a-z][a-z0-9-]{0,63}"), name);
        assertEquals(name, provider().name());
    }

    /** The engine takes the provider's SPI version. If this fails, build against the engine's version of the API. */
    @Test
    public void required_versionFits() {
        assertTrue(SpiVersion.CURRENT.accepts(provider().spiVersion()));
    }

    /** A suite that is asked for is the suite that comes. If this fails, check {@code forCiphersuite}. */
    @Test
    public void required_suiteIsTheOneAskedFor() {
        CryptoProvider provider = provider();
        for (Ciphersuite suite : Ciphersuite.values()) {
            provider.forCiphersuite(suite).ifPresent(crypto -> assertEquals(suite, crypto.ciphersuite()));
        }
    }

    /** There are the suites with which a device can enroll. If this is skipped, some are missing. */
    @Test
    public void optional_enrollableSuites() {
        List<Ciphersuite> missing = Stream.of(Ciphersuite.values())
                .filter(Ciphersuite::canEnroll)
                .filter(suite -> provider().forCiphersuite(suite).isEmpty())
                .toList();
        assumeTrue(missing.isEmpty(), () -> "not there: " + missing);
        assertTrue(
                suites().stream().map(CiphersuiteCrypto::ciphersuite).toList().containsAll(Ciphersuite.enrollable()));
    }

    /** Randomness has the size asked for and refuses nonsense. If this fails, check {@code RandomSource.bytes}. */
    @Test
    public void required_randomHasTheSizeAskedFor() {
        RandomSource random = provider().random();
        for (int length : new int[] {0, 1, 31, 32, 65_537}) {
            assertEquals(length, random.bytes(length).length);
        }
        assertThrows(IllegalArgumentException.class, () -> random.bytes(-1));
    }

    /** Randomness does not repeat itself and moves every bit. If this fails, check how the source is seeded. */
    @Test
    public void required_randomDoesNotRepeat() {
        Set<BitSet> seen = new HashSet<>();
        BitSet set = new BitSet();
        BitSet cleared = new BitSet();
        for (int i = 0; i < 1000; i++) {
            byte[] octets = provider().random().bytes(16);
            assertTrue(seen.add(BitSet.valueOf(octets)), "16 octets came twice");
            BitSet bits = BitSet.valueOf(octets);
            set.or(bits);
            bits.flip(0, 128);
            cleared.or(bits);
        }
        assertEquals(128, set.cardinality(), "bits that were ever one");
        assertEquals(128, cleared.cardinality(), "bits that were ever zero");
    }
}
