package dev.e2ei.testkit.http;

import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.testkit.fault.TransferFlaw;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/** Sends answers in the bad ways of {@link TransferFlaw}; the connection is of no use afterwards. */
final class FlawedWriter {
    private static final long HUGE = 100_000_000_000L;
    private static final int BOMB = 64 << 20;
    private static final int PATIENCE_SECONDS = 600;
    private static final long BREATH_NANOS = 1_000_000;

    private final Socket raw;
    private final OutputStream out;
    private final ResponseWriter writer;
    private final ElapsedTime time;

    FlawedWriter(Socket raw, OutputStream out, ResponseWriter writer, ElapsedTime time) {
        this.raw = raw;
        this.out = out;
        this.writer = writer;
        this.time = time;
    }

    void write(TransferFlaw flaw, Request request, Response response) throws IOException {
        byte[] body = response.body().toByteArray();
        byte[] head = writer.head(request, response, body.length);
        switch (flaw) {
            case RESET -> reset();
            case CLOSED -> out.flush();
            case RESET_IN_BODY -> {
                send(head);
                send(Arrays.copyOf(body, body.length / 2));
                reset();
            }
            case TRUNCATED -> {
                send(head);
                send(Arrays.copyOf(body, body.length / 2));
            }
            case SILENT -> silence();
            case DRIP -> {
                send(head);
                drip(body);
                silence();
            }
            case DRIP_HEADERS -> {
                drip(head);
                send(body);
            }
            case ENDLESS_HEADERS -> {
                send("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                forever("X-More: more and more and more\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            case ENDLESS_BODY -> {
                send(writer.head(request, response.with("Transfer-Encoding", "chunked"), 0));
                String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
                forever(chunk.getBytes(StandardCharsets.US_ASCII));
            }
            case HUGE_LENGTH -> {
                send(writer.head(request, response, HUGE));
                forever(new byte[1 << 16]);
            }
            case GZIP_BOMB -> {
                byte[] bomb = bomb();
                send(writer.head(request, response.with("Content-Encoding", "gzip"), bomb.length));
                send(bomb);
            }
            case GARBAGE -> send("\u0000\u0001 this is no HTTP\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void send(byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
    }

    // Ends when the client has closed its side: writing then fails.
    private void forever(byte[] octets) throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            send(octets);
        }
    }

    private void drip(byte[] octets) throws IOException {
        for (byte octet : octets) {
            send(new byte[] {octet});
            second();
        }
    }

    private void silence() throws IOException {
        for (int i = 0; i < PATIENCE_SECONDS && !raw.isClosed(); i++) {
            second();
        }
    }

    private void second() throws IOException {
        try {
            time.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        // With a manual clock the second is over at once; the client still has to get a turn to notice.
        LockSupport.parkNanos(BREATH_NANOS);
    }

    private void reset() throws IOException {
        raw.setSoLinger(true, 0);
        raw.close();
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(octets)) {
            byte[] zeros = new byte[1 << 16];
            for (int i = 0; i < BOMB / zeros.length; i++) {
                gzip.write(zeros);
            }
        }
        return octets.toByteArray();
    }
}
