package dev.e2ei.testkit.ca;

import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.KitServer;
import dev.e2ei.testkit.http.Handler;
import dev.e2ei.testkit.http.KitEnvironment;
import dev.e2ei.testkit.http.LoopbackServer;
import dev.e2ei.testkit.http.Request;
import dev.e2ei.testkit.http.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Serves the revocation list over plain http. It has to be there before the CA, whose certificates name its address. */
public final class CrlHost implements Handler, AutoCloseable {
    private final KitEnvironment environment;
    private final LoopbackServer http;
    private final AtomicReference<Optional<RevocationList>> list = new AtomicReference<>(Optional.empty());

    /**
     * Starts the server; until {@link #serve} there is nothing to serve.
     *
     * @param environment time and faults
     */
    public CrlHost(KitEnvironment environment) {
        this.environment = environment;
        http = LoopbackServer.http(KitServer.CRL_HOST, environment, this);
    }

    /** {@return the address of the list} */
    public URI address() {
        return http.origin().resolve("/crl");
    }

    /**
     * Sets what is served.
     *
     * @param served the list
     */
    public void serve(RevocationList served) {
        list.set(Optional.of(served));
    }

    @Override
    public FaultPlace place(Request request) {
        return request.path().endsWith("/crl") ? FaultPlace.CRL : FaultPlace.ELSEWHERE;
    }

    @Override
    public Response handle(Request request) {
        Optional<RevocationList> served = list.get();
        if (place(request) != FaultPlace.CRL || served.isEmpty()) {
            return Response.of(404);
        }
        return answer(served.get(), environment.clock().instant());
    }

    static Response answer(RevocationList list, Instant now) {
        return new Response(200, Map.of("Content-Type", "application/pkix-crl"), list.current(now));
    }

    @Override
    public void close() {
        http.close();
    }
}
