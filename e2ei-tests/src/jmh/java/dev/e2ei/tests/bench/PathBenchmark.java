package dev.e2ei.tests.bench;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.identity.DeviceFinding;
import dev.e2ei.core.identity.DeviceVerdicts;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.X509Crypto;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to judge the certificates of a thousand devices of one domain, all P-256, one by one on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class PathBenchmark {
    private static final int LEAVES = 1000;

    private final Instant now = Instant.now();
    private IssuedLeaves issued;
    private List<IssuedLeaves.Device> devices;
    private TrustState trust;
    private TrustState sameTrust;
    private DeviceVerdicts warm;
    private DeviceVerdicts remembering;

    /** The device whose turn it is. */
    @State(Scope.Thread)
    public static class Turn {
        private int next;

        int take() {
            int taken = next;
            next = (next + 1) % LEAVES;
            return taken;
        }
    }

    /** Issues the certificates. */
    @Setup
    public void make() {
        issued = IssuedLeaves.create(now, LEAVES);
        devices = issued.devices();
        trust = trust();
        sameTrust = trust();
        warm = verdicts();
        remembering = verdicts();
        devices.forEach(device -> judge(remembering, device, trust));
    }

    private TrustState trust() {
        return new TrustState(
                TrustStore.empty().withAnchor(issued.root(), Bytes.of(new byte[] {1})), CrlRegistry.empty());
    }

    /** From a provider that has seen no key yet. */
    private static DeviceVerdicts verdicts() {
        X509Crypto crypto =
                ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().x509();
        return new DeviceVerdicts(TrustPolicy.wire(), crypto, PathBenchmark::sha256);
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private DeviceFinding judge(DeviceVerdicts verdicts, IssuedLeaves.Device device, TrustState trusted) {
        DeviceFinding finding = verdicts.judge(device.chain(), device.key(), trusted, now);
        if (finding.answer() != DeviceVerdict.VALID) {
            throw new IllegalStateException("a good certificate was found " + finding.answer());
        }
        return finding;
    }

    /** A leaf is read. */
    @Benchmark
    public ParsedCertificate parse(Turn turn) {
        return ParsedCertificate.parse(devices.get(turn.take()).chain().leaf());
    }

    /** The signature of a leaf alone, by BouncyCastle, under a key that it has decoded and used before. */
    @Benchmark
    public boolean signature(Turn turn) {
        return issued.verify(devices.get(turn.take()));
    }

    /** Octets to verdict: the leaf is new, its issuer is not. */
    @Benchmark
    public DeviceFinding verify(Turn turn) {
        int place = turn.take();
        if (place == 0) {
            // Answers go with the trust; signatures by its authorities stay.
            TrustState other = trust;
            trust = sameTrust;
            sameTrust = other;
        }
        return judge(warm, devices.get(place), trust);
    }

    /** The same verdict again. */
    @Benchmark
    public DeviceFinding again(Turn turn) {
        return judge(remembering, devices.get(turn.take()), trust);
    }

    /** The same verdict again, while another thread asks too. */
    @Benchmark
    @Threads(2)
    public DeviceFinding againOnTwoThreads(Turn turn) {
        return judge(remembering, devices.get(turn.take()), trust);
    }

    /** All of them, with nothing known but the anchor. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public DeviceVerdicts thousand() {
        DeviceVerdicts fresh = verdicts();
        for (IssuedLeaves.Device device : devices) {
            judge(fresh, device, trust);
        }
        return fresh;
    }
}
