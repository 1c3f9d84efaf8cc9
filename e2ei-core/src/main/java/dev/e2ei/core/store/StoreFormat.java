package dev.e2ei.core.store;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;

/** The versions of what is stored. The first octet of the header, of each value and of each snapshot is its version. */
final class StoreFormat {
    /** What this version of the library writes. */
    static final int VERSION = 1;

    private StoreFormat() {}

    static void requireReadable(int version) {
        if (version != VERSION) {
            throw new StorageException(
                    ErrorCode.STORAGE_UNSUPPORTED_FORMAT,
                    "stored in format " + version + ", this version reads format " + VERSION);
        }
    }
}
