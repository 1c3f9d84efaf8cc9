package dev.e2ei.testkit.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Everything that a stack started, and its temporary folder. Ended and deleted at {@link #close} or when the JVM exits,
 * whichever comes first; also if that is in the middle of the start.
 */
final class RunningServers implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Path folder;
    private final Thread atExit = new Thread(this::endAll, "end of the real stack");
    private boolean ended;

    RunningServers() {
        try {
            folder = Files.createTempDirectory("e2ei-real-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    Path folder(String name) {
        try {
            return Files.createDirectory(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server, unless the end has begun. */
    <T extends AutoCloseable> T start(Supplier<T> starter) {
        lock.lock();
        try {
            if (ended) {
                throw new IllegalStateException("the stack is being stopped");
            }
            T server = starter.get();
            started.push(server);
            return server;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        endAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // The JVM is going down and the hook finds nothing left to do.
        }
    }

    private void endAll() {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                started.forEach(RunningServers::end);
                delete(folder);
            }
        } finally {
            lock.unlock();
        }
    }

    private static void end(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            System.getLogger(RunningServers.class.getName()).log(System.Logger.Level.WARNING, "not ended", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.getLogger(RunningServers.class.getName()).log(System.Logger.Level.WARNING, "not deleted", e);
        }
    }
}
