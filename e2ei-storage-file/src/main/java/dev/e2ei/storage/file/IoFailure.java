package dev.e2ei.storage.file;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** Turns what the file system says into our codes. */
final class IoFailure {
    private IoFailure() {}

    static StorageException of(String what, IOException cause) {
        String reason = cause instanceof FileSystemException failure ? failure.getReason() : null;
        return new StorageException(ErrorCode.STORAGE_FAILED, reason == null ? what : what + ": " + reason, cause);
    }

    /** A write may have failed for want of space. */
    static StorageException ofWriting(String what, IOException cause, Disk disk, StoreFiles files) {
        return disk.isFull(files.folder(), cause)
                ? new StorageException(ErrorCode.STORAGE_FULL, what + ": no space is left", cause)
                : of(what, cause);
    }

    static StorageException ownershipLost() {
        return new StorageException(
                ErrorCode.STORAGE_OWNERSHIP_LOST,
                "the store was taken over by another process, or its files were replaced");
    }
}
