package dev.e2ei.testkit.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The executables of the real servers are found")
class RealPartsTest {
    @TempDir
    private Path folder;

    private Path cached;
    private Path named;

    @BeforeEach
    void makePrograms() throws IOException {
        cached = program(folder.resolve("cache/step-ca-v0.30.2/step-ca"));
        program(folder.resolve("cache/keycloak-26.7.3/bin/kc.sh"));
        named = program(folder.resolve("elsewhere/step-ca"));
    }

    @Test
    @DisplayName("in the cache of the installing script, if nothing else is said")
    void cache() {
        RealParts parts = RealParts.locate(null, null, Map.of("E2EI_CACHE", folder + "/cache"));
        assertEquals(cached, parts.stepCa());
        assertEquals(folder.resolve("cache/keycloak-26.7.3/bin/kc.sh"), parts.keycloakStart());
    }

    @Test
    @DisplayName("below XDG_CACHE_HOME, if the cache has no name of its own")
    void xdg() throws IOException {
        Files.move(folder.resolve("cache"), folder.resolve("e2ei"));
        assertEquals(
                folder.resolve("e2ei/step-ca-v0.30.2/step-ca"),
                RealParts.locate("", " ", Map.of("XDG_CACHE_HOME", folder.toString()))
                        .stepCa());
    }

    @Test
    @DisplayName("by environment before the cache, by property before the environment")
    void precedence() throws IOException {
        Map<String, String> environment = Map.of("E2EI_CACHE", folder + "/cache", "E2EI_STEP_CA", named.toString());
        assertEquals(named, RealParts.locate(null, null, environment).stepCa());
        Path other = program(folder.resolve("other/step-ca"));
        assertEquals(
                other, RealParts.locate(other.toString(), null, environment).stepCa());
    }

    @Test
    @DisplayName("or the message says what to run and what to set")
    void missing() {
        Map<String, String> environment =
                Map.of("E2EI_CACHE", folder.resolve("empty").toString());
        String message = assertThrows(IllegalStateException.class, () -> RealParts.locate(null, null, environment))
                .getMessage();
        assertTrue(message.contains("step-ca-v0.30.2"), message);
        assertTrue(message.contains(".ci/install-real-parts"), message);
        assertTrue(message.contains("E2EI_STEP_CA"), message);
        message = assertThrows(IllegalStateException.class, () -> RealParts.locate(named.toString(), null, environment))
                .getMessage();
        assertTrue(message.startsWith("Keycloak is not at"), message);
    }

    private static Path program(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\n");
        assertTrue(path.toFile().setExecutable(true));
        return path;
    }
}
