package dev.e2ei.core.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What was used last of what was found out, up to a number. Safe for use by several threads.
 *
 * @param <K> the question
 * @param <V> the answer
 */
final class Remembered<K, V> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, V> answers;

    Remembered(int capacity) {
        answers = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > capacity;
            }
        };
    }

    Optional<V> find(K question) {
        lock.lock();
        try {
            return Optional.ofNullable(answers.get(question));
        } finally {
            lock.unlock();
        }
    }

    void put(K question, V answer) {
        lock.lock();
        try {
            answers.put(question, answer);
        } finally {
            lock.unlock();
        }
    }
}
