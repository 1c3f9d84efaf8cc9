package dev.e2ei.tests.trust;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.id.Domain;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.spi.E2eiProvider;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AcmeTransportProvider;
import dev.e2ei.spi.acme.TransportConfig;
import dev.e2ei.spi.trust.TrustSource;
import dev.e2ei.spi.trust.TrustSourceProvider;
import dev.e2ei.testkit.WireStack;
import dev.e2ei.testkit.fault.FaultPlace;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Our trust source over our transport, both found as providers, at a stack with a federated domain. */
@Timeout(120)
abstract class SourceAtTheKit {
    final WireStack stack = WireStack.start();
    final WireStack partner = stack.federate(Domain.parse("partner.example"));
    private AcmeTransport transport;

    @BeforeEach
    void open() {
        transport = provider(AcmeTransportProvider.class, "jdk-http")
                .open(new TransportConfig(stack.tlsRoots(), stack.clock()));
    }

    @AfterEach
    void close() {
        transport.close();
        stack.close();
    }

    private static <P extends E2eiProvider> P provider(Class<P> kind, String name) {
        Module tests = SourceAtTheKit.class.getModule();
        return ServiceLoader.load(tests.getLayer(), kind).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    TrustSource source(TrustSourceConfig config) {
        return provider(TrustSourceProvider.class, "acme").open(config, transport, stack.clock());
    }

    TrustSource source() {
        return source(stack.trustSource());
    }

    TrustSource proxied() {
        return source(stack.trustSource().withCrlProxy(stack.crlProxy()));
    }

    /** Asks for what lies at a place. */
    List<Bytes> ask(FaultPlace place) {
        return switch (place) {
            case ROOTS -> octets(source().roots());
            case FEDERATION -> octets(source().federation());
            case CRL -> List.of(list(source(), stack.crlUrl()));
            case CRL_PROXY -> List.of(list(proxied(), stack.crlUrl()));
            default -> throw new IllegalArgumentException(place + " is no place of trust");
        };
    }

    static Bytes list(TrustSource source, URI point) {
        return source.crl(point, Optional.empty()).crl().orElseThrow();
    }

    ErrorCode failureAt(FaultPlace place) {
        return assertThrows(E2eiException.class, () -> ask(place), place::toString)
                .code();
    }

    static List<Bytes> octets(List<byte[]> found) {
        return found.stream().map(Bytes::of).toList();
    }
}
