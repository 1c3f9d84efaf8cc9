package dev.e2ei.storage.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** How files of a store look: the owner's alone where the file system knows owners, and no links. */
final class PrivateFiles {
    private PrivateFiles() {}

    static FileAttribute<?>[] file(Path path) {
        return attributes(path, "rw-------");
    }

    static FileAttribute<?>[] folder(Path path) {
        return attributes(path, "rwx------");
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    static void requireRegular(Path path) throws IOException {
        BasicFileAttributes found = read(path);
        if (found.isSymbolicLink()) {
            throw new FileSystemException(path.toString(), null, "is a symbolic link, which is not followed");
        }
        if (!found.isRegularFile()) {
            throw new FileSystemException(path.toString(), null, "is not a regular file");
        }
    }

    /** What tells a file from any other, where the file system says it. */
    static @Nullable Object identity(Path path) throws IOException {
        return read(path).fileKey();
    }

    /** Whether a path leads to the file that had this identity. */
    static boolean isSame(Path path, @Nullable Object identity) {
        try {
            Object found = identity(path);
            return identity == null || identity.equals(found);
        } catch (IOException gone) {
            return false;
        }
    }

    private static BasicFileAttributes read(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
