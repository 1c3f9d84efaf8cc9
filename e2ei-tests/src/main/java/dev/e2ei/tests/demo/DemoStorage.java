package dev.e2ei.tests.demo;

import dev.e2ei.api.E2eiClientBuilder;
import dev.e2ei.api.Secret;
import dev.e2ei.testkit.jose.FreshValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder on disk in which each device has its store. Closing it deletes the folder. */
final class DemoStorage implements AutoCloseable {
    private final String engine;
    private final Path folder;
    private final Secret key = Secret.take(FreshValues.octets(32));

    /** Makes the folder; {@code engine} is the name of a storage provider. */
    DemoStorage(String engine) throws IOException {
        this.engine = engine;
        folder = Files.createTempDirectory("e2ei-demo");
    }

    E2eiClientBuilder settings(E2eiClientBuilder client, String device) {
        return client.storageProvider(engine)
                .storeLocation(folder.resolve(device.replaceAll("[^A-Za-z]+", "-")))
                .databaseKey(key);
    }

    String engine() {
        return engine;
    }

    /** How many octets lie on disk. */
    long size() throws IOException {
        long size = 0;
        for (Path file : files()) {
            size += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
        return size;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }

    @Override
    public void close() {
        key.close();
        try {
            for (Path file : files()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
