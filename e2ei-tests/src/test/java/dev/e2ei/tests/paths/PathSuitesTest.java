package dev.e2ei.tests.paths;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Path validation on the cases of others")
class PathSuitesTest {
    @Test
    @DisplayName(
            "accepts nothing that must be refused, refuses nothing that must be accepted; target/paths.txt keeps the table")
    void suites() throws IOException {
        PathSuites suites = PathSuites.run(folder());
        System.out.println(suites.report());
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("paths.txt"), suites.report());
        assertAll(
                () -> assertEquals(1670, suites.cases()),
                () -> assertEquals(0, suites.count("FALSE ACCEPT", "MUST", "SAFE", "PROFILE")),
                () -> assertEquals(0, suites.count("FALSE REJECT", "MUST", "SAFE")),
                () -> assertEquals(0, suites.count("unsupported", "MUST")),
                () -> assertEquals(0, suites.count("UNDECLARED EXCEPTION", "MUST", "SAFE", "PROFILE", "NA")),
                () -> assertTrue(suites.passed(), suites::report));
    }

    private static Path folder() {
        String root = System.getProperty("e2ei.vectors", "");
        Path folder = Path.of(root, "x509");
        if (root.isEmpty() || !Files.isDirectory(folder)) {
            String missing = "the vectors x509 are missing; pass -De2ei.vectors=DIR";
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            Assumptions.abort(missing);
        }
        return folder;
    }
}
