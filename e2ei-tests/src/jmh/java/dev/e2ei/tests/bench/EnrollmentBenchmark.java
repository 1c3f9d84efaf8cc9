package dev.e2ei.tests.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.Secret;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.OidcAuthenticator;
import dev.e2ei.spi.acme.AcmeTransportProvider;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one enrollment costs the client: both keys, all requests written and signed, all answers read, the certificate
 * request, the checks on the chain. The answers are those that the test kit gave once, from memory; the keys are made
 * anew each time, then the first ones are used, which the answers fit.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EnrollmentBenchmark {
    /** The suite's number. */
    @Param({"1", "2"})
    public int suite;

    private FixedKeys keys;
    private Script script;
    private E2eiClient client;
    private EnrollmentRequest request;
    private EnrollmentHooks hooks;

    /** Enrolls once at the test kit and keeps what was said. */
    @Setup
    public void record() throws IOException {
        keys = new FixedKeys(first(CryptoProvider.class));
        script = new Script(first(AcmeTransportProvider.class));
        String issuer;
        try (WireStack stack = WireStack.start()) {
            issuer = stack.issuer().toString();
            Instant now = stack.clock().instant();
            try (Secret key = Secret.take(new byte[32])) {
                client = E2eiClient.builder()
                        .storageProvider("memory")
                        .databaseKey(key)
                        .cryptoProvider(keys.provider())
                        .acmeTransportProvider(script)
                        .tlsTrustAnchors(stack.tlsRoots())
                        .clock(() -> now)
                        .open();
            }
            client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(stack.trustAnchorPem()));
            StackUser alice = stack.user("alice_wire", "Alice Smith");
            request = stack.request(alice, Ciphersuite.ofId(suite).orElseThrow());
            hooks = stack.hooks(alice);
            enroll();
        }
        String idToken = new ObjectMapper()
                .readTree(script.answerFrom("/token").body().toByteArray())
                .path("id_token")
                .asText();
        // The login is the browser's and the person's: from now on the token is there at once.
        script.replay(address -> address.startsWith(issuer));
        hooks = EnrollmentHooks.of((OidcAuthenticator) login -> idToken, hooks.backend());
    }

    /** Closes the client. */
    @TearDown
    public void close() {
        client.close();
    }

    /** The processor time of the benchmark's thread: the same on a machine that is busy with other things. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Processor {
        /** How many enrollments there were in all rounds. */
        public long enrollments;

        /** How many nanoseconds of processor time they took, all together. */
        public long cpuNanos;

        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private long start;

        /** Begins to count. */
        @Setup(Level.Iteration)
        public void begin() {
            start = threads.getCurrentThreadCpuTime();
        }

        /** Ends to count. */
        @TearDown(Level.Iteration)
        public void end() {
            cpuNanos = threads.getCurrentThreadCpuTime() - start;
        }
    }

    /** One enrollment. */
    @Benchmark
    public IssuedCertificate enroll(Processor processor) {
        processor.enrollments++;
        return enroll();
    }

    private IssuedCertificate enroll() {
        keys.rewind();
        script.rewind();
        try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(request)) {
            return enrollment.acquire(hooks);
        }
    }

    private static <T> T first(Class<T> type) {
        return ServiceLoader.load(type).findFirst().orElseThrow();
    }
}
