package dev.e2ei.testkit.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server process")
class ServerProcessTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    @DisplayName("ends together with the process that its start script made")
    void tree() throws IOException {
        Path pid = folder.resolve("pid");
        try (ServerProcess server = shell("sleep 300 & echo $! > pid; wait")) {
            server.awaitReady(LONG, () -> Files.exists(pid) && Files.size(pid) > 1);
        }
        long child = Long.parseLong(Files.readString(pid).strip());
        assertFalse(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    @DisplayName("is ready when the probe says so; a probe that cannot connect yet is asked again")
    void ready() {
        AtomicInteger asked = new AtomicInteger();
        try (ServerProcess server = shell("sleep 300")) {
            server.awaitReady(LONG, () -> {
                if (asked.incrementAndGet() < 3) {
                    throw new IOException("refused");
                }
                return true;
            });
        }
        assertEquals(3, asked.get());
    }

    @Test
    @DisplayName("that ends before it is ready is an error with code and output")
    void ended() {
        try (ServerProcess server = shell("echo no such port >&2; exit 7")) {
            String message = assertThrows(IllegalStateException.class, () -> server.awaitReady(LONG, () -> false))
                    .getMessage();
            assertTrue(message.contains("ended with code 7"), message);
            assertTrue(message.contains("no such port"), message);
        }
    }

    @Test
    @DisplayName("that never answers is an error with the beginning and the end of its output")
    void silent() {
        try (ServerProcess server = shell("echo first; seq 10000; echo last; touch done; sleep 300")) {
            server.awaitReady(LONG, () -> Files.exists(folder.resolve("done")));
            String message = assertThrows(
                            IllegalStateException.class, () -> server.awaitReady(Duration.ZERO, () -> false))
                    .getMessage();
            assertTrue(message.contains("does not answer after 0 s"), message);
            assertTrue(message.contains("first") && message.contains("last"), message);
            assertTrue(message.length() < 5000, message);
        }
    }

    private ServerProcess shell(String script) {
        return ServerProcess.start("shell", folder, Map.of(), List.of("sh", "-c", script));
    }
}
