package dev.e2ei.testkit.real;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the executables of the real servers are: by system property, else by environment, else in the cache.
 *
 * @param stepCa the program {@code step-ca}
 * @param keycloakHome the unpacked distribution of Keycloak
 */
record RealParts(Path stepCa, Path keycloakHome) {
    private static final String STEP_CA = "step-ca-v0.30.2";
    private static final String KEYCLOAK = "keycloak-26.7.3";

    static RealParts locate() {
        return locate(System.getProperty("e2ei.stepca"), System.getProperty("e2ei.keycloak"), System.getenv());
    }

    static RealParts locate(
            @Nullable String stepCaProperty, @Nullable String keycloakProperty, Map<String, String> environment) {
        Path cache = cache(environment);
        Path stepCa = first(stepCaProperty, environment.get("E2EI_STEP_CA"))
                .orElse(cache.resolve(STEP_CA).resolve("step-ca"));
        Path keycloak =
                first(keycloakProperty, environment.get("E2EI_KEYCLOAK")).orElse(cache.resolve(KEYCLOAK));
        RealParts parts = new RealParts(stepCa, keycloak);
        if (!Files.isRegularFile(stepCa) || !Files.isExecutable(stepCa)) {
            throw missing("step-ca", stepCa, "e2ei.stepca", "E2EI_STEP_CA");
        }
        if (!Files.isRegularFile(parts.keycloakStart())) {
            throw missing("Keycloak", keycloak, "e2ei.keycloak", "E2EI_KEYCLOAK");
        }
        return parts;
    }

    /** {@return the script that starts Keycloak} */
    Path keycloakStart() {
        return keycloakHome.resolve("bin").resolve("kc.sh");
    }

    private static Path cache(Map<String, String> environment) {
        return first(environment.get("E2EI_CACHE"), null)
                .orElseGet(() -> first(environment.get("XDG_CACHE_HOME"), null)
                        .orElse(Path.of(System.getProperty("user.home"), ".cache"))
                        .resolve("e2ei"));
    }

    private static Optional<Path> first(@Nullable String one, @Nullable String other) {
        return Optional.ofNullable(one)
                .filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(other).filter(text -> !text.isBlank()))
                .map(Path::of);
    }

    private static IllegalStateException missing(String what, Path where, String property, String variable) {
        return new IllegalStateException(what + " is not at " + where
                + ": run .ci/install-real-parts, or say where it is by -D" + property + "=… or " + variable);
    }
}
