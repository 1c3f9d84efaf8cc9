package dev.e2ei.tests.demo;

import dev.e2ei.api.conversation.ConversationVerification;
import dev.e2ei.api.conversation.DeviceReport;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.spi.ElapsedTime;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What happens, line by line, and how the conversation stood at the moments worth keeping. */
final class Story {
    private final PrintStream out;
    private final ElapsedTime time;
    private final List<Scene> scenes = new ArrayList<>();

    /**
     * A moment that is kept.
     *
     * @param title what has happened
     * @param viewer whose view it is
     * @param names the devices' names
     * @param report what the viewer knows
     */
    record Scene(String title, String viewer, Map<ClientId, String> names, ConversationVerification report) {
        Scene {
            names = Map.copyOf(names);
        }

        String nameOf(DeviceReport device) {
            return device.member()
                    .clientId()
                    .map(id -> names.getOrDefault(id, id.toString()))
                    .orElse("somebody");
        }
    }

    Story(PrintStream out, ElapsedTime time) {
        this.out = out;
        this.time = time;
    }

    PrintStream out() {
        return out;
    }

    ElapsedTime time() {
        return time;
    }

    List<Scene> scenes() {
        return List.copyOf(scenes);
    }

    void chapter(String title) {
        out.println();
        out.println(title);
    }

    void line(String label, String text) {
        out.printf("  %-12s %s%n", label, text);
    }

    /** Does something and says how long it took. */
    <T> T timed(String what, Supplier<T> action) {
        long start = time.nanoTime();
        T result = action.get();
        done(what, start);
        return result;
    }

    void timed(String what, Runnable action) {
        timed(what, () -> {
            action.run();
            return what;
        });
    }

    void done(String what, long start) {
        out.printf(Locale.ROOT, "  %-64s %7.1f ms%n", what, (time.nanoTime() - start) / 1e6);
    }

    /** Shows a conversation as one device sees it, and keeps it for the page. */
    void show(Scene scene) {
        scenes.add(scene);
        ConversationVerification report = scene.report();
        line(
                "state",
                report.state() + " in epoch " + Long.toUnsignedString(report.epoch()) + ", for " + scene.viewer());
        for (DeviceReport device : report.devices()) {
            String next = device.nextChange()
                    .map(change -> "next change " + change)
                    .orElse("time alone does not change that");
            line("", String.format("%-16s %-8s %s", scene.nameOf(device), device.verdict(), next));
            line("", " ".repeat(17) + device.explanation());
        }
    }
}
