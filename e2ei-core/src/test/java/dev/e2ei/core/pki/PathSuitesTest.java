package dev.e2ei.core.pki;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.e2ei.core.x509.Vectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Path validation on the cases of others")
class PathSuitesTest {
    @Test
    @DisplayName("accepts nothing that must be refused, and refuses nothing that must be accepted")
    void suites() {
        PathSuites suites = PathSuites.run(Vectors.folder("x509"));
        System.out.println(suites.report());
        assertAll(
                () -> assertEquals(1670, suites.cases()),
                () -> assertEquals(0, suites.count("FALSE ACCEPT", "MUST", "SAFE", "PROFILE")),
                () -> assertEquals(0, suites.count("FALSE REJECT", "MUST", "SAFE")),
                () -> assertEquals(0, suites.count("unsupported", "MUST")),
                () -> assertEquals(0, suites.count("STALE EXPLANATION", "MUST", "SAFE")),
                () -> assertEquals(0, suites.count("UNDECLARED EXCEPTION", "MUST", "SAFE", "PROFILE", "NA")));
    }
}
