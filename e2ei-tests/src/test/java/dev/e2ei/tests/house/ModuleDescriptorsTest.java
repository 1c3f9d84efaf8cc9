package dev.e2ei.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What a module requires, exports, uses and provides is as it was agreed")
class ModuleDescriptorsTest {
    static List<String> modules() {
        return House.MODULES;
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("modules")
    @DisplayName("in")
    void golden(String module) throws IOException {
        String agreed = module + ".txt";
        try (InputStream golden = getClass().getResourceAsStream(agreed)) {
            assertNotNull(golden, agreed);
            assertEquals(
                    new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip(),
                    describe(module).strip());
        }
    }

    private static String describe(String module) throws IOException {
        try (InputStream in = Files.newInputStream(House.classes(module).resolve("module-info.class"))) {
            ModuleDescriptor descriptor = ModuleDescriptor.read(in);
            TreeSet<String> lines = new TreeSet<>();
            // The JDK's version belongs to the machine that compiled it.
            descriptor.requires().forEach(r -> lines.add("requires " + lower(r.modifiers()) + r.name()));
            descriptor
                    .exports()
                    .forEach(e ->
                            lines.add("exports " + e.source() + (e.isQualified() ? " to " + sorted(e.targets()) : "")));
            descriptor.opens().forEach(o -> lines.add("opens " + o.source()));
            descriptor.uses().forEach(u -> lines.add("uses " + u));
            descriptor.provides().forEach(p -> lines.add("provides " + p.service() + " with " + sorted(p.providers())));
            return descriptor.name() + "\n" + String.join("\n", lines) + "\n";
        }
    }

    private static String sorted(Iterable<String> names) {
        TreeSet<String> sorted = new TreeSet<>();
        names.forEach(sorted::add);
        return String.join(" ", sorted);
    }

    private static String lower(Iterable<ModuleDescriptor.Requires.Modifier> modifiers) {
        TreeSet<String> sorted = new TreeSet<>();
        modifiers.forEach(m -> sorted.add(m.name().toLowerCase(Locale.ROOT)));
        return sorted.isEmpty() ? "" : String.join(" ", sorted) + " ";
    }
}
