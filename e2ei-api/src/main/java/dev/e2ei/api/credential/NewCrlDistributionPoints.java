package dev.e2ei.api.credential;

import java.net.URI;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * CRL distribution points for which no revocation list is registered yet, in the order in which they turned up. Fetch
 * each and register it with {@code e2eiRegisterCrl}. Never null; often empty.
 *
 * @param uris the addresses
 */
public record NewCrlDistributionPoints(Set<URI> uris) implements Iterable<URI> {
    /** {@inheritDoc} */
    public NewCrlDistributionPoints {
        uris = Collections.unmodifiableSet(new LinkedHashSet<>(uris));
    }

    /** {@return whether there is none} */
    public boolean isEmpty() {
        return uris.isEmpty();
    }

    @Override
    public Iterator<URI> iterator() {
        return uris.iterator();
    }
}
