package dev.e2ei.acme.trust;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A transport that gives the planted answer to each request, or to those for one path, and remembers the requests. */
class PlantedServer implements AcmeTransport {
    final List<TransportRequest> requests = new CopyOnWriteArrayList<>();
    private final Map<String, TransportResponse> atPath = new HashMap<>();
    private TransportResponse answer = new TransportResponse(404, Map.of(), Bytes.EMPTY);

    PlantedServer answers(int status, Bytes body) {
        answer = new TransportResponse(status, Map.of(), body);
        return this;
    }

    PlantedServer answers(String body) {
        return answers(200, Bytes.ofUtf8(body));
    }

    void at(String path, int status, Map<String, List<String>> headers, Bytes body) {
        atPath.put(path, new TransportResponse(status, headers, body));
    }

    void redirects(String path, int status, String... locations) {
        at(path, status, Map.of("Location", List.of(locations)), Bytes.EMPTY);
    }

    TransportRequest last() {
        return requests.get(requests.size() - 1);
    }

    @Override
    public TransportResponse exchange(TransportRequest request) {
        requests.add(request);
        TransportResponse planted = atPath.getOrDefault(request.uri().getPath(), answer);
        if (planted.body().size() > request.maxBody()) {
            throw new TransportException(ErrorCode.TRANSPORT_TOO_LARGE, "planted: more than " + request.maxBody());
        }
        return planted;
    }

    @Override
    public void close() {}
}
