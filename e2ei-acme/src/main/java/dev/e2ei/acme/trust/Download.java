package dev.e2ei.acme.trust;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** One GET that brings a whole body or ends in an error; redirects are not followed. */
final class Download {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int OK = 200;
    /** What step-ca answers at {@code /federation}. */
    private static final int CREATED = 201;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private final AcmeTransport transport;

    Download(AcmeTransport transport) {
        this.transport = transport;
    }

    Bytes get(String what, URI address, int maxBody, AddressPolicy addresses) {
        TransportResponse answer = transport.exchange(
                new TransportRequest("GET", address, Map.of(), Bytes.EMPTY, DEADLINE, maxBody, addresses));
        if (answer.status() == OK || answer.status() == CREATED) {
            return answer.body();
        }
        String message = what + ": the server answered " + answer.status();
        if (answer.status() >= SERVER_ERRORS || answer.status() == TOO_MANY_REQUESTS) {
            throw new TransportException(ErrorCode.TRANSPORT_UNREACHABLE, message);
        }
        throw refused(message);
    }

    static PkiException refused(String message) {
        return new PkiException(ErrorCode.TRUST_SOURCE_REFUSED, message);
    }
}
