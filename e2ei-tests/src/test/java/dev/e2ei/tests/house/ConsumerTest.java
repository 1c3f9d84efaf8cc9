package dev.e2ei.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A host that requires the API only")
class ConsumerTest {
    private static final String MODULE = "module host { requires dev.e2ei.api; }";
    private static final String MAIN = """
            package host;

            import dev.e2ei.api.E2eiClient;
            import dev.e2ei.api.Secret;

            public class Main {
                public static void main(String[] args) {
                    try (E2eiClient client = E2eiClient.builder()
                            .storageProvider("memory")
                            .databaseKey(Secret.copyOf(new byte[32]))
                            .open()) {
                        System.out.print(Main.class.getModule().getName() + " " + client.e2eiIsPkiEnvSetup());
                    }
                }
            }
            """;

    /** The jars that Maven gives a host that depends on all artifacts. */
    private static final List<String> RUNTIME =
            List.of("jspecify", "bcprov", "jackson-annotations", "jackson-core", "jackson-databind", "sqlite-jdbc");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("gets engine and providers from its module path")
    void modulePath() throws Exception {
        compile(true);
        assertEquals("host false", run("java", List.of("--module-path", withHost(), "--module", "host/host.Main")));
    }

    @Test
    @DisplayName("gets engine and providers from its class path")
    void classPath() throws Exception {
        compile(false);
        assertEquals("null false", run("java", List.of("-cp", withHost(), "host.Main")));
    }

    private Path classes() {
        return folder.resolve("classes");
    }

    private void compile(boolean named) throws Exception {
        Path source = Files.createDirectories(folder.resolve("source/host"));
        Path main = Files.writeString(source.resolve("Main.java"), MAIN);
        List<String> arguments =
                new ArrayList<>(List.of("--release", "17", "-d", classes().toString()));
        String path = String.join(File.pathSeparator, runtime());
        if (named) {
            arguments.addAll(List.of("--module-path", path));
            arguments.add(Files.writeString(folder.resolve("source/module-info.java"), MODULE)
                    .toString());
        } else {
            arguments.addAll(List.of("-cp", path));
        }
        arguments.add(main.toString());
        assertEquals("", run("javac", arguments), "the host compiles");
    }

    private static Set<String> runtime() {
        Set<String> paths = new LinkedHashSet<>();
        House.LIBRARY.forEach(module -> paths.add(House.classes(module).toString()));
        Stream.of("jdk.module.path", "java.class.path")
                .flatMap(property -> Stream.of(System.getProperty(property, "").split(File.pathSeparator)))
                .filter(path -> RUNTIME.stream()
                        .anyMatch(jar -> Path.of(path).getFileName() != null
                                && Path.of(path).getFileName().toString().startsWith(jar + "-")))
                .forEach(paths::add);
        return paths;
    }

    private String withHost() {
        return String.join(File.pathSeparator, runtime()) + File.pathSeparator + classes();
    }

    private static String run(String tool, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
