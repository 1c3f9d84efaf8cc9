package dev.e2ei.acme.flow;

import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.model.Problem;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.AcmeProblem;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.api.error.AcmeServerException;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The exchanges with one ACME server: fresh nonces, repeated attempts, and answers that are what HTTP says they are. */
final class AcmeExchange {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Set<EnrollmentStep> BEFORE_THE_ORDER =
            EnumSet.of(EnrollmentStep.DIRECTORY, EnrollmentStep.NONCE, EnrollmentStep.ACCOUNT);

    private final AcmeTransport transport;
    private final InstantSource clock;
    private final Pauses pauses;
    private final NoncePool nonces;

    AcmeExchange(AcmeTransport transport, InstantSource clock, Pauses pauses, NoncePool nonces) {
        this.transport = transport;
        this.clock = clock;
        this.pauses = pauses;
        this.nonces = nonces;
    }

    /** GET of a JSON object. */
    TransportResponse get(EnrollmentStep step, URI url) {
        return untilAnswered(
                step,
                Repeat.FREELY,
                AcmeExchange::nothing,
                () -> checked(step, MediaType.JSON, send(step, "GET", url, Map.of(), Bytes.EMPTY)));
    }

    /** Has a nonce ready for the next POST. */
    void fetchNonce(EnrollmentStep step, URI newNonce) {
        untilAnswered(step, Repeat.FREELY, AcmeExchange::nothing, () -> {
            TransportResponse response = send(step, "HEAD", newNonce, Map.of(), Bytes.EMPTY);
            requireSuccess(step, response);
            if (nonces.next().isEmpty()) {
                throw new AcmeProtocolException(step, "the answer has no Replay-Nonce of base64url, or several");
            }
            return response;
        });
    }

    /**
     * POST of a JWS, section 6.2.
     *
     * @param expected the media type of the answer; empty if its body does not matter
     * @param body makes the JWS with a nonce
     */
    TransportResponse post(
            EnrollmentStep step,
            URI newNonce,
            URI url,
            Repeat repeat,
            Optional<MediaType> expected,
            Function<String, byte[]> body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/jose+json");
        expected.ifPresent(type -> headers.put("Accept", type.text()));
        Runnable withNonce = () -> {
            if (nonces.next().isEmpty()) {
                fetchNonce(step, newNonce);
            }
        };
        return untilAnswered(step, repeat, withNonce, () -> {
            byte[] jws = body.apply(nonces.take().orElseThrow());
            TransportResponse response = send(step, "POST", url, headers, Bytes.of(jws));
            return expected.isPresent() ? checked(step, expected.get(), response) : requireSuccess(step, response);
        });
    }

    private static void nothing() {}

    /** Repeats an attempt; what prepares it has attempts of its own. */
    private TransportResponse untilAnswered(
            EnrollmentStep step, Repeat repeat, Runnable preparation, Supplier<TransportResponse> attempt) {
        var attempts = new Attempts(step, repeat, pauses);
        while (true) {
            Pauses.requireUninterrupted();
            preparation.run();
            try {
                return attempt.get();
            } catch (AcmeServerException refused) {
                attempts.next(refused);
            } catch (TransportException broken) {
                attempts.next(broken);
            }
        }
    }

    private TransportResponse send(
            EnrollmentStep step, String method, URI url, Map<String, String> headers, Bytes body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("User-Agent", "e2ei");
        Instant sent = clock.instant();
        TransportResponse response = transport.exchange(
                new TransportRequest(method, url, all, body, DEADLINE, Json.MAX_OCTETS, AddressPolicy.ANY));
        nonces.offer(response);
        if (response.status() < 300 && BEFORE_THE_ORDER.contains(step)) {
            ClockSkew.require(step, response, sent, clock.instant());
        }
        return response;
    }

    private TransportResponse checked(EnrollmentStep step, MediaType expected, TransportResponse response) {
        requireSuccess(step, response);
        if (!expected.isOf(response)) {
            throw new AcmeProtocolException(step, "the answer is not of type " + expected.text());
        }
        return response;
    }

    private TransportResponse requireSuccess(EnrollmentStep step, TransportResponse response) {
        int status = response.status();
        if (status >= 400) {
            throw new AcmeServerException(
                    step,
                    status,
                    problem(response),
                    RetryAfter.of(response, clock.instant()).orElse(null));
        }
        if (status >= 300) {
            throw new AcmeProtocolException(step, "the answer is a redirect (" + status + "); none is followed");
        }
        if (status != 200 && status != 201 && status != 204) {
            throw new AcmeProtocolException(step, "the answer has the unexpected status " + status);
        }
        return response;
    }

    private static AcmeProblem problem(TransportResponse response) {
        if (MediaType.PROBLEM.isOf(response) || MediaType.JSON.isOf(response)) {
            try {
                return Problem.parse(Json.parseObject(response.body().toByteArray()));
            } catch (JsonException malformed) {
                // the status says enough
            }
        }
        return Problem.blank();
    }
}
