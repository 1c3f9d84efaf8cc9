package dev.e2ei.core.x509;

import com.sun.management.ThreadMXBean;
import dev.e2ei.api.error.MalformedCertificateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Gives one input to a target and fails unless all that is promised of every input holds. */
final class FuzzInput {
    private static final long MAX_NANOS = 100_000_000;
    private static final long ALLOWANCE = 1 << 20;
    /** Classes are loaded at the first inputs, and another process may hold the processor: cost counts if it comes again. */
    private static final int TRIES = 4;

    /** Jazzer's own work on comparisons counts too: what is too dear there is put here, to be measured without it. */
    private static final String SUSPECTS = System.getProperty("e2ei.fuzz.suspects", "");

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private FuzzInput() {}

    static void check(FuzzTarget target, byte[] input) {
        long limit = 4L * input.length + ALLOWANCE;
        Runnable law = () -> {};
        long nanos = 0;
        long allocated = 0;
        for (int i = 0; i < TRIES; i++) {
            long nanosBefore = THREADS.getCurrentThreadCpuTime();
            long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
            law = read(target, input);
            allocated = THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
            nanos = THREADS.getCurrentThreadCpuTime() - nanosBefore;
            if (nanos <= MAX_NANOS && allocated <= limit) {
                law.run();
                return;
            }
        }
        String cost = String.format(
                "%s: %,d octets took %d ms and %,d octets of memory; allowed are %d ms and %,d",
                target, input.length, nanos / 1_000_000, allocated, MAX_NANOS / 1_000_000, limit);
        if (SUSPECTS.isEmpty()) {
            throw new AssertionError(cost);
        }
        suspect(input);
        law.run();
    }

    private static void suspect(byte[] input) {
        try {
            Files.write(Path.of(SUSPECTS, Integer.toHexString(Arrays.hashCode(input))), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any exception but the declared one comes out of here, and is a finding. */
    private static Runnable read(FuzzTarget target, byte[] input) {
        try {
            return target.read(input);
        } catch (MalformedCertificateException refused) {
            return () -> checkRefusal(refused, input);
        }
    }

    private static void checkRefusal(MalformedCertificateException refused, byte[] input) {
        boolean inside = refused.offset() >= 0 && refused.offset() <= input.length;
        if (refused.reason() == null || refused.path().isEmpty() || !inside) {
            throw new AssertionError("a refusal without reason, path or place: " + refused.getMessage());
        }
    }
}
