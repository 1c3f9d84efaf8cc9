package dev.e2ei.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** An open file. Reads and writes name their place, so several threads may read beside one that writes. */
interface Medium {
    /** Reads until the buffer is full or the file ends. */
    void read(ByteBuffer target, long position) throws IOException;

    /** Writes all that remains in the buffer. */
    void write(ByteBuffer source, long position) throws IOException;

    /** Returns when everything written is on the medium. */
    void force() throws IOException;

    void truncate(long size) throws IOException;

    long size() throws IOException;

    /** Takes the place of another file, in one step. */
    void moveTo(Path target) throws IOException;

    /** Whether the path still leads to this file. */
    boolean isInPlace();

    /** Another file has taken its place: it is only read from now on. */
    void retire();

    /** Overwrites the content of a retired file, as far as that succeeds, and closes it. */
    void erase();

    void close() throws IOException;
}
