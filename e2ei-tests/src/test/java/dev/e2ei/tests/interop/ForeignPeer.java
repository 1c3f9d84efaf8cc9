package dev.e2ei.tests.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.jose.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Somebody else's engine in a process of its own: requests are lines of JSON, and so are its answers. */
public final class ForeignPeer implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final Writer requests;
    private int sequence;

    private ForeignPeer(Path folder, String script) {
        try {
            process = new ProcessBuilder("node", "--no-warnings", script)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /**
     * Wire's own engine; a test without it is skipped, but not on the build server.
     *
     * @return the running program
     */
    public static ForeignPeer coreCrypto() {
        String folder = System.getProperty("e2ei.peers");
        Path peers = Path.of(folder == null || folder.isBlank() ? "." : folder);
        if (!Files.isDirectory(peers.resolve("node_modules"))) {
            String message = "the programs of other engines are missing: pass -De2ei.peers=DIR, a folder after npm ci";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
        return new ForeignPeer(peers, "core-crypto-peer.mjs");
    }

    /**
     * Makes a request and waits for its answer.
     *
     * @param op the operation
     * @param arguments numbers, booleans, JSON or text
     * @return the answer
     */
    public JsonNode call(String op, Map<String, ?> arguments) {
        ObjectNode request = Json.object();
        arguments.forEach((name, value) -> request.set(name, node(value)));
        request.put("id", ++sequence).put("op", op);
        try {
            requests.write(Json.write(request) + "\n");
            requests.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException(op + ": the program has ended");
            }
            JsonNode answer = Json.readValue(line);
            if (answer.has("error")) {
                throw new IllegalStateException(op + ": " + answer.path("error"));
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode node(Object value) {
        if (value instanceof JsonNode json) {
            return json;
        }
        return value instanceof Integer || value instanceof Boolean
                ? Json.readValue(value.toString())
                : Json.object().textNode(value.toString());
    }

    @Override
    public void close() {
        try {
            requests.close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
