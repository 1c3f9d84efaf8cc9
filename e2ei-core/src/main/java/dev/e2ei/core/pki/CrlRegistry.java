package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.CrlRejectedException;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.core.x509.CrlDistributionPoints;
import dev.e2ei.core.x509.DistinguishedName;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.core.x509.ParsedCrl;
import dev.e2ei.spi.crypto.X509Crypto;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * @param issuer whose list it is
     */
    public record Registration(
            CrlRegistry registry, boolean dirty, Optional<Instant> expiration, DistinguishedName issuer) {}

    public static CrlRegistry empty() {
        return EMPTY;
    }

    /** The lists that were persisted, which were checked before they were. */
    static CrlRegistry of(Collection<CrlInForce> stored) {
        Map<CrlScope, CrlInForce> lists = new LinkedHashMap<>();
        stored.forEach(list -> lists.put(list.scope(), list));
        return new CrlRegistry(lists);
    }

    /**
     * Takes in a list.
     *
     * @param distributionPoint where it was found
     * @param der the list in DER; belongs to the registry afterwards, so that a long list is not copied
     * @param trust whose keys count
     * @return the lists in force after it; this registry itself if that is what it has already
     * @throws MalformedCertificateException if the octets are no revocation list
     * @throws CrlRejectedException with the rule that the list breaks
     */
    public Registration register(URI distributionPoint, byte[] der, TrustStore trust, X509Crypto crypto, Instant now) {
        ParsedCrl crl = ParsedCrl.take(der);
        CrlRule.check(crl, now);
        CrlScope scope = CrlScope.of(crl, CrlRule.signerKey(crl, trust, crypto));
        CrlInForce known = lists.get(scope);
        CrlInForce list = known == null
                ? CrlInForce.first(crl, scope, distributionPoint)
                : known.followedBy(crl, distributionPoint);
        return list.equals(known)
                ? new Registration(this, false, crl.nextUpdate(), crl.issuer())
                : new Registration(with(list), list.isDirtyAfter(known), crl.nextUpdate(), crl.issuer());
    }

    private CrlRegistry with(CrlInForce list) {
        Map<CrlScope, CrlInForce> next = new LinkedHashMap<>(lists);
        next.put(list.scope(), list);
        return new CrlRegistry(next);
    }

    /** What to persist, each at the place that it keeps. */
    List<CrlInForce> lists() {
        return List.copyOf(lists.values());
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

    /** Whether lists of the given issuers were registered under the address, and none of them is over. */
    public boolean isCurrent(URI distributionPoint, Collection<DistinguishedName> issuers, Instant now) {
        URI normalized = CrlDistributionPoints.normalize(distributionPoint);
        List<CrlInForce> there = lists.values().stream()
                .filter(list -> issuers.contains(list.scope().issuer()))
                .filter(list -> list.distributionPoints().contains(normalized))
                .toList();
        return !there.isEmpty()
                && there.stream()
                        .allMatch(list ->
                                list.crl().nextUpdate().map(now::isBefore).orElse(true));
    }

    /** The lists of whoever has the given name. */
    List<CrlInForce> listsOf(DistinguishedName issuer) {
        return lists.values().stream()
                .filter(list -> list.scope().issuer().equals(issuer))
                .toList();
    }

    /** Whether a certificate names an address under which a list was registered that its own key has signed. */
    boolean hasOwnListOf(ParsedCertificate certificate) {
        Bytes key = certificate.publicKey().encoded();
        return lists.values().stream()
                .filter(list -> list.scope().signerKey().equals(key))
                .anyMatch(list ->
                        !Collections.disjoint(list.distributionPoints(), CrlDistributionPoints.of(certificate)));
    }
}
