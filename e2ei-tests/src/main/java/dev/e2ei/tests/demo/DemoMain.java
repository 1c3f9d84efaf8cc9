package dev.e2ei.tests.demo;

import dev.e2ei.spi.ElapsedTime;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Starts the demo: {@code java @target/demo.args}, with {@code -Ddemo.stack=real} for step-ca and Keycloak. */
final class DemoMain {
    private DemoMain() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        long start = ElapsedTime.SYSTEM.nanoTime();
        try (DemoStack stack = stack(System.getProperty("demo.stack", "embedded"))) {
            out.printf(Locale.ROOT, "Servers: %s, up in %.1f s%n", stack.description(), seconds(start));
            new Demo(stack, out).run();
        }
        out.printf(Locale.ROOT, "All of it happened, in %.1f s.%n", seconds(start));
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
