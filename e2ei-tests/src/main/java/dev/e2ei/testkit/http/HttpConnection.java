package dev.e2ei.testkit.http;

import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.fault.TransferFlaw;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/** One connection: requests in turn until either side is done. */
final class HttpConnection {
    private final Socket raw;
    private final Socket layered;
    private final String scheme;
    private final KitEnvironment environment;
    private final Handler handler;

    HttpConnection(Socket raw, Socket layered, String scheme, KitEnvironment environment, Handler handler) {
        this.raw = raw;
        this.layered = layered;
        this.scheme = scheme;
        this.environment = environment;
        this.handler = handler;
    }

    void run() throws IOException {
        InputStream in = new BufferedInputStream(layered.getInputStream());
        while (true) {
            Optional<Request> request = RequestReader.read(in, scheme);
            if (request.isEmpty() || !exchange(request.get())) {
                return;
            }
        }
    }

    private boolean exchange(Request request) throws IOException {
        List<Misbehaviour> due = environment.faults().due(handler.place(request));
        Response response = AnswerFaults.apply(due, answer(request, due));
        Optional<TransferFlaw> flaw = AnswerFaults.transferFlaw(due);
        boolean last = flaw.isPresent()
                || "close".equalsIgnoreCase(request.header("Connection").orElse(""));
        if (last) {
            // Said aloud, or the client keeps its end for another request.
            response = response.with("Connection", "close");
        }
        ResponseWriter writer = new ResponseWriter(layered.getOutputStream(), environment.clock());
        if (flaw.isPresent()) {
            new FlawedWriter(raw, layered.getOutputStream(), writer, environment.elapsedTime())
                    .write(flaw.get(), request, response);
        } else {
            writer.write(request, response);
        }
        return !last;
    }

    private Response answer(Request request, List<Misbehaviour> due) {
        return AnswerFaults.instead(due).orElseGet(() -> handler.handle(request.withDue(due)));
    }
}
