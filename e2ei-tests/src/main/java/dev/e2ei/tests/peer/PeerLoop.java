package dev.e2ei.tests.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads requests, one a line, and answers them in their order. */
final class PeerLoop {
    private static final int PATIENCE_MILLIS = 60_000;

    private final JsonMapper json = new JsonMapper();
    private final Map<String, Operation> operations = new HashMap<>();
    private final PrintStream out;

    PeerLoop(Session session, PrintStream out) {
        this.out = out;
        new LifeOperations(session).addTo(operations);
        new KeyPackageOperations(session).addTo(operations);
        new GroupOperations(session).addTo(operations);
        new MessageOperations(session).addTo(operations);
        new TrustOperations(session).addTo(operations);
        new EnrollmentOperations(session).addTo(operations);
        new CertificateOperations(session).addTo(operations);
    }

    /** Until the input ends. Each request runs on the same thread, so that one that hangs can be given up. */
    void run(BufferedReader in) throws IOException, InterruptedException {
        ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "requests");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank()) {
                    out.println(json.writeValueAsString(answer(line, worker)));
                }
            }
        } finally {
            worker.shutdown();
            worker.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private ObjectNode answer(String line, ExecutorService worker) throws InterruptedException {
        ObjectNode answer = json.createObjectNode();
        Request request;
        try {
            request = new Request((ObjectNode) json.readTree(line));
        } catch (JsonProcessingException | ClassCastException e) {
            answer.putNull("id").putObject("error").put("type", "BadRequest").put("message", e.getMessage());
            return answer;
        }
        answer.set("id", request.node("id"));
        try {
            answer.setAll(worker.submit(() -> carriedOut(request))
                    .get(request.integer("timeoutMs", PATIENCE_MILLIS), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            PeerErrors.describe(e.getCause(), request, answer.putObject("error"));
        } catch (TimeoutException e) {
            answer.putObject("error").put("type", "Timeout").put("message", "no answer in time");
        }
        return answer;
    }

    private ObjectNode carriedOut(Request request) {
        Operation operation = operations.get(request.node("op").asText());
        if (operation == null) {
            throw new PeerException("PeerError", "UnknownOp", "unknown op " + request.node("op"));
        }
        ObjectNode answer = json.createObjectNode().put("ok", true);
        operation.run(request, answer);
        return answer;
    }
}
