package dev.e2ei.tests.demo;

import dev.e2ei.spi.ElapsedTime;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Starts the demo: {@code java @target/demo.args}, with {@code -Ddemo.stack=real} for step-ca and Keycloak, {@code
 * -Ddemo.storage=file} for another engine, {@code -Ddemo.page=FILE} for another place of the page.
 */
final class DemoMain {
    private DemoMain() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Path page = Path.of(System.getProperty("demo.page", "target/demo.html")).toAbsolutePath();
        long start = ElapsedTime.SYSTEM.nanoTime();
        try (DemoStack stack = stack(System.getProperty("demo.stack", "embedded"));
                DemoStorage storage = new DemoStorage(System.getProperty("demo.storage", "sqlite"))) {
            out.printf(Locale.ROOT, "Servers: %s, up in %.1f s%n", stack.description(), seconds(start));
            tell(stack, storage, out, page);
        }
        out.printf(Locale.ROOT, "All of it happened, in %.1f s.%n", seconds(start));
    }

    static void tell(DemoStack stack, DemoStorage storage, PrintStream out, Path page) throws Exception {
        Story story = new Story(out, ElapsedTime.SYSTEM);
        try (Demo demo = new Demo(stack, storage, story)) {
            demo.run();
        }
        StoryPage.write(page, stack.description(), story.scenes());
        out.println("Page: " + page);
    }

    static DemoStack stack(String name) {
        return switch (name) {
            case "embedded" -> new EmbeddedDemoStack();
            case "real" -> new RealDemoStack();
            default -> throw new IllegalArgumentException("demo.stack is embedded or real, not " + name);
        };
    }

    private static double seconds(long start) {
        return (ElapsedTime.SYSTEM.nanoTime() - start) / 1e9;
    }
}
