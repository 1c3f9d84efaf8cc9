package dev.e2ei.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** What a stack has opened and closes with itself, the last one first: clients, and stacks of other domains. */
final class ClosedTogether implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Runnable> closings = new ArrayDeque<>();

    <T> T keep(T what, Consumer<T> closing) {
        lock.lock();
        try {
            closings.push(() -> closing.accept(what));
            return what;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closings.forEach(Runnable::run);
            closings.clear();
        } finally {
            lock.unlock();
        }
    }
}
