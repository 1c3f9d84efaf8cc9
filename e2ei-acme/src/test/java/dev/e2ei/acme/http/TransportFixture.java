package dev.e2ei.acme.http;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.TransportConfig;
import dev.e2ei.spi.acme.TransportRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A transport of its own for each test. */
@Timeout(60)
abstract class TransportFixture {
    final AcmeTransport transport =
            new JdkHttpTransportProvider().open(new TransportConfig(List.of(), ElapsedTime.SYSTEM));

    @AfterEach
    void close() {
        transport.close();
    }

    ErrorCode failureOf(TransportRequest request) {
        return assertThrows(TransportException.class, () -> transport.exchange(request))
                .code();
    }
}
