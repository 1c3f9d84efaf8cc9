package dev.e2ei.core.client;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.trust.TrustOutcome.Kind;
import dev.e2ei.spi.ElapsedTime;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The downloads of one refresh: a few at a time on threads of their own, so that hosts that do not answer share one deadline
 * instead of adding theirs up. Used by the thread that refreshes; closing it ends what is still under way.
 */
final class TrustDownloads implements AutoCloseable {
    private static final int THREADS = 8;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ElapsedTime time;
    private final Duration deadline;
    private final long start;
    private final ThreadPoolExecutor pool;
    private long unwaited;

    /** One that was begun. */
    record Pending(Kind kind, URI address, Future<FetchedTrust> result) {}

    TrustDownloads(Duration deadline, ElapsedTime time) {
        this.deadline = deadline;
        this.time = time;
        start = time.nanoTime();
        unwaited = nanos(deadline);
        pool = new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "e2ei-trust");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofDays(1)) > 0 ? TimeUnit.DAYS.toNanos(1) : duration.toNanos();
    }

    Pending start(Kind kind, URI address, Supplier<FetchedTrust> download) {
        return new Pending(kind, address, pool.submit(download::get));
    }

    /**
     * Waits for one. Elapsed time is looked at again and again, since it may not be the system's; where it stands still,
     * the system's time counts.
     *
     * @throws TransportException if this thread is interrupted
     */
    FetchedTrust await(Pending pending) {
        try {
            while (true) {
                long slice = Math.min(Math.min(remaining(), unwaited), LOOK_AGAIN_NANOS);
                try {
                    return pending.result().get(slice, TimeUnit.NANOSECONDS);
                } catch (TimeoutException over) {
                    unwaited -= slice;
                    if (unwaited <= 0 || remaining() == 0) {
                        pending.result().cancel(true);
                        return FetchedTrust.failed(pending.kind(), pending.address(), late());
                    }
                }
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new TransportException(ErrorCode.INTERRUPTED, "interrupted during the refresh of trust");
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a download has its exceptions in its result", failure);
        }
    }

    private long remaining() {
        return Math.max(0, nanos(deadline) - (time.nanoTime() - start));
    }

    private TransportException late() {
        return new TransportException(
                ErrorCode.TRANSPORT_TIMEOUT, "not there when all downloads had taken " + deadline + " together");
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
