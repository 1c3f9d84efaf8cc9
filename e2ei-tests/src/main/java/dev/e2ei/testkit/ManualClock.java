package dev.e2ei.testkit;

import dev.e2ei.spi.ElapsedTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that moves when it is told to: both the time of day and the passing of time. A pause moves it on by its
 * length and takes no time. Safe for use by several threads.
 */
public final class ManualClock implements InstantSource, ElapsedTime {
    private final Instant start;
    private final boolean ticking;
    private final long startNanos;
    private final AtomicLong passed = new AtomicLong();
    private final AtomicLong jumped = new AtomicLong();

    private ManualClock(Instant start, boolean ticking) {
        this.start = start;
        this.ticking = ticking;
        startNanos = ElapsedTime.SYSTEM.nanoTime();
    }

    /**
     * A clock that stands still.
     *
     * @param start what it shows
     * @return the clock
     */
    public static ManualClock stoppedAt(Instant start) {
        return new ManualClock(start, false);
    }

    /** {@return a clock that shows the system's time and stands still} */
    public static ManualClock stopped() {
        return stoppedAt(InstantSource.system().instant());
    }

    /** {@return a clock that goes on like the system's, and can be moved besides} */
    public static ManualClock ticking() {
        return new ManualClock(InstantSource.system().instant(), true);
    }

    private long elapsed() {
        return passed.get() + (ticking ? ElapsedTime.SYSTEM.nanoTime() - startNanos : 0);
    }

    @Override
    public Instant instant() {
        return start.plusNanos(elapsed()).plusNanos(jumped.get());
    }

    @Override
    public long nanoTime() {
        return elapsed();
    }

    @Override
    public void sleep(Duration pause) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!pause.isNegative()) {
            advance(pause);
        }
    }

    /**
     * Lets time pass.
     *
     * @param duration how much; not negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go back; jump does");
        }
        passed.addAndGet(duration.toNanos());
    }

    /**
     * Sets the time of day off, as a user or a time server does. No time passes.
     *
     * @param offset by how much; negative to set it back
     */
    public void jump(Duration offset) {
        jumped.addAndGet(offset.toNanos());
    }

    @Override
    public String toString() {
        return "ManualClock[" + instant() + "]";
    }
}
