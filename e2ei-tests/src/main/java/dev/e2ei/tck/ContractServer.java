package dev.e2ei.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A server on the loopback interface that takes one request a connection and plays a script, good HTTP or bad. */
final class ContractServer implements AutoCloseable {
    /** What the server does after it has read a request; the connection is closed afterwards. */
    interface Script {
        void play(Request request, OutputStream output, InputStream input) throws IOException, InterruptedException;
    }

    /** A request: its first line, its header in lower case, its body. */
    record Request(String line, String header, String body) {}

    private static final int MAX_BACKLOG = 100;

    private final ServerSocket listener;
    private final Script script;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closed = lock.newCondition();
    private final Set<Socket> connections = new HashSet<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    ContractServer(Script script) {
        this.script = script;
        try {
            listener = new ServerSocket(0, MAX_BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException noLoopback) {
            throw new IllegalStateException("the contract needs the loopback interface", noLoopback);
        }
        daemon(this::listen);
    }

    /** A server that answers each request with the same text; line ends become those of HTTP. */
    static ContractServer answering(String answer) {
        byte[] octets = answer.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return new ContractServer((request, output, input) -> output.write(octets));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Waits until no connection is open; false if one still is when the time is up. */
    boolean awaitHangUp(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!connections.isEmpty() && left > 0) {
                left = closed.awaitNanos(left);
            }
            return connections.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            listener.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException broken) {
            // nothing is left to be closed
        } finally {
            lock.unlock();
        }
    }

    private void opened(Socket connection) {
        lock.lock();
        try {
            connections.add(connection);
        } finally {
            lock.unlock();
        }
    }

    private void ended(Socket connection) {
        lock.lock();
        try {
            connections.remove(connection);
            closed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void listen() {
        try {
            while (true) {
                Socket connection = listener.accept();
                opened(connection);
                daemon(() -> serve(connection));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Request request = read(connection.getInputStream());
            requests.add(request);
            script.play(request, connection.getOutputStream(), connection.getInputStream());
            connection.shutdownOutput();
            connection.getInputStream().skip(Long.MAX_VALUE);
        } catch (IOException | InterruptedException gone) {
            // the transport hung up, as many tests want it to
        } finally {
            ended(connection);
        }
    }

    private static Request read(InputStream input) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = input.read();
            if (octet < 0) {
                throw new IOException("no request");
            }
            head.append((char) octet);
        }
        int end = head.indexOf("\r\n");
        String header = head.substring(end).toLowerCase(Locale.ROOT);
        return new Request(head.substring(0, end), header, body(header, input));
    }

    private static String body(String header, InputStream input) throws IOException {
        String name = "\r\ncontent-length:";
        int start = header.indexOf(name);
        if (start < 0) {
            return "";
        }
        String length = header.substring(start + name.length(), header.indexOf("\r\n", start + 2));
        return new String(input.readNBytes(Integer.parseInt(length.strip())), StandardCharsets.UTF_8);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "contract-server");
        thread.setDaemon(true);
        thread.start();
    }
}
