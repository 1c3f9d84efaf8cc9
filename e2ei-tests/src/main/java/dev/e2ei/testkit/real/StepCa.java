package dev.e2ei.testkit.real;

import dev.e2ei.testkit.ca.TestCertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A step-ca that issues Wire's certificates. */
final class StepCa implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration ONE_ANSWER = Duration.ofSeconds(10);

    private final StepCaConfig config;
    private final ServerProcess process;

    private StepCa(StepCaConfig config, ServerProcess process) {
        this.config = config;
        this.process = process;
    }

    /** Starts it with the CA's certificates and key; {@link #awaitReady} has to follow. */
    static StepCa start(RealParts parts, StepCaConfig config, TestCertificateAuthority authority) {
        Path folder = config.folder();
        Path file = folder.resolve("ca.json");
        try {
            Files.writeString(file, config.toJson());
            Files.writeString(folder.resolve(StepCaConfig.ROOT), authority.rootPem());
            Files.writeString(folder.resolve(StepCaConfig.INTERMEDIATE), authority.intermediatePem());
            Files.writeString(folder.resolve(StepCaConfig.INTERMEDIATE_KEY), authority.intermediateKeyPem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerProcess process = ServerProcess.start(
                "step-ca",
                folder,
                Map.of("STEPPATH", folder.toString()),
                List.of(parts.stepCa().toString(), file.toString()));
        return new StepCa(config, process);
    }

    /** Waits for the directory; the client has to trust the root. */
    void awaitReady(HttpClient http) {
        HttpRequest request =
                HttpRequest.newBuilder(config.directory()).timeout(ONE_ANSWER).build();
        process.awaitReady(
                START, () -> http.send(request, BodyHandlers.discarding()).statusCode() == 200);
    }

    URI directory() {
        return config.directory();
    }

    URI crl() {
        return config.crl();
    }

    @Override
    public void close() {
        process.close();
    }
}
