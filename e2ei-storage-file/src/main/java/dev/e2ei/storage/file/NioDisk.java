package dev.e2ei.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** The real one. */
final class NioDisk implements Disk {
    /** Below this, a write that failed is taken to have failed for want of space. */
    private static final long ALMOST_NOTHING = 64 * 1024;

    @Override
    public boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Medium create(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PrivateFiles.file(path));
        return new NioMedium(channel, path);
    }

    @Override
    public Medium open(Path path) throws IOException {
        PrivateFiles.requireRegular(path);
        return new NioMedium(NioMedium.open(path), path);
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (PrivateFiles.isPosix(folder)) { // elsewhere folders cannot be opened, and need not be
                throw e;
            }
        }
    }

    @Override
    public boolean isFull(Path folder, IOException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("No space left") || message.contains("quota") || message.contains("not enough space")) {
            return true;
        }
        try {
            return Files.getFileStore(folder).getUsableSpace() < ALMOST_NOTHING;
        } catch (IOException e) {
            return false;
        }
    }
}
