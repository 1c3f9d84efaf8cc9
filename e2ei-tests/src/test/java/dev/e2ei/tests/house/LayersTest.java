package dev.e2ei.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Imports go down only")
class LayersTest {
    /** Packages of core; a higher number may use a lower one, never an equal one. */
    private static final Map<String, Integer> CORE = Map.ofEntries(
            Map.entry("client", 90),
            Map.entry("group", 80),
            Map.entry("authentication", 70),
            Map.entry("framing", 60),
            Map.entry("proposal", 50),
            Map.entry("keypackage", 40),
            Map.entry("schedule", 31),
            Map.entry("tree", 30),
            Map.entry("credential", 24),
            Map.entry("labels", 24),
            Map.entry("identity", 23),
            Map.entry("pki", 22),
            Map.entry("x509", 21),
            Map.entry("store", 12),
            Map.entry("codec", 11),
            Map.entry("secret", 10),
            Map.entry("der", 11),
            Map.entry("provider", 11));

    private static final Map<String, Integer> ACME = Map.ofEntries(
            Map.entry("", 9),
            Map.entry("flow", 8),
            Map.entry("oidc", 6),
            Map.entry("backend", 6),
            Map.entry("trust", 6),
            Map.entry("model", 5),
            Map.entry("jose", 4),
            Map.entry("json", 3),
            Map.entry("http", 1));

    @Test
    @DisplayName("in the engine")
    void core() {
        check("e2ei-core", "dev.e2ei.core", CORE);
    }

    @Test
    @DisplayName("in the enrollment protocol")
    void acme() {
        check("e2ei-acme", "dev.e2ei.acme", ACME);
    }

    @Test
    @DisplayName("from a provider to the API, never to the engine or another provider")
    void providers() {
        for (String module : List.of("e2ei-acme", "e2ei-crypto-bc", "e2ei-storage-file", "e2ei-storage-sqlite")) {
            TreeSet<String> wrong = new TreeSet<>();
            for (JavaClass type : House.importMain(List.of(module))) {
                for (Dependency use : type.getDirectDependenciesFromSelf()) {
                    String target = use.getTargetClass().getPackageName();
                    boolean ours = target.startsWith("dev.e2ei.");
                    boolean own = target.startsWith(root(type.getPackageName()));
                    boolean api = target.startsWith("dev.e2ei.api") || target.startsWith("dev.e2ei.spi");
                    if (ours && !own && !api) {
                        wrong.add(use.getDescription());
                    }
                }
            }
            assertEquals(new TreeSet<String>(), wrong, module);
        }
    }

    /** {@code dev.e2ei.acme.flow} belongs to {@code dev.e2ei.acme}. */
    private static String root(String packageName) {
        String[] parts = packageName.split("\\.");
        return String.join(".", List.of(parts).subList(0, Math.min(3, parts.length)));
    }

    private static void check(String module, String root, Map<String, Integer> ranks) {
        JavaClasses classes = House.importMain(List.of(module));
        assertFalse(classes.isEmpty(), "nothing was compiled");
        TreeSet<String> wrong = new TreeSet<>();
        for (JavaClass type : classes) {
            if (!type.getPackageName().startsWith(root)) {
                continue; // module-info
            }
            String from = room(type, root);
            if (!ranks.containsKey(from)) {
                wrong.add("no layer is known for " + type.getPackageName());
                continue;
            }
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                if (!use.getTargetClass().getPackageName().startsWith(root)) {
                    continue;
                }
                String to = room(use.getTargetClass(), root);
                if (!from.equals(to) && ranks.get(from) <= ranks.getOrDefault(to, Integer.MAX_VALUE)) {
                    wrong.add(from + " must not use " + to + ": " + use.getDescription());
                }
            }
        }
        assertEquals(new TreeSet<String>(), wrong);
    }

    private static String room(JavaClass type, String root) {
        String rest = type.getPackageName().substring(root.length());
        return rest.isEmpty() ? "" : rest.substring(1).split("\\.")[0];
    }
}
