package dev.e2ei.spi;

import java.time.Duration;

/** The passing of time, apart from the wall clock: for deadlines and pauses. Safe for use by several threads. */
public interface ElapsedTime {
    /** The system's. */
    ElapsedTime SYSTEM = new ElapsedTime() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration pause) throws InterruptedException {
            Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000);
        }
    };

    /** {@return nanoseconds since some fixed instant; never goes back} */
    long nanoTime();

    /**
     * Pauses the calling thread.
     *
     * @param pause how long; zero or less does not pause
     * @throws InterruptedException if the thread is interrupted
     */
    void sleep(Duration pause) throws InterruptedException;
}
