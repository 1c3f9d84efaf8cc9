package dev.e2ei.storage.file;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a store: a lock of the operating system, which a dead process loses.
 *
 * <p>On POSIX a process loses its lock as soon as it closes <em>any</em> descriptor of the file. A second attempt within
 * this process therefore has to be refused before the file is touched, and a copy of this class in another class loader
 * has to know of it, too. The system properties are the one table that they all share.
 */
final class StoreLock {
    private static final System.Logger LOG = System.getLogger(StoreLock.class.getName());
    private static final String PROPERTY = "dev.e2ei.storage.file.open:";

    private final String property;
    private final Path path;
    private final FileChannel channel;
    private final @Nullable Object identity;

    private StoreLock(String property, Path path, FileChannel channel) throws IOException {
        this.property = property;
        this.path = path;
        this.channel = channel;
        identity = PrivateFiles.identity(path);
    }

    static StoreLock take(StoreFiles files) throws IOException {
        // By the folder's identity, so that the way to it does not matter.
        Object folder = PrivateFiles.identity(files.folder());
        String property = PROPERTY + (folder == null ? files.folder() : folder) + "/"
                + files.lock().getFileName();
        if (System.getProperties().putIfAbsent(property, "true") != null) {
            throw locked("the store is open already in this process");
        }
        try {
            return take(property, files.lock());
        } catch (IOException | RuntimeException e) {
            System.getProperties().remove(property);
            throw e;
        }
    }

    private static StoreLock take(String property, Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            PrivateFiles.requireRegular(path);
        }
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PrivateFiles.file(path));
        try {
            if (channel.tryLock() == null) {
                throw locked("the store is open in another process");
            }
            return new StoreLock(property, path, channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw locked("the store is open already in this process");
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static StorageException locked(String message) {
        return new StorageException(ErrorCode.STORAGE_LOCKED, message);
    }

    /** Whether another process could have a lock of its own, because the file is another one now. */
    boolean isInPlace() {
        return channel.isOpen() && PrivateFiles.isSame(path, identity);
    }

    /** The file stays: to remove it would let two others lock two files of the same name. */
    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the lock file did not close: {0}", e.getClass());
        } finally {
            System.getProperties().remove(property);
        }
    }
}
