package dev.e2ei.storage.sqlite;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * A file that only its owner can read, from the moment it exists. SQLite would make it with the process's mask; the files
 * that SQLite puts beside it take their permissions from it.
 */
final class DatabaseFile {
    private final Path path;
    private final @Nullable Object identity;

    private DatabaseFile(Path path, @Nullable Object identity) {
        this.path = path;
        this.identity = identity;
    }

    static DatabaseFile prepare(Path location) {
        Path absolute = location.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        Path name = absolute.getFileName();
        if (parent == null || name == null) {
            throw new IllegalArgumentException("the location of a SQLite database is a file, not a root folder");
        }
        try {
            makeFolder(parent);
            // Resolved here, so that SQLite can be told to follow no link at all.
            Path path = parent.toRealPath().resolve(name);
            try {
                Files.createFile(path, ownerOnly(path, "rw-------"));
            } catch (FileAlreadyExistsException alreadyThere) {
                requireRegular(path);
            }
            return new DatabaseFile(path, key(path));
        } catch (IOException e) {
            throw new StorageException(ErrorCode.STORAGE_FAILED, "cannot make or reach the database file", e);
        }
    }

    /** A file beside this one. */
    DatabaseFile sibling(String suffix) {
        return prepare(path.resolveSibling(path.getFileName() + suffix));
    }

    Path path() {
        return path;
    }

    /** Whether the path still leads to the file that was opened. */
    boolean isInPlace() {
        try {
            return identity == null ? Files.exists(path, LinkOption.NOFOLLOW_LINKS) : identity.equals(key(path));
        } catch (IOException gone) {
            return false;
        }
    }

    /** The folder's own name is made durable here; SQLite sees to the names in it. */
    private static void makeFolder(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent == null || Files.isDirectory(folder)) {
            return;
        }
        makeFolder(parent);
        try {
            Files.createDirectory(folder, ownerOnly(folder, "rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        if (isPosix(folder)) { // elsewhere folders cannot be opened, and need not be
            try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void requireRegular(Path path) throws IOException {
        BasicFileAttributes found = attributes(path);
        if (found.isSymbolicLink()) {
            throw new StorageException(
                    ErrorCode.STORAGE_FAILED, "the database file is a symbolic link, which is not followed");
        }
        if (!found.isRegularFile()) {
            throw new StorageException(
                    ErrorCode.STORAGE_FAILED,
                    "the location of a SQLite database is a file, but something else is there");
        }
    }

    private static @Nullable Object key(Path path) throws IOException {
        return attributes(path).fileKey();
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
