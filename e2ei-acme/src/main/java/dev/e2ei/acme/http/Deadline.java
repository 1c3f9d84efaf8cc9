package dev.e2ei.acme.http;

import dev.e2ei.spi.ElapsedTime;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A point in elapsed time by which something has to be over. */
public final class Deadline {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final ElapsedTime time;
    private final long start;
    private final long nanos;

    private Deadline(ElapsedTime time, Duration length) {
        this.time = time;
        start = time.nanoTime();
        nanos = (length.compareTo(LONGEST) > 0 ? LONGEST : length).toNanos();
    }

    /** The deadline that lies {@code length} ahead, at most a day. */
    public static Deadline in(Duration length, ElapsedTime time) {
        return new Deadline(time, length.isNegative() ? Duration.ZERO : length);
    }

    /** What is left, in nanoseconds; zero when it has passed. */
    public long remainingNanos() {
        return Math.max(0, nanos - (time.nanoTime() - start));
    }

    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    public boolean hasPassed() {
        return remainingNanos() == 0;
    }

    /**
     * Waits for a result. The time is looked at again several times a second: where it is not the system's, it may have
     * been moved meanwhile. Where it stands still, the wait ends when the system's time is up.
     *
     * @throws TimeoutException when the deadline has passed
     */
    public <T> T await(Future<T> result) throws InterruptedException, ExecutionException, TimeoutException {
        long unwaited = remainingNanos();
        while (true) {
            long slice = Math.min(Math.min(remainingNanos(), unwaited), LOOK_AGAIN_NANOS);
            try {
                return result.get(slice, TimeUnit.NANOSECONDS);
            } catch (TimeoutException over) {
                unwaited -= slice;
                if (unwaited <= 0 || hasPassed()) {
                    throw over;
                }
            }
        }
    }
}
