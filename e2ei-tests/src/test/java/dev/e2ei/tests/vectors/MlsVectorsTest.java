package dev.e2ei.tests.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Vectors of the MLS working group")
class MlsVectorsTest {
    private static final List<String> FILES = List.of(
            "crypto-basics",
            "deserialization",
            "key-schedule",
            "message-protection",
            "messages",
            "passive-client-handling-commit",
            "passive-client-random",
            "passive-client-welcome",
            "psk_secret",
            "secret-tree",
            "transcript-hashes",
            "tree-math",
            "tree-operations",
            "tree-validation",
            "treekem",
            "welcome");

    @TestFactory
    @DisplayName("pass, by file and suite")
    Stream<DynamicContainer> files() {
        Path folder = folder();
        return FILES.stream()
                .map(name -> DynamicContainer.dynamicContainer(name, suites(folder.resolve(name + ".json"))));
    }

    private static Stream<DynamicTest> suites(Path file) {
        Map<Integer, List<VectorOutcome>> bySuite = new VectorRun()
                .run(file).stream()
                        .collect(Collectors.groupingBy(VectorOutcome::suite, TreeMap::new, Collectors.toList()));
        return bySuite.values().stream()
                .map(outcomes -> DynamicTest.dynamicTest(
                        outcomes.get(0).suiteName() + ", " + outcomes.size() + " vectors",
                        () -> assertEquals(List.of(), failures(outcomes))));
    }

    private static List<VectorOutcome> failures(List<VectorOutcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.failure().isPresent())
                .toList();
    }

    private static Path folder() {
        String root = System.getProperty("e2ei.vectors", "");
        Path folder = Path.of(root, "mls");
        if (root.isEmpty() || !Files.isDirectory(folder)) {
            String missing = "the vectors mls are missing; pass -De2ei.vectors=DIR";
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            Assumptions.abort(missing);
        }
        return folder;
    }

    @Test
    @DisplayName("fail where there is nothing to run: no file, no vector, no kind of that name, no JSON")
    void nothingToRun(@TempDir Path folder) throws IOException {
        assertNotEquals(0, run(folder));
        for (Map.Entry<String, String> file : Map.of(
                        "tree-math-empty.json", "[]",
                        "no-such-kind.json", "[{}]",
                        "tree-math-torn.json", "[{",
                        "tree-math-object.json", "{}")
                .entrySet()) {
            Path path = Files.writeString(folder.resolve(file.getKey()), file.getValue());
            assertNotEquals(0, run(path), file.getKey());
        }
    }

    @Test
    @DisplayName("fail where the engine says otherwise, with the member that differs")
    void mismatch(@TempDir Path folder) throws IOException {
        String right = "{\"n_leaves\": 1, \"n_nodes\": 1, \"root\": 0, \"left\": [null], \"right\": [null],"
                + " \"parent\": [null], \"sibling\": [null]}";
        Path passes = Files.writeString(folder.resolve("tree-math-right.json"), "[" + right + "]");
        assertEquals(0, run(passes));
        Path fails = Files.writeString(
                folder.resolve("tree-math-wrong.json"),
                "[" + right + "," + right.replace("\"root\": 0", "\"root\": 1") + "]");
        assertNotEquals(0, run(fails));
        List<VectorOutcome> outcomes = new VectorRun().run(fails);
        assertEquals(2, outcomes.size());
        assertTrue(outcomes.get(0).failure().isEmpty());
        assertTrue(outcomes.get(1).failure().orElse("").contains("root: expected 1, was 0"));
        assertNotEquals(0, run(folder), "one of two files passed");
    }

    private static int run(Path path) throws IOException {
        try (PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)) {
            return VectorsMain.run(List.of(path.toString()), out);
        }
    }
}
