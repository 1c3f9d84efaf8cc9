package dev.e2ei.storage.file;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One store in one log. The writer's permit guards the log. */
final class FileStorageEngine implements StorageEngine {
    private static final System.Logger LOG = System.getLogger(FileStorageEngine.class.getName());

    /** Keeps arithmetic on time within a long. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(365);

    private final Disk disk;
    private final StoreFiles files;
    private final StoreLock ownership;
    private final Compaction.Rule rule;
    private final Contents contents;
    private final Semaphore writer = new Semaphore(1, true);
    private final Set<FileTransaction> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile LogFile log;
    private long nextCompaction;

    private FileStorageEngine(
            Disk disk, StoreFiles files, StoreLock ownership, Compaction.Rule rule, Index index, LogFile log) {
        this.disk = disk;
        this.files = files;
        this.ownership = ownership;
        this.rule = rule;
        this.log = log;
        contents = new Contents(index, log.acknowledged().sequence());
    }

    static FileStorageEngine open(Disk disk, StoreFiles files, Compaction.Rule rule) throws IOException {
        StoreLock ownership = StoreLock.take(files);
        try {
            Index index = new Index();
            disk.delete(files.draft()); // of a process that did not finish it
            LogFile log = disk.exists(files.log())
                    ? LogFile.open(disk, files, new Loading(index))
                    : LogFile.create(disk, files);
            return new FileStorageEngine(disk, files, ownership, rule, index, log);
        } catch (IOException | RuntimeException e) {
            ownership.release();
            throw e;
        }
    }

    /** Fills the index from a log. */
    private record Loading(Index index) implements LogScan.Sink {
        private static final long[] NOBODY_READS = {};

        @Override
        public void put(long sequence, byte[] key, Location location) {
            index.change(key, sequence, location, NOBODY_READS);
        }

        @Override
        public void delete(long sequence, byte[] key) {
            index.change(key, sequence, null, NOBODY_READS);
        }
    }

    @Override
    public StorageTransaction read() {
        requireOpen();
        return begin(new FileTransaction(this, contents.index(), contents.take(), false));
    }

    @Override
    public StorageTransaction write(Duration timeout) {
        requireOpen();
        awaitWriter(timeout.compareTo(LONGEST_WAIT) < 0 ? timeout : LONGEST_WAIT);
        boolean begun = false;
        try {
            requireOpen();
            requireOwnership();
            StorageTransaction transaction = begin(new FileTransaction(
                    this, contents.index(), log.acknowledged().sequence(), true));
            begun = true;
            return transaction;
        } finally {
            if (!begun) {
                writer.release();
            }
        }
    }

    private void awaitWriter(Duration patience) {
        try {
            if (!writer.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StorageException(
                        ErrorCode.STORAGE_LOCKED, "another transaction has been writing for longer than " + patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(
                    ErrorCode.INTERRUPTED, "interrupted while waiting for another transaction to end", e);
        }
    }

    private void requireOwnership() {
        try {
            if (!ownership.isInPlace() || !log.isOurs()) {
                throw IoFailure.ownershipLost();
            }
        } catch (IOException e) {
            throw IoFailure.of("the log cannot be reached", e);
        }
    }

    private StorageTransaction begin(FileTransaction transaction) {
        open.add(transaction);
        if (closed.get()) { // meanwhile, by a thread that may not have seen this one
            transaction.close();
        }
        return transaction;
    }

    /** Makes changes durable, then visible. */
    void commit(SortedMap<byte[], Change> changes) {
        requireOwnership();
        Map<byte[], Location> locations;
        try {
            locations = log.append(changes);
        } catch (IOException e) {
            throw IoFailure.ofWriting("the commit failed, nothing is changed", e, disk, files);
        }
        long sequence = log.acknowledged().sequence();
        contents.publish(sequence, changes, locations);
        long end = log.acknowledged().end();
        if (end >= nextCompaction && rule.whileOpen(garbage(), live())) {
            nextCompaction = end + rule.garbage(); // should it fail
            compact();
        }
    }

    private long live() {
        return contents.index().live();
    }

    private long garbage() {
        return log.records() - live();
    }

    private void compact() {
        Compaction compaction = new Compaction(disk, files);
        try {
            LogFile fresh = compaction.run(log, contents.index());
            Medium old = log.medium();
            log = fresh;
            contents.move(compaction.moved(), old);
            nextCompaction = 0;
        } catch (IOException | StorageException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the log could not be compacted and stays as it is: {0}",
                    e.getClass());
        }
    }

    /** Takes note that a transaction is over. */
    void ended(FileTransaction transaction) {
        open.remove(transaction);
        if (transaction.isWriting()) {
            writer.release();
        } else {
            contents.release(transaction.snapshot());
        }
    }

    @Override
    public String erasure() {
        return "A deleted or replaced value stays in the log until the log is compacted, which happens when more than half"
                + " of it (and 64 KiB) is garbage and when a store of up to 4 MiB is closed; the old log is then"
                + " overwritten with zeros, and what the file system or a flash medium keeps of overwritten blocks is out"
                + " of reach.";
    }

    @Override
    public void check() {
        requireOpen();
        long snapshot = contents.take(); // keeps the log from being erased
        try {
            log.check();
        } catch (IOException e) {
            requireOpen();
            throw IoFailure.of("the check failed", e);
        } finally {
            contents.release(snapshot);
        }
    }

    void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("this store is closed");
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        List.copyOf(open).forEach(FileTransaction::close);
        writer.acquireUninterruptibly();
        try {
            if (rule.onClosing(garbage(), live()) && ownership.isInPlace() && log.isOurs()) {
                compact();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the log was not compacted on closing: {0}", e.getClass());
        } finally {
            writer.release(); // who waits for it finds the store closed
            release();
        }
    }

    private void release() {
        try {
            log.close();
        } catch (IOException e) {
            throw IoFailure.ofWriting("the store did not close cleanly", e, disk, files);
        } finally {
            ownership.release();
        }
    }
}
