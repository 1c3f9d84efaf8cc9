package dev.e2ei.storage.file;

import dev.e2ei.storage.file.LogSector.Mark;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Writes the values that are in force into a new log of one frame, which takes the place of the old one. */
final class Compaction {
    /**
     * When it is worth it.
     *
     * @param garbage the least octets of garbage while the store is in use
     * @param whole up to this size of all values, closing the store compacts it whenever there is garbage
     */
    record Rule(long garbage, long whole) {
        static final Rule USUAL = new Rule(64 * 1024, 4 * 1024 * 1024);

        boolean whileOpen(long garbageNow, long live) {
            return garbageNow >= garbage && garbageNow > live;
        }

        boolean onClosing(long garbageNow, long live) {
            return garbageNow > 0 && live <= whole || whileOpen(garbageNow, live);
        }
    }

    private final Disk disk;
    private final StoreFiles files;
    private final Map<byte[], Location> moved = new TreeMap<>(Arrays::compareUnsigned);

    Compaction(Disk disk, StoreFiles files) {
        this.disk = disk;
        this.files = files;
    }

    /** Where each value lies in the new log. */
    Map<byte[], Location> moved() {
        return moved;
    }

    /** Writes the new log and gives it the old one's name. If this fails, the old log is still there and in use. */
    LogFile run(LogFile old, Index index) throws IOException {
        disk.delete(files.draft());
        Medium draft = disk.create(files.draft());
        boolean named = false;
        try {
            Mark acknowledged = copy(old.acknowledged().sequence(), index, draft);
            LogSector.mark(draft, acknowledged);
            draft.force();
            draft.moveTo(files.log());
            named = true;
            return settle(new LogFile(draft, acknowledged.sequence() - 1, acknowledged));
        } finally {
            if (!named) {
                draft.close();
                disk.delete(files.draft());
            }
        }
    }

    private Mark copy(long sequence, Index index, Medium draft) throws IOException {
        LogSector.begin(draft, sequence - 1);
        FrameWriter frame = new FrameWriter(draft, LogSector.FRAMES, sequence, index.live());
        for (Map.Entry<byte[], Index.Version> entry : index.from(new byte[0]).entrySet()) {
            Location location = entry.getValue().location();
            if (location != null) {
                moved.put(entry.getKey(), frame.put(entry.getKey(), location.read()));
            }
        }
        return new Mark(sequence, frame.finish());
    }

    /** From here on the old log is gone; a name that may not be durable takes no more transactions. */
    private LogFile settle(LogFile fresh) {
        try {
            disk.syncFolder(files.folder());
        } catch (IOException e) {
            fresh.seal();
        }
        return fresh;
    }
}
