package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.acme.TransportConfig;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The transport contract finds transports that break it")
class AcmeTransportContractItselfTest {
    /** A defect: how an exchange goes wrong on top of a sound transport. */
    private interface Defect {
        TransportResponse exchange(AcmeTransport sound, TransportRequest request);
    }

    /** Private, so that JUnit does not run it by itself. */
    private static final class Binding extends AcmeTransportContract {
        private final Defect defect;

        Binding(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected AcmeTransport open(TransportConfig config) {
            AcmeTransport sound = JdkHttpTransportContractTest.PROVIDER.open(config);
            return new AcmeTransport() {
                @Override
                public TransportResponse exchange(TransportRequest request) {
                    return defect.exchange(sound, request);
                }

                @Override
                public void close() {
                    sound.close();
                }
            };
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(1);
        }
    }

    private static void found(Consumer<AcmeTransportContract> test, Defect defect) {
        var contract = new Binding(defect);
        contract.openTransport();
        try {
            assertThrows(AssertionError.class, () -> test.accept(contract));
        } finally {
            contract.closeTransport();
        }
    }

    private static TransportRequest changed(
            TransportRequest request, URI uri, Map<String, String> headers, Duration deadline, int maxBody) {
        return new TransportRequest(
                request.method(), uri, headers, request.body(), deadline, maxBody, request.addresses());
    }

    @Test
    void aTransportThatFollowsRedirects() {
        found(AcmeTransportContract::redirectsAreNotFollowed, (sound, request) -> {
            TransportResponse answer = sound.exchange(request);
            return answer.first("Location")
                    .map(target -> sound.exchange(changed(
                            request, URI.create(target), request.headers(), request.deadline(), request.maxBody())))
                    .orElse(answer);
        });
    }

    @Test
    void aTransportThatIgnoresTheLimit() {
        found(
                AcmeTransportContract::aBodyOverTheLimitIsRefused,
                (sound, request) -> sound.exchange(
                        changed(request, request.uri(), request.headers(), request.deadline(), 1 << 20)));
    }

    @Test
    void aTransportThatCutsTheBodyOff() {
        Defect cut = (sound, request) -> {
            TransportResponse answer =
                    sound.exchange(changed(request, request.uri(), request.headers(), request.deadline(), 1 << 20));
            byte[] octets = answer.body().toByteArray();
            int length = Math.min(octets.length, request.maxBody() - 1);
            return new TransportResponse(answer.status(), answer.headers(), Bytes.of(Arrays.copyOf(octets, length)));
        };
        found(AcmeTransportContract::aBodyAtTheLimitIsTaken, cut);
        found(AcmeTransportContract::aBodyOverTheLimitIsRefused, cut);
    }

    @Test
    void aTransportThatIgnoresTheDeadline() {
        Defect patient = (sound, request) -> sound.exchange(changed(
                request, request.uri(), request.headers(), request.deadline().multipliedBy(1000), request.maxBody()));
        found(AcmeTransportContract::silenceEndsAtTheDeadline, patient);
        found(AcmeTransportContract::aSlowBodyEndsAtTheDeadline, patient);
    }

    @Test
    void aTransportThatKnowsOnePolicyOnly() {
        for (AddressPolicy only : List.of(AddressPolicy.ANY, AddressPolicy.PUBLIC_ONLY)) {
            found(
                    AcmeTransportContract::signedContentComesFromAnywhere,
                    (sound, request) -> sound.exchange(new TransportRequest(
                            request.method(),
                            request.uri(),
                            request.headers(),
                            request.body(),
                            request.deadline(),
                            request.maxBody(),
                            only)));
        }
    }

    @Test
    void aTransportThatLosesTheInterrupt() {
        found(AcmeTransportContract::anInterruptEndsTheExchange, (sound, request) -> {
            try {
                return sound.exchange(request);
            } finally {
                Thread.interrupted();
            }
        });
    }

    @Test
    void aTransportThatKeepsCookies() {
        var jar = new AtomicReference<String>();
        found(AcmeTransportContract::cookiesAreNotKept, (sound, request) -> {
            Map<String, String> headers = new LinkedHashMap<>(request.headers());
            if (jar.get() != null) {
                headers.put("Cookie", jar.get());
            }
            TransportResponse answer =
                    sound.exchange(changed(request, request.uri(), headers, request.deadline(), request.maxBody()));
            answer.first("Set-Cookie").ifPresent(cookie -> jar.set(cookie.split(";")[0]));
            return answer;
        });
    }

    @Test
    void aTransportThatTriesAgain() {
        found(AcmeTransportContract::aBrokenAnswerIsAFailureAndNothingIsSentTwice, (sound, request) -> {
            try {
                return sound.exchange(request);
            } catch (TransportException failure) {
                return sound.exchange(request);
            }
        });
    }

    @Test
    void aTransportThatChangesTheStatus() {
        found(AcmeTransportContract::aRefusalIsAnAnswerAndAsksNobodyForAPassword, (sound, request) -> {
            TransportResponse answer = sound.exchange(request);
            return new TransportResponse(200, answer.headers(), answer.body());
        });
    }

    @Test
    void aTransportThatAsksForCompression() {
        found(AcmeTransportContract::nothingIsAddedToTheRequest, (sound, request) -> {
            Map<String, String> headers = new LinkedHashMap<>(request.headers());
            headers.put("Accept-Encoding", "gzip");
            return sound.exchange(changed(request, request.uri(), headers, request.deadline(), request.maxBody()));
        });
    }

    @Test
    void aTransportThatConnectsAnywhere() {
        found(AcmeTransportContract::publicOnlyKeepsAwayFromThisMachine, (sound, request) -> {
            var anywhere = new TransportRequest(
                    request.method(),
                    request.uri(),
                    request.headers(),
                    request.body(),
                    request.deadline(),
                    request.maxBody(),
                    AddressPolicy.ANY);
            return sound.exchange(anywhere);
        });
    }

    @Test
    void aTransportThatTellsTheQuery() {
        found(AcmeTransportContract::failuresDoNotShowTheQuery, (sound, request) -> {
            try {
                return sound.exchange(request);
            } catch (TransportException failure) {
                throw new TransportException(failure.code(), "failed: " + request.uri(), failure);
            }
        });
    }

    @Test
    void aTransportThatMixesAnswersUp() {
        var last = new AtomicReference<TransportResponse>();
        found(AcmeTransportContract::severalThreadsAtOnce, (sound, request) -> {
            TransportResponse own = sound.exchange(request);
            TransportResponse other = last.getAndSet(own);
            return other == null ? own : other;
        });
    }
}
