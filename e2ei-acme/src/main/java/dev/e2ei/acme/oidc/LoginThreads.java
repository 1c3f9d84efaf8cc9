package dev.e2ei.acme.oidc;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one login: few, daemons, gone with it. A connection for which no thread is left is dropped by the
 * listener, so that another program cannot pile them up.
 */
final class LoginThreads implements Executor, AutoCloseable {
    private static final int MOST = 16;
    private static final long IDLE_SECONDS = 1;

    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "e2ei-login");
                thread.setDaemon(true);
                return thread;
            });

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
