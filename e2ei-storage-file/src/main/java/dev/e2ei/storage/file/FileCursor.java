package dev.e2ei.storage.file;

import dev.e2ei.spi.storage.StorageCursor;

/** Reads a value only when it is asked for. */
final class FileCursor implements StorageCursor {
    private final FileTransaction transaction;
    private final String keyspace;
    private final Entries entries;
    private boolean closed;

    FileCursor(FileTransaction transaction, String keyspace, Entries entries) {
        this.transaction = transaction;
        this.keyspace = keyspace;
        this.entries = entries;
    }

    @Override
    public boolean next() {
        return transaction.use(() -> {
            requireOpen();
            return entries.advance();
        });
    }

    @Override
    public byte[] key() {
        return transaction.use(() -> StoreKey.key(keyspace, current()));
    }

    @Override
    public byte[] value() {
        return transaction.use(() -> {
            current();
            return entries.value();
        });
    }

    private byte[] current() {
        requireOpen();
        byte[] key = entries.key();
        if (key == null) {
            throw new IllegalStateException("the cursor is on no entry");
        }
        return key;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the cursor is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        transaction.end(this);
    }
}
