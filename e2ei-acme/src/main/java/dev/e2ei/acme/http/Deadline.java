package dev.e2ei.acme.http;

import dev.e2ei.spi.ElapsedTime;
import java.time.Duration;

/** A point in elapsed time by which something has to be over. */
public final class Deadline {
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
}
