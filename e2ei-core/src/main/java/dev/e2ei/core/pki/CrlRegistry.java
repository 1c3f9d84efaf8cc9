package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.CrlRejectedException;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.core.x509.CrlDistributionPoints;
import dev.e2ei.core.x509.DistinguishedName;
import dev.e2ei.core.x509.ParsedCrl;
import dev.e2ei.spi.crypto.X509Crypto;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The revocation lists in force, one for each scope: an immutable value. */
public final class CrlRegistry {
    private static final CrlRegistry EMPTY = new CrlRegistry(Map.of());

    private final Map<CrlScope, CrlInForce> lists;

    private CrlRegistry(Map<CrlScope, CrlInForce> lists) {
        this.lists = lists;
    }

    /**
     * What a registration did.
     *
     * @param registry the lists in force after it
     * @param dirty whether other certificates are listed than before; a first list that lists any is such a change
     * @param expiration when the next list is due
     */
    public record Registration(CrlRegistry registry, boolean dirty, Optional<Instant> expiration) {}

    public static CrlRegistry empty() {
        return EMPTY;
    }

    /** The lists that were persisted, which were checked before they were. */
    public static CrlRegistry restore(Collection<StoredCrl> stored) {
        Map<CrlScope, CrlInForce> lists = new LinkedHashMap<>();
        for (StoredCrl one : stored) {
            CrlInForce list = CrlInForce.restore(one);
            lists.put(list.scope(), list);
        }
        return new CrlRegistry(lists);
    }

    /**
     * Takes in a list.
     *
     * @param distributionPoint where it was found
     * @param der the list in DER; belongs to the registry afterwards, so that a long list is not copied
     * @param trust whose keys count
     * @return the lists in force after it
     * @throws MalformedCertificateException if the octets are no revocation list
     * @throws CrlRejectedException with the rule that the list breaks
     */
    public Registration register(URI distributionPoint, byte[] der, TrustStore trust, X509Crypto crypto, Instant now) {
        ParsedCrl crl = ParsedCrl.take(der);
        CrlRule.check(crl, now);
        CrlScope scope = CrlScope.of(crl, CrlRule.signerKey(crl, trust, crypto));
        CrlInForce known = lists.get(scope);
        boolean dirty = crl.size() > 0;
        CrlFloor floor = CrlFloor.of(crl);
        Set<URI> points = new LinkedHashSet<>();
        if (known != null) {
            known.floor().check(crl, known.crl());
            dirty = !crl.listsAllOf(known.crl()) || !known.crl().listsAllOf(crl);
            floor = known.floor().raisedBy(crl);
            points.addAll(known.distributionPoints());
        }
        points.add(CrlDistributionPoints.normalize(distributionPoint));
        CrlInForce list = new CrlInForce(crl, scope, List.copyOf(points), floor);
        Map<CrlScope, CrlInForce> next = new LinkedHashMap<>(lists);
        next.put(scope, list);
        return new Registration(new CrlRegistry(next), dirty, crl.nextUpdate());
    }

    /** What to persist, in the place of all that was persisted before. */
    public List<StoredCrl> stored() {
        return lists.values().stream().map(CrlInForce::store).toList();
    }

    /** The lists as the API shows them, one for each address. */
    public List<RegisteredCrl> registered() {
        return lists.values().stream().flatMap(CrlInForce::registered).toList();
    }

    /** Whether a list was registered under the address. */
    public boolean knows(URI distributionPoint) {
        URI normalized = CrlDistributionPoints.normalize(distributionPoint);
        return lists.values().stream()
                .anyMatch(list -> list.distributionPoints().contains(normalized));
    }

    /** The lists of whoever has the given name. */
    List<CrlInForce> listsOf(DistinguishedName issuer) {
        return lists.values().stream()
                .filter(list -> list.scope().issuer().equals(issuer))
                .toList();
    }

    /** Whether a list under one of the addresses was signed by the given key. */
    boolean hasListSignedBy(Bytes signerKey, Collection<URI> distributionPoints) {
        return lists.values().stream()
                .anyMatch(list -> list.scope().signerKey().equals(signerKey)
                        && list.distributionPoints().stream().anyMatch(distributionPoints::contains));
    }
}
