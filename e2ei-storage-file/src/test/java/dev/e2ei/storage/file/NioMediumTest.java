package dev.e2ei.storage.file;

import static dev.e2ei.storage.file.Octets.octets;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file whose channel an interrupt has closed")
class NioMediumTest {
    @TempDir
    Path folder;

    private Path path;
    private FileChannel channel;
    private NioMedium medium;

    @BeforeEach
    void closedByAnInterrupt() throws IOException {
        path = Files.write(folder.resolve("log"), octets("content"));
        channel = NioMedium.open(path);
        medium = new NioMedium(channel, path);
        channel.close();
    }

    private String read() throws IOException {
        ByteBuffer target = ByteBuffer.allocate(20);
        medium.read(target, 0);
        return new String(target.array(), 0, target.position());
    }

    @Test
    @DisplayName("is opened again and used as if nothing had happened")
    void openedAgain() throws IOException {
        assertEquals("content", read());
        medium.write(ByteBuffer.wrap(octets("CON")), 0);
        medium.force();
        assertEquals("CONtent", read());
        assertEquals(7, medium.size());
        medium.truncate(3);
        assertArrayEquals(octets("CON"), Files.readAllBytes(path));
        medium.close();
        assertThrows(ClosedChannelException.class, this::read);
    }

    @Test
    @DisplayName("is not opened again if another file has its name now")
    void replaced() throws IOException {
        Files.move(path, folder.resolve("moved"));
        Files.write(path, octets("another's"));
        assertFalse(medium.isInPlace());
        assertThrows(ClosedChannelException.class, this::read);
        assertThrows(ClosedChannelException.class, () -> medium.write(ByteBuffer.wrap(octets("x")), 0));
        assertArrayEquals(octets("another's"), Files.readAllBytes(path));
    }

    @Test
    @DisplayName("is neither opened again nor erased once it is retired: its name may be another's")
    void retired() throws IOException {
        medium.retire();
        assertThrows(ClosedChannelException.class, this::read);
        medium.erase();
        assertArrayEquals(octets("content"), Files.readAllBytes(path));
    }

    @Test
    @DisplayName("is overwritten by zeros when it is erased while it is open")
    void erased() throws IOException {
        assertEquals("content", read());
        medium.retire();
        medium.erase();
        assertArrayEquals(new byte[7], Files.readAllBytes(path));
        assertThrows(ClosedChannelException.class, this::read);
    }

    @Test
    @DisplayName("is worked on by an interrupted thread, which stays interrupted")
    void interrupted() throws IOException {
        Thread.currentThread().interrupt();
        assertEquals("content", read());
        medium.force();
        assertTrue(Thread.interrupted());
    }
}
