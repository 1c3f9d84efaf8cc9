package dev.e2ei.storage.file;

import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another process that uses a store. */
final class Child implements AutoCloseable {
    /** Rows that {@code count} writes together. */
    static final int ROWS = 20;

    private final Process process;
    private final BufferedReader output;

    private Child(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static Child start(String job, Path location) throws IOException {
        String classPath = Stream.of(StorageEngine.class, FileStorageProvider.class)
                .map(Child::origin)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath + File.pathSeparator + Path.of("target", "test-classes"),
                Child.class.getName(),
                job,
                location.toString());
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    private static String origin(Class<?> type) {
        URL location = type.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(URI.create(location.toString())).toString();
    }

    /** The next line of its output; empty at the end. */
    String line() throws IOException {
        String line = output.readLine();
        return line == null ? "" : line;
    }

    /** Ends it as the operating system ends a process: without a word. */
    void kill() {
        // Not Process.destroyForcibly, which would throw away what it has said.
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** Runs in the other process. */
    public static void main(String[] arguments) throws IOException {
        try {
            StorageEngine engine = Octets.open(Path.of(arguments[1]));
            if (arguments[0].equals("hold")) {
                Octets.put(engine, "group", "by", "held");
                System.out.println("ready");
                System.in.read();
            } else {
                count(engine);
            }
        } catch (StorageException e) {
            System.out.println(e.code());
        }
    }

    private static void count(StorageEngine engine) {
        for (int number = Integer.parseInt(
                                "0" + Octets.get(engine, "count", "row-0").replace("none", ""))
                        + 1;
                ;
                number++) {
            try (StorageTransaction transaction = engine.write(Octets.AT_ONCE)) {
                for (int row = 0; row < ROWS; row++) {
                    transaction.put("count", Octets.octets("row-" + row), Octets.octets("" + number));
                }
                transaction.put("filler", Octets.octets("" + number % 50), new byte[number * 37 % 5000]);
                transaction.commit();
            }
            System.out.println(number);
        }
    }
}
