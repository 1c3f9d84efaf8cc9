package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.x509.CrlDistributionPoints;
import dev.e2ei.core.x509.DistinguishedName;
import dev.e2ei.core.x509.ParsedCertificate;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of the distribution points that certificates name have no revocation list, or one whose next one is due. */
final class DueDistributionPoints {
    private final TrustState trust;
    private final Instant now;
    private final Map<URI, Set<DistinguishedName>> named = new LinkedHashMap<>();
    private final Set<Bytes> read = new HashSet<>();

    DueDistributionPoints(TrustState trust, Instant now) {
        this.trust = trust;
        this.now = now;
        trust.store().intermediates().forEach(this::name);
    }

    void name(ParsedCertificate certificate) {
        if (read.add(certificate.encoded())) {
            add(certificate);
        }
    }

    /** An authority may name the list that it signs itself; its own certificate is not on that one. */
    private void add(ParsedCertificate certificate) {
        for (URI point : CrlDistributionPoints.of(certificate)) {
            Set<DistinguishedName> issuers = named.computeIfAbsent(point, one -> new HashSet<>());
            issuers.add(certificate.issuer());
            if (certificate.isCa()) {
                issuers.add(certificate.subject());
            }
        }
    }

    /** Members' chains come from outside: what cannot be read names nothing. Most of their issuers are the same. */
    void nameAll(Collection<CertificateChain> chains) {
        for (CertificateChain chain : chains) {
            for (Bytes certificate : chain.certificates()) {
                if (read.add(certificate)) {
                    readable(certificate).ifPresent(this::add);
                }
            }
        }
    }

    /**
     * Adds what strangers name beside all others: their certificates may name anybody as their issuer, so they have no say
     * in whose list is looked for at a point that others name.
     */
    void nameRest(Collection<CertificateChain> chains) {
        DueDistributionPoints rest = new DueDistributionPoints(TrustState.NONE, now);
        rest.nameAll(chains);
        rest.named.forEach(named::putIfAbsent);
    }

    /** Those that certificates name, whatever is known of them, in order. */
    static Set<URI> namedBy(Collection<CertificateChain> chains) {
        DueDistributionPoints points = new DueDistributionPoints(TrustState.NONE, Instant.EPOCH);
        points.nameAll(chains);
        return points.named.keySet();
    }

    private static Optional<ParsedCertificate> readable(Bytes certificate) {
        try {
            return Optional.of(ParsedCertificate.parse(certificate));
        } catch (MalformedCertificateException e) {
            return Optional.empty();
        }
    }

    /** Whose lists a point is named for; empty if no certificate names it. */
    Set<DistinguishedName> issuers(URI point) {
        return named.getOrDefault(point, Set.of());
    }

    /** Those that are named and those under which a list is registered, due or not. */
    Set<URI> all() {
        Set<URI> all = new LinkedHashSet<>(named.keySet());
        trust.crls().registered().forEach(list -> all.add(list.distributionPoint()));
        return all;
    }

    /** In the order in which they were named. Somebody else's list, found at a point, does not make it less due. */
    Set<URI> due() {
        Set<URI> due = new LinkedHashSet<>(named.keySet());
        due.removeIf(point -> trust.crls().isCurrent(point, named.get(point), now));
        return due;
    }
}
