package dev.e2ei.core.client;

import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.x509.CrlDistributionPoints;
import dev.e2ei.spi.trust.CrlValidators;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What servers said with the lists that this client took in, for as long as it is open. They count only while the very list
 * that they came with is in force: "unchanged" must not stand for a list that is not registered. Safe for use by several
 * threads.
 */
final class KnownValidators {
    private final Map<Place, Known> known = new ConcurrentHashMap<>();

    /** A proxy's answers say nothing about those of the distribution point itself. */
    private record Place(URI point, Optional<URI> proxy) {}

    /**
     * One list and what came with it.
     *
     * @param validators what the server said
     * @param list the list in force that it was said of
     */
    record Known(CrlValidators validators, RegisteredCrl list) {}

    Optional<Known> of(URI point, Optional<URI> proxy, CrlRegistry crls) {
        return Optional.ofNullable(known.get(new Place(point, proxy)))
                .filter(one -> crls.registered().contains(one.list()));
    }

    /** To be called once the list is committed. */
    void remember(URI point, Optional<URI> proxy, Known one) {
        known.put(new Place(point, proxy), one);
    }

    /** The list under an address; none if there are several, since an answer brings one. */
    static Optional<RegisteredCrl> only(CrlRegistry crls, URI point) {
        URI normalized = CrlDistributionPoints.normalize(point);
        List<RegisteredCrl> there = crls.registered().stream()
                .filter(list -> list.distributionPoint().equals(normalized))
                .toList();
        return there.size() == 1 ? Optional.of(there.get(0)) : Optional.empty();
    }
}
