package dev.e2ei.tests.bench;

import dev.e2ei.spi.SpiVersion;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AcmeTransportProvider;
import dev.e2ei.spi.acme.TransportConfig;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Exchanges in their order: recorded from a real transport, then answered from memory. */
final class Script implements AcmeTransportProvider {
    private record Exchange(String method, String uri, TransportResponse response) {}

    private final AcmeTransportProvider real;
    private final List<Exchange> exchanges = new ArrayList<>();
    private boolean replaying;
    private int next;

    Script(AcmeTransportProvider real) {
        this.real = real;
    }

    /** Ends the recording and leaves out what lies at the given addresses. */
    void replay(Predicate<String> leftOut) {
        exchanges.removeIf(exchange -> leftOut.test(exchange.uri()));
        replaying = true;
    }

    /** Begins with the first answer again. */
    void rewind() {
        next = 0;
    }

    /** {@return the last recorded answer from an address that ends thus} */
    TransportResponse answerFrom(String end) {
        return exchanges.stream()
                .filter(exchange -> exchange.uri().endsWith(end))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .response();
    }

    @Override
    public AcmeTransport open(TransportConfig config) {
        AcmeTransport transport = real.open(config);
        return new AcmeTransport() {
            @Override
            public TransportResponse exchange(TransportRequest request) {
                return replaying ? answer(request) : record(request, transport.exchange(request));
            }

            @Override
            public void close() {
                transport.close();
            }
        };
    }

    private TransportResponse record(TransportRequest request, TransportResponse response) {
        exchanges.add(new Exchange(request.method(), request.uri().toString(), response));
        return response;
    }

    private TransportResponse answer(TransportRequest request) {
        Exchange exchange = exchanges.get(next++);
        if (!exchange.method().equals(request.method())
                || !exchange.uri().equals(request.uri().toString())) {
            throw new IllegalStateException("expected " + exchange.uri() + ", asked for " + request);
        }
        return exchange.response();
    }

    @Override
    public String name() {
        return "script";
    }

    @Override
    public SpiVersion spiVersion() {
        return real.spiVersion();
    }
}
