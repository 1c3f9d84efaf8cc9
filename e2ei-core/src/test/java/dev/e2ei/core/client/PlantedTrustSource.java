package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AcmeTransportProvider;
import dev.e2ei.spi.acme.TransportConfig;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import dev.e2ei.spi.trust.CrlDownload;
import dev.e2ei.spi.trust.CrlValidators;
import dev.e2ei.spi.trust.TrustSource;
import dev.e2ei.spi.trust.TrustSourceProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Gives what a test put into it, and remembers what was asked for. */
final class PlantedTrustSource implements TrustSourceProvider, TrustSource {
    final List<byte[]> roots = new ArrayList<>();
    final List<byte[]> federation = new ArrayList<>();
    final Map<URI, Supplier<byte[]>> lists = new HashMap<>();
    /** What the server said with lists; empty for one that says nothing. */
    Optional<CrlValidators> validators = Optional.empty();
    /** What was given as known, in the order of the questions. */
    final List<Optional<CrlValidators>> conditions = new CopyOnWriteArrayList<>();
    /** Whether lists are said to be unchanged. */
    boolean unchanged;

    /** What happens while the federation is asked for. */
    Runnable beforeFederation = () -> {};

    final List<String> asked = new CopyOnWriteArrayList<>();

    /** A transport that nobody uses. */
    static final AcmeTransportProvider NO_TRANSPORT = new AcmeTransportProvider() {
        @Override
        public String name() {
            return "planted-transport";
        }

        @Override
        public AcmeTransport open(TransportConfig config) {
            return new AcmeTransport() {
                @Override
                public TransportResponse exchange(TransportRequest request) {
                    throw new IllegalStateException("the planted source talks to nobody");
                }

                @Override
                public void close() {}
            };
        }
    };

    @Override
    public String name() {
        return "planted";
    }

    @Override
    public TrustSource open(TrustSourceConfig config, AcmeTransport transport, ElapsedTime elapsedTime) {
        return this;
    }

    @Override
    public URI rootsAddress() {
        return URI.create("https://ca.example/roots.pem");
    }

    @Override
    public URI federationAddress() {
        return URI.create("https://ca.example/federation");
    }

    @Override
    public List<byte[]> roots() {
        asked.add("roots");
        return roots;
    }

    @Override
    public List<byte[]> federation() {
        asked.add("federation");
        beforeFederation.run();
        return federation;
    }

    @Override
    public CrlDownload crl(URI distributionPoint, Optional<CrlValidators> known) {
        asked.add(distributionPoint.toString());
        conditions.add(known);
        Supplier<byte[]> list = lists.get(distributionPoint);
        if (list == null) {
            throw new PkiException(ErrorCode.TRUST_SOURCE_REFUSED, "planted: there is no list");
        }
        byte[] octets = list.get();
        return unchanged ? CrlDownload.unchanged() : CrlDownload.of(Bytes.of(octets), validators);
    }
}
