package dev.e2ei.storage.file;

import java.io.IOException;
import java.nio.file.Path;

/** What a log asks of a file system; the seam at which tests take space or power away. */
interface Disk {
    boolean exists(Path path);

    /** Makes a file that is the owner's alone from the beginning. */
    Medium create(Path path) throws IOException;

    /** Opens a regular file that is there; follows no link. */
    Medium open(Path path) throws IOException;

    /** Removes a file if it is there. */
    void delete(Path path) throws IOException;

    /** Makes names in a folder durable. */
    void syncFolder(Path folder) throws IOException;

    /** Whether the last failure was one of space. */
    boolean isFull(Path folder, IOException failure);
}
