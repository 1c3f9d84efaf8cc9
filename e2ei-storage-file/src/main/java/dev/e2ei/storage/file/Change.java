package dev.e2ei.storage.file;

import org.jspecify.annotations.Nullable;

/** What a transaction is going to do to a key. Not a record: it holds octets, which have no value equality. */
final class Change {
    static final Change DELETION = new Change(null);

    private final byte @Nullable [] value;

    private Change(byte @Nullable [] value) {
        this.value = value;
    }

    static Change put(byte[] value) {
        return new Change(value.clone());
    }

    /** The value, not a copy; null for a deletion. */
    byte @Nullable [] value() {
        return value;
    }

    long size(byte[] key) {
        return value == null ? FrameWriter.sizeOfDelete(key) : FrameWriter.size(key, value.length);
    }
}
