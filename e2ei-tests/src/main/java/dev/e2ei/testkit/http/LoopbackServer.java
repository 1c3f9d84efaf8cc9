package dev.e2ei.testkit.http;

import dev.e2ei.testkit.fault.KitServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a free port of the loopback interface, one daemon thread a connection. Closing it frees all of them. */
public final class LoopbackServer implements AutoCloseable {
    private static final int BACKLOG = 512;

    private final KitServer name;
    private final ServerSocket listener;
    private final String scheme;
    private final Optional<TlsAuthority> tls;
    private final KitEnvironment environment;
    private final Handler handler;
    private final ExecutorService threads;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private LoopbackServer(
            KitServer name,
            Optional<TlsAuthority> tls,
            KitEnvironment environment,
            Handler handler,
            ServerSocket listener) {
        this.name = name;
        this.listener = listener;
        this.tls = tls;
        this.environment = environment;
        this.handler = handler;
        scheme = tls.isPresent() ? "https" : "http";
        AtomicInteger count = new AtomicInteger();
        threads = Executors.newCachedThreadPool(action -> {
            Thread thread = new Thread(action, "testkit-" + name.id() + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::accept);
    }

    /**
     * Starts a server over TLS.
     *
     * @param name which of the servers it is
     * @param tls who certifies it
     * @param environment time and faults
     * @param handler its own part
     * @return the running server
     */
    public static LoopbackServer https(KitServer name, TlsAuthority tls, KitEnvironment environment, Handler handler) {
        return new LoopbackServer(name, Optional.of(tls), environment, handler, listen());
    }

    /**
     * Starts a server without TLS.
     *
     * @param name which of the servers it is
     * @param environment time and faults
     * @param handler its own part
     * @return the running server
     */
    public static LoopbackServer http(KitServer name, KitEnvironment environment, Handler handler) {
        return new LoopbackServer(name, Optional.empty(), environment, handler, listen());
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
    }

    /** {@return scheme, {@code localhost} and port} */
    public URI origin() {
        return URI.create(scheme + "://localhost:" + port());
    }

    /** {@return the port} */
    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException | RejectedExecutionException e) {
                // Closed, or a client that is gone already: either way there is nothing to serve.
                continue;
            }
        }
        connections.forEach(LoopbackServer::close);
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Socket layered = tls.isPresent()
                    ? tls.get().accept(socket, environment.faults().tls(name))
                    : socket;
            new HttpConnection(socket, layered, scheme, environment, handler).run();
        } catch (IOException e) {
            // The client went away, refused our certificate or sent no HTTP: its own affair.
            return;
        } finally {
            connections.remove(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes all connections and waits for the threads. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections.forEach(LoopbackServer::close);
        threads.shutdownNow();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
