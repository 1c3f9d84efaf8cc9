package dev.e2ei.acme.http;

import com.google.auto.service.AutoService;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AcmeTransportProvider;
import dev.e2ei.spi.acme.TransportConfig;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** {@code jdk-http}: the JDK's HTTP client as transport. */
@AutoService(AcmeTransportProvider.class)
public final class JdkHttpTransportProvider implements AcmeTransportProvider {
    /** For the service loader. */
    public JdkHttpTransportProvider() {}

    @Override
    public String name() {
        return "jdk-http";
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a root is not a certificate
     */
    @Override
    public AcmeTransport open(TransportConfig config) {
        Optional<SSLContext> tls = config.tlsTrustAnchors().isEmpty()
                ? Optional.empty()
                : Optional.of(TlsTrust.context(config.tlsTrustAnchors()));
        return new JdkHttpTransport(tls, config.elapsedTime(), AddressResolver.SYSTEM, PublicAddress::isPublic);
    }
}
