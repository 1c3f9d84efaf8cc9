package dev.e2ei.tests.bench;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.core.x509.ParsedCrl;
import dev.e2ei.core.x509.RevokedCertificate;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.X509Crypto;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A revocation list of a million entries, every other one with a reason. The heap is what the goal allows, and holds the list
 * as it was received too.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx128m")
public class CrlBenchmark {
    private static final int ENTRIES = 1_000_000;
    private static final URI POINT = URI.create("http://crl.wire.example/list");

    private final Instant now = Instant.now();
    private X509Crypto crypto;
    private TrustStore trust;
    private byte[] list;
    private ParsedCrl parsed;
    private int place;

    /** Makes and parses the list. */
    @Setup
    public void make() {
        crypto = ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().x509();
        MillionEntries authority = MillionEntries.create(now, ENTRIES);
        trust = TrustStore.empty()
                .withAnchor(ParsedCertificate.parse(authority.root()), Bytes.of(new byte[] {1}));
        list = authority.list();
        parsed = ParsedCrl.take(list);
    }

    /** The list is parsed, its signature is verified, and it comes into force. */
    @Benchmark
    public CrlRegistry.Registration register() {
        return CrlRegistry.empty().register(POINT, list, trust, crypto, now);
    }

    /** A serial number is looked up that is there, and one that is not. */
    @Benchmark
    public List<RevokedCertificate> lookUp() {
        place = (place + 7919) % ENTRIES;
        List<RevokedCertificate> found = parsed.entries(MillionEntries.serialNumber(place));
        if (found.size() != 1 || !parsed.entries(MillionEntries.serialNumber(place + ENTRIES)).isEmpty()) {
            throw new IllegalStateException("the list does not say what was written");
        }
        return found;
    }
}
