package dev.e2ei.testkit;

import dev.e2ei.api.E2eiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The clients that a stack has opened. */
final class OpenClients implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<E2eiClient> clients = new ArrayList<>();

    E2eiClient keep(E2eiClient client) {
        lock.lock();
        try {
            clients.add(client);
            return client;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            clients.forEach(E2eiClient::close);
            clients.clear();
        } finally {
            lock.unlock();
        }
    }
}
