package dev.e2ei.tests.vectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.e2ei.spi.E2eiProvider;
import dev.e2ei.spi.crypto.CryptoProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Runs files of vectors with the crypto provider that is there. */
final class VectorRun {
    private static final int SHOWN_FRAMES = 3;

    private final CryptoProvider provider;

    VectorRun() {
        this(ServiceLoader.load(CryptoProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(E2eiProvider::isAvailable)
                .max(Comparator.comparing(E2eiProvider::priority))
                .orElseThrow(() -> new IllegalStateException("no crypto provider is on the module path")));
    }

    VectorRun(CryptoProvider provider) {
        this.provider = provider;
    }

    /** One outcome for each vector; a file that is of no known kind, or that holds none, has one that failed. */
    List<VectorOutcome> run(Path file) {
        String name = file.getFileName().toString();
        Optional<VectorKind> kind = VectorKinds.ofFile(name);
        if (kind.isEmpty()) {
            return List.of(failed(name, "no kind of vectors has a name like this"));
        }
        JsonNode vectors;
        try {
            vectors = new JsonMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            return List.of(failed(name, "is not JSON: " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!vectors.isArray() || vectors.isEmpty()) {
            return List.of(failed(name, "is not an array with at least one vector"));
        }
        List<VectorOutcome> outcomes = new ArrayList<>();
        for (JsonNode vector : vectors) {
            outcomes.add(run(name, kind.get(), outcomes.size(), new VectorCase(vector, provider)));
        }
        return outcomes;
    }

    private static VectorOutcome run(String file, VectorKind kind, int place, VectorCase vector) {
        try {
            kind.verify(vector);
            return new VectorOutcome(file, vector.suite(), place, Optional.empty());
        } catch (VectorMismatchException e) {
            return new VectorOutcome(file, vector.suite(), place, Optional.of(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            return new VectorOutcome(file, vector.suite(), place, Optional.of(describe(e)));
        }
    }

    private static String describe(RuntimeException e) {
        StringBuilder text = new StringBuilder(e.toString());
        StackTraceElement[] trace = e.getStackTrace();
        for (int i = 0; i < Math.min(SHOWN_FRAMES, trace.length); i++) {
            text.append(i == 0 ? " at " : " < ").append(trace[i]);
        }
        return text.toString();
    }

    private static VectorOutcome failed(String file, String reason) {
        return new VectorOutcome(file, 0, 0, Optional.of(reason));
    }
}
