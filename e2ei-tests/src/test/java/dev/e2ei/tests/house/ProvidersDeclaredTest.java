package dev.e2ei.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Providers are declared twice, and alike")
class ProvidersDeclaredTest {
    static List<String> modules() {
        return House.MODULES;
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("modules")
    @DisplayName("for the module path and for the class path")
    void declared(String module) throws IOException {
        assertEquals(provides(module), services(module));
    }

    private static Map<String, TreeSet<String>> provides(String module) throws IOException {
        try (InputStream in = Files.newInputStream(House.classes(module).resolve("module-info.class"))) {
            Map<String, TreeSet<String>> declared = new TreeMap<>();
            ModuleDescriptor.read(in)
                    .provides()
                    .forEach(provides -> declared.put(provides.service(), new TreeSet<>(provides.providers())));
            return declared;
        }
    }

    private static Map<String, TreeSet<String>> services(String module) throws IOException {
        Path folder = House.classes(module).resolve("META-INF/services");
        Map<String, TreeSet<String>> declared = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    declared.put(file.getFileName().toString(), new TreeSet<>(Files.readAllLines(file)));
                }
            }
        }
        return declared;
    }
}
