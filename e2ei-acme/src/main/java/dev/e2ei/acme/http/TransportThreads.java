package dev.e2ei.acme.http;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one transport: daemons, made when needed, gone after a few idle seconds. How many there are is bounded
 * by the exchanges that callers wait for.
 */
final class TransportThreads implements Executor {
    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "e2ei-http");
                thread.setDaemon(true);
                return thread;
            });

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    <T> CompletableFuture<T> call(Callable<T> task) {
        var result = new CompletableFuture<T>();
        try {
            pool.execute(() -> {
                try {
                    result.complete(task.call());
                } catch (Exception failure) {
                    result.completeExceptionally(failure);
                }
            });
        } catch (RejectedExecutionException closed) {
            result.cancel(false);
        }
        return result;
    }

    void shutdown() {
        pool.shutdown();
    }
}
