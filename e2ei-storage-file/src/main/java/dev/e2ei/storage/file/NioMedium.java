package dev.e2ei.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A file that interrupts do not close. A {@link FileChannel} is closed for everybody when one thread is interrupted in it;
 * here the interrupt waits until the operation is done, and a channel that it closed all the same is opened again.
 */
final class NioMedium implements Medium {
    private static final int ERASER_SIZE = 64 * 1024;

    private final @Nullable Object identity;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile FileChannel channel;
    private volatile Path path;
    private volatile boolean done;

    NioMedium(FileChannel channel, Path path) throws IOException {
        this.channel = channel;
        this.path = path;
        identity = PrivateFiles.identity(path);
    }

    static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /** Something to do with the channel that may be done twice. */
    private interface Operation {
        long on(FileChannel channel) throws IOException;
    }

    private long run(Operation operation) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                FileChannel current = channel;
                try {
                    return operation.on(current);
                } catch (ClosedChannelException e) {
                    interrupted |= Thread.interrupted();
                    openAgain(current, e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void openAgain(FileChannel broken, ClosedChannelException cause) throws IOException {
        opening.lock();
        try {
            if (done) {
                throw cause;
            }
            if (channel == broken) {
                FileChannel fresh = open(path);
                if (!isInPlace()) {
                    fresh.close();
                    throw cause;
                }
                channel = fresh;
            }
        } finally {
            opening.unlock();
        }
    }

    @Override
    public void read(ByteBuffer target, long position) throws IOException {
        long next = position;
        while (target.hasRemaining()) {
            long from = next;
            ByteBuffer rest = target.slice();
            int count = (int) run(current -> current.read(rest.clear(), from));
            if (count < 0) {
                return;
            }
            target.position(target.position() + count);
            next += count;
        }
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        long next = position;
        while (source.hasRemaining()) {
            long to = next;
            ByteBuffer rest = source.slice();
            int count = (int) run(current -> current.write(rest.rewind(), to));
            source.position(source.position() + count);
            next += count;
        }
    }

    @Override
    public void force() throws IOException {
        run(current -> {
            current.force(false);
            return 0;
        });
    }

    @Override
    public void truncate(long size) throws IOException {
        run(current -> current.truncate(size).size());
    }

    @Override
    public long size() throws IOException {
        return run(FileChannel::size);
    }

    @Override
    public void moveTo(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        path = target;
    }

    @Override
    public boolean isInPlace() {
        return PrivateFiles.isSame(path, identity);
    }

    @Override
    public void retire() {
        opening.lock();
        try {
            done = true; // its path is another file's now and must not be opened in its stead
        } finally {
            opening.unlock();
        }
    }

    @Override
    public void erase() {
        retire();
        try (FileChannel last = channel) {
            long size = last.size();
            ByteBuffer zeros = ByteBuffer.allocateDirect(ERASER_SIZE);
            for (long at = 0; at < size; at += zeros.position()) {
                zeros.clear().limit((int) Math.min(ERASER_SIZE, size - at));
                last.write(zeros, at);
            }
            last.force(false);
        } catch (IOException e) {
            // Its name is gone already; more cannot be done.
        }
    }

    @Override
    public void close() throws IOException {
        retire();
        channel.close();
    }
}
