package dev.e2ei.acme.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on the loopback interface that says exactly what a test tells it to, HTTP or not. */
final class ScriptedServer implements AutoCloseable {
    /** What the server does with a connection; it is closed afterwards. */
    interface Script {
        void play(InputStream input, OutputStream output, Socket socket) throws Exception;
    }

    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Script script;

    ScriptedServer(Script script) throws IOException {
        this.script = script;
        daemon(this::listen);
    }

    /** A server that answers each request with the given text and closes the connection. */
    static ScriptedServer answering(String answer) throws IOException {
        return new ScriptedServer((input, output, socket) -> {
            output.write(answer.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            output.flush();
        });
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The heads of the requests that came, each up to its blank line. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void listen() {
        try {
            while (true) {
                Socket connection = listener.accept();
                connections.add(connection);
                daemon(() -> play(connection));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void play(Socket connection) {
        try (connection) {
            requests.add(readHead(connection.getInputStream()));
            script.play(connection.getInputStream(), connection.getOutputStream(), connection);
        } catch (SocketException gone) {
            // the client hung up, as many of these tests want it to
        } catch (Exception failure) {
            throw new AssertionError(failure);
        } finally {
            connections.remove(connection);
        }
    }

    private static String readHead(InputStream input) throws IOException {
        var head = new StringBuilder();
        for (int octet = input.read(); octet >= 0; octet = input.read()) {
            head.append((char) octet);
            if (head.toString().endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }
}
