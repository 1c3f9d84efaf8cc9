package dev.e2ei.acme.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Takes a ClientHello and answers it with fixed octets, or never. */
final class RawTlsServer implements AutoCloseable {
    private static final int RECORD_HEADER = 5;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final byte @Nullable [] reply;
    private final boolean reset;

    /**
     * A server.
     *
     * @param reply what comes back, before the connection is closed; null for silence
     */
    RawTlsServer(byte @Nullable [] reply) throws IOException {
        this(reply, false);
    }

    private RawTlsServer(byte @Nullable [] reply, boolean reset) throws IOException {
        this.reply = reply;
        this.reset = reset;
        Thread thread = new Thread(this::listen, "raw-tls-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** A server that resets the connection. */
    static RawTlsServer resetting() throws IOException {
        return new RawTlsServer(new byte[0], true);
    }

    URI uri() {
        return URI.create("https://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try (Socket connection = listener.accept()) {
                byte[] header = connection.getInputStream().readNBytes(RECORD_HEADER);
                if (header.length == RECORD_HEADER) {
                    connection.getInputStream().readNBytes(((header[3] & 0xff) << 8) | (header[4] & 0xff));
                }
                if (reset) {
                    connection.setSoLinger(true, 0);
                } else if (reply == null) {
                    connection.getInputStream().read();
                } else {
                    connection.getOutputStream().write(reply);
                    connection.shutdownOutput();
                    connection.getInputStream().read();
                }
            } catch (IOException gone) {
                // the client hung up, or the test is over
            }
        }
    }
}
