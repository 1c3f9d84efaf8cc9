package dev.e2ei.testkit.real;

import dev.e2ei.spi.ElapsedTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server as a child process. Its output goes to a file; closing it ends its descendants too. */
final class ServerProcess implements AutoCloseable {
    private static final Duration PROBE_PAUSE = Duration.ofMillis(200);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int EXCERPT = 2000;

    private final String name;
    private final Process process;
    private final Path output;

    private ServerProcess(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
    }

    /** Starts a program in the folder; its output is {@code <name>.log} there. */
    static ServerProcess start(String name, Path folder, Map<String, String> environment, List<String> command) {
        Path output = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new ServerProcess(name, process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not start", e);
        }
    }

    /** A question that the server answers once it is up; an {@link IOException} counts as not yet. */
    @FunctionalInterface
    interface Probe {
        boolean answers() throws IOException, InterruptedException;
    }

    /**
     * Waits until the probe answers.
     *
     * @throws IllegalStateException with its output, if the process ends or the time is over before
     */
    void awaitReady(Duration limit, Probe probe) {
        long start = ElapsedTime.SYSTEM.nanoTime();
        try {
            while (!answers(probe)) {
                if (process.waitFor(PROBE_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw notReady("ended with code " + process.exitValue());
                }
                if (ElapsedTime.SYSTEM.nanoTime() - start > limit.toNanos()) {
                    throw notReady("does not answer after " + limit.toSeconds() + " s");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notReady("was not waited for: interrupted");
        }
    }

    private static boolean answers(Probe probe) throws InterruptedException {
        try {
            return probe.answers();
        } catch (IOException notYet) {
            return false;
        }
    }

    private IllegalStateException notReady(String how) {
        return new IllegalStateException(name + " " + how + ". Its output:\n" + excerpt());
    }

    /** The beginning, which tells what was wrong with the configuration, and the end. */
    private String excerpt() {
        try {
            String text = Files.readString(output, StandardCharsets.ISO_8859_1);
            return text.length() <= 2 * EXCERPT
                    ? text
                    : text.substring(0, EXCERPT) + "\n[…]\n" + text.substring(text.length() - EXCERPT);
        } catch (IOException e) {
            return "(" + output + " cannot be read: " + e + ")";
        }
    }

    /** Ends the process and what it started, and waits for that. Closing twice does nothing. */
    @Override
    public void close() {
        // First what a start script started, so that the script is there to take note of its end.
        process.descendants().forEach(ServerProcess::end);
        end(process.toHandle());
    }

    private static void end(ProcessHandle handle) {
        handle.destroy();
        handle.onExit()
                .completeOnTimeout(handle, GRACE.toSeconds(), TimeUnit.SECONDS)
                .join();
        handle.destroyForcibly();
    }
}
