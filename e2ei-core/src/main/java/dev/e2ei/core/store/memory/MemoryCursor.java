package dev.e2ei.core.store.memory;

import dev.e2ei.spi.storage.StorageCursor;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Walks through one state from a prefix on. */
final class MemoryCursor implements StorageCursor {
    private @Nullable Iterator<SortedRows.Row> rows;
    private SortedRows.@Nullable Row current;

    MemoryCursor(SortedRows rows, byte[] prefix) {
        this.rows = rows.startingWith(prefix);
    }

    @Override
    public boolean next() {
        if (rows == null) {
            throw new IllegalStateException("this cursor has been closed");
        }
        boolean more = rows.hasNext();
        current = more ? rows.next() : null;
        return more;
    }

    private SortedRows.Row current() {
        if (current == null) {
            throw new IllegalStateException("this cursor has no current entry");
        }
        return current;
    }

    @Override
    public byte[] key() {
        return current().key().clone();
    }

    @Override
    public byte[] value() {
        return current().value().clone();
    }

    @Override
    public void close() {
        rows = null;
        current = null;
    }
}
