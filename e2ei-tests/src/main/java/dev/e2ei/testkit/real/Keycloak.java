package dev.e2ei.testkit.real;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Keycloak that keeps everything in memory, with the realm {@code master} and one administrator. */
final class Keycloak implements AutoCloseable {
    static final String ADMIN = "admin";

    /** The OAuth client of Wire's apps. */
    static final String PUBLIC_CLIENT = "wireapp";

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration ONE_ANSWER = Duration.ofSeconds(10);

    private final URI base;
    private final String adminPassword;
    private final ServerProcess process;

    private Keycloak(URI base, String adminPassword, ServerProcess process) {
        this.base = base;
        this.adminPassword = adminPassword;
        this.process = process;
    }

    /** Starts it; {@link #awaitReady} has to follow. */
    static Keycloak start(RealParts parts, Path folder, String adminPassword) {
        int port = LoopbackPort.free();
        URI base = URI.create("http://localhost:" + port);
        ServerProcess process = ServerProcess.start(
                "keycloak",
                folder,
                Map.of(
                        "KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD", adminPassword,
                        "JAVA_HOME", System.getProperty("java.home")),
                List.of(
                        parts.keycloakStart().toString(),
                        "start-dev",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--http-management-port=" + LoopbackPort.free(),
                        "--hostname=" + base,
                        "--db=dev-mem"));
        return new Keycloak(base, adminPassword, process);
    }

    void awaitReady(HttpClient http) {
        HttpRequest discovery = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                .timeout(ONE_ANSWER)
                .build();
        process.awaitReady(START, () -> ok(http, discovery));
    }

    private static boolean ok(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    URI base() {
        return base;
    }

    URI issuer() {
        return URI.create(base + "/realms/master");
    }

    String adminPassword() {
        return adminPassword;
    }

    @Override
    public void close() {
        process.close();
    }
}
