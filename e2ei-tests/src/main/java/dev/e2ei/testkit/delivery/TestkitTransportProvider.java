package dev.e2ei.testkit.delivery;

import com.google.auto.service.AutoService;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportProvider;
import dev.e2ei.testkit.DeliveryService;

/** {@link DeliveryService#ofThisProcess}, for clients that name {@code testkit}. It is never chosen otherwise. */
@AutoService(MlsTransportProvider.class)
public final class TestkitTransportProvider implements MlsTransportProvider {
    /** For the service loader. */
    public TestkitTransportProvider() {}

    @Override
    public String name() {
        return "testkit";
    }

    @Override
    public boolean byNameOnly() {
        return true;
    }

    @Override
    public MlsTransport open(ClientId client) {
        return DeliveryService.ofThisProcess().transport(client);
    }
}
