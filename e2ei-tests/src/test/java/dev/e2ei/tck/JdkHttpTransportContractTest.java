package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.e2ei.spi.SpiVersion;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AcmeTransportProvider;
import dev.e2ei.spi.acme.TransportConfig;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The transport 'jdk-http' keeps the transport contract")
class JdkHttpTransportContractTest extends AcmeTransportContract {
    static final AcmeTransportProvider PROVIDER = ServiceLoader.load(AcmeTransportProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.name().equals("jdk-http"))
            .findFirst()
            .orElseThrow();

    @Override
    protected AcmeTransport open(TransportConfig config) {
        return PROVIDER.open(config);
    }

    @Test
    @DisplayName("and was written for these interfaces")
    void version() {
        assertEquals(SpiVersion.CURRENT, PROVIDER.spiVersion());
    }
}
