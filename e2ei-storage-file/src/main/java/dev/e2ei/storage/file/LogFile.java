package dev.e2ei.storage.file;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.storage.file.LogSector.Mark;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.SortedMap;

/** An open log, at its end. Used by one writer at a time. */
final class LogFile {
    private static final System.Logger LOG = System.getLogger(LogFile.class.getName());

    private final Medium medium;
    private final long before;
    private volatile Mark acknowledged;
    private boolean broken;

    /**
     * A log that is complete.
     *
     * @param before the number of the frame before the first
     * @param acknowledged the last frame
     */
    LogFile(Medium medium, long before, Mark acknowledged) {
        this.medium = medium;
        this.before = before;
        this.acknowledged = acknowledged;
    }

    /** Makes an empty log. It gets its name when it is complete. */
    static LogFile create(Disk disk, StoreFiles files) throws IOException {
        Medium draft = disk.create(files.draft());
        try {
            LogSector.begin(draft, 0);
            draft.force();
            draft.moveTo(files.log());
            disk.syncFolder(files.folder());
            return new LogFile(draft, 0, new Mark(0, LogSector.FRAMES));
        } catch (IOException | RuntimeException e) {
            draft.close();
            throw e;
        }
    }

    /** Reads a log to its end, and cuts off a frame that was never completed. */
    static LogFile open(Disk disk, StoreFiles files, LogScan.Sink sink) throws IOException {
        Medium medium = disk.open(files.log());
        try {
            long size = medium.size();
            LogScan scan = new LogScan(medium, size, LogSector.mark(medium));
            scan.run(sink);
            if (scan.end() < size) {
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "cut off an incomplete transaction of {0} octets",
                        size - scan.end());
                medium.truncate(scan.end());
                medium.force();
            }
            return new LogFile(medium, scan.before(), new Mark(scan.sequence(), scan.end()));
        } catch (IOException | RuntimeException e) {
            medium.close();
            throw e;
        }
    }

    Medium medium() {
        return medium;
    }

    Mark acknowledged() {
        return acknowledged;
    }

    /** Octets of all records, those in force and those not. */
    long records() {
        Mark now = acknowledged;
        return now.end() - LogSector.FRAMES - (now.sequence() - before) * (FrameWriter.HEADER + FrameWriter.TRAILER);
    }

    /** Whether nobody else has written to the log or put another in its place. */
    boolean isOurs() throws IOException {
        return medium.isInPlace() && (broken || medium.size() == acknowledged.end());
    }

    /** Adds a frame; returns where the values lie once all of it is on the medium. */
    Map<byte[], Location> append(SortedMap<byte[], Change> changes) throws IOException {
        if (broken) {
            throw new StorageException(
                    ErrorCode.STORAGE_FAILED,
                    "a write failed and could not be taken back; the store has to be closed and opened again");
        }
        Map<byte[], Location> locations = new IdentityHashMap<>();
        long length = 0;
        for (Map.Entry<byte[], Change> change : changes.entrySet()) {
            length += change.getValue().size(change.getKey());
        }
        long sequence = acknowledged.sequence() + 1;
        boolean done = false;
        try {
            FrameWriter frame = new FrameWriter(medium, acknowledged.end(), sequence, length);
            for (Map.Entry<byte[], Change> change : changes.entrySet()) {
                byte[] value = change.getValue().value();
                if (value == null) {
                    frame.delete(change.getKey());
                } else {
                    locations.put(change.getKey(), frame.put(change.getKey(), value));
                }
            }
            long end = frame.finish();
            medium.force();
            acknowledged = new Mark(sequence, end);
            done = true;
        } finally {
            if (!done) {
                takeBack();
            }
        }
        mark();
        return locations;
    }

    private void takeBack() {
        try {
            medium.truncate(acknowledged.end());
            medium.force();
        } catch (IOException e) {
            broken = true;
            LOG.log(System.Logger.Level.WARNING, "a write that failed could not be taken back: {0}", e.getClass());
        }
    }

    private void mark() {
        try {
            LogSector.mark(medium, acknowledged);
        } catch (IOException e) {
            // The frame is on the medium. Without its mark a later damage of it looks like an incomplete frame.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a transaction is durable, but its mark was not written: {0}",
                    e.getClass());
        }
    }

    /** No more frames: what follows could be lost. */
    void seal() {
        broken = true;
    }

    /** Reads all that was acknowledged. */
    void check() throws IOException {
        Mark until = acknowledged;
        new LogScan(medium, until.end(), until).run(new LogScan.Sink() {
            @Override
            public void put(long sequence, byte[] key, Location location) {}

            @Override
            public void delete(long sequence, byte[] key) {}
        });
    }

    void close() throws IOException {
        try {
            medium.force(); // the last mark
        } finally {
            medium.close();
        }
    }
}
