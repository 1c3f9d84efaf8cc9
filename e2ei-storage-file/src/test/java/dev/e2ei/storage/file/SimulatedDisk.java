package dev.e2ei.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A disk in memory that remembers what was done to it, so that a test can have the disk of any earlier moment: as a killed
 * process leaves it (all that was written), or as a power failure does (what was forced, and any part of the rest).
 */
final class SimulatedDisk implements Disk {
    private static final int SECTOR = 512;

    /** What can be done to a disk. */
    sealed interface Step permits Write, Truncate, Force, Name, SyncFolder {}

    /** Octets at a place of a file. */
    record Write(int file, long position, ByteBuffer octets) implements Step {}

    record Truncate(int file, long size) implements Step {}

    record Force(int file) implements Step {}

    /** A name leads to a file, or with a negative number to none. */
    record Name(Path path, int file) implements Step {}

    record SyncFolder() implements Step {}

    private final List<byte[]> files = new ArrayList<>();
    private final Map<Path, Integer> names = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private Predicate<Step> failing = step -> false;
    private boolean full;

    /** A disk on which one file lies. */
    static SimulatedDisk with(Path path, byte[] content) {
        SimulatedDisk disk = new SimulatedDisk();
        disk.files.add(content.clone());
        disk.names.put(path, 0);
        return disk;
    }

    /** What was done so far. */
    List<Step> steps() {
        return steps;
    }

    /** From now on, what this accepts fails. */
    void failOn(Predicate<Step> accepted) {
        failing = accepted;
    }

    /** Failures are for want of space. */
    void beFull(boolean now) {
        full = now;
    }

    byte[] content(Path path) {
        return files.get(names.get(path)).clone();
    }

    /** The disk after the first steps, and a part of the octets that the next step, a write, was to write. */
    static SimulatedDisk killed(List<Step> steps, int whole, int octets) {
        SimulatedDisk disk = new SimulatedDisk();
        steps.subList(0, whole).forEach(disk::apply);
        if (octets > 0) {
            Write cut = (Write) steps.get(whole);
            disk.apply(new Write(cut.file(), cut.position(), cut.octets().slice(0, octets)));
        }
        return disk;
    }

    /** The disk after the first steps and a power failure: of what was not forced, any sectors in any order. */
    static SimulatedDisk powerless(List<Step> steps, int whole, Random random) {
        SimulatedDisk disk = new SimulatedDisk();
        List<Step> pending = new ArrayList<>();
        for (Step step : steps.subList(0, whole)) {
            if (step instanceof Force force) {
                disk.settle(pending, each -> file(each) == force.file());
            } else if (step instanceof SyncFolder) {
                disk.settle(pending, Name.class::isInstance);
            } else {
                pending.add(step);
            }
        }
        for (Step step : pending) {
            if (step instanceof Write write) {
                disk.tear(write, random);
            } else if (random.nextBoolean()) {
                disk.apply(step);
            }
        }
        return disk;
    }

    private static int file(Step step) {
        return step instanceof Write write ? write.file() : step instanceof Truncate cut ? cut.file() : -1;
    }

    private void settle(List<Step> pending, Predicate<Step> settled) {
        pending.stream().filter(settled).forEach(this::apply);
        pending.removeIf(settled);
    }

    private void tear(Write write, Random random) {
        ByteBuffer octets = write.octets();
        for (int at = 0; at < octets.limit(); ) {
            int sector = (int) (SECTOR - (write.position() + at) % SECTOR);
            int piece = Math.min(sector, octets.limit() - at);
            if (random.nextInt(3) > 0) {
                apply(new Write(write.file(), write.position() + at, octets.slice(at, piece)));
            }
            at += piece;
        }
    }

    private void apply(Step step) {
        if (step instanceof Write write) {
            byte[] content = file(write.file());
            int end = (int) write.position() + write.octets().limit();
            byte[] longer = Arrays.copyOf(content, Math.max(content.length, end));
            write.octets()
                    .duplicate()
                    .rewind()
                    .get(longer, (int) write.position(), write.octets().limit());
            files.set(write.file(), longer);
        } else if (step instanceof Truncate cut) {
            byte[] content = file(cut.file());
            files.set(cut.file(), Arrays.copyOf(content, (int) Math.min(content.length, cut.size())));
        } else if (step instanceof Name name) {
            if (name.file() < 0) {
                names.remove(name.path());
            } else {
                names.values().removeIf(file -> file == name.file());
                names.put(name.path(), name.file());
                file(name.file());
            }
        }
    }

    private byte[] file(int number) {
        while (files.size() <= number) {
            files.add(new byte[0]);
        }
        return files.get(number);
    }

    private void step(Step step) throws IOException {
        if (failing.test(step)) {
            throw new IOException("simulated");
        }
        apply(step);
        steps.add(step);
    }

    @Override
    public boolean exists(Path path) {
        return names.containsKey(path);
    }

    @Override
    public Medium create(Path path) throws IOException {
        int file = files.size();
        step(new Name(path, file));
        return new SimulatedMedium(file, path);
    }

    @Override
    public Medium open(Path path) {
        return new SimulatedMedium(names.getOrDefault(path, -1), path);
    }

    @Override
    public void delete(Path path) throws IOException {
        if (names.containsKey(path)) {
            step(new Name(path, -1));
        }
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        step(new SyncFolder());
    }

    @Override
    public boolean isFull(Path folder, IOException failure) {
        return full;
    }

    /** A file of this disk. */
    private final class SimulatedMedium implements Medium {
        private final int file;
        private Path path;

        SimulatedMedium(int file, Path path) {
            this.file = file;
            this.path = path;
        }

        @Override
        public void read(ByteBuffer target, long position) {
            byte[] content = files.get(file);
            int count = (int) Math.max(0, Math.min(target.remaining(), content.length - position));
            if (count > 0) {
                target.put(content, (int) position, count);
            }
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            ByteBuffer copy =
                    ByteBuffer.allocate(source.remaining()).put(source).flip();
            step(new Write(file, position, copy));
        }

        @Override
        public void force() throws IOException {
            step(new Force(file));
        }

        @Override
        public void truncate(long size) throws IOException {
            step(new Truncate(file, size));
        }

        @Override
        public long size() {
            return files.get(file).length;
        }

        @Override
        public void moveTo(Path target) throws IOException {
            step(new Name(target, file));
            path = target;
        }

        @Override
        public boolean isInPlace() {
            return names.getOrDefault(path, -1) == file;
        }

        @Override
        public void retire() {}

        @Override
        public void erase() {
            apply(new Truncate(file, 0));
        }

        @Override
        public void close() {}
    }
}
