package dev.e2ei.tests.trust;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Takes connections, says a few octets of an answer, then nothing more. */
final class HungServer implements AutoCloseable {
    final CountDownLatch asked = new CountDownLatch(1);
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    HungServer(String beginning) throws IOException {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            Socket connection = listener.accept();
                            connections.add(connection);
                            connection.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
                            asked.countDown();
                        }
                    } catch (IOException closed) {
                        // the test is over
                    }
                },
                "hung-server");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/crl";
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
