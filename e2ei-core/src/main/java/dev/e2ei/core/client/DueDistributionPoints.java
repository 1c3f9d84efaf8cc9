package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.x509.CrlDistributionPoints;
import dev.e2ei.core.x509.ParsedCertificate;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which of the distribution points that certificates name have no revocation list, or one whose next one is due. */
final class DueDistributionPoints {
    private final TrustState trust;
    private final Instant now;
    private final Set<URI> named = new LinkedHashSet<>();
    private final Set<Bytes> read = new HashSet<>();

    DueDistributionPoints(TrustState trust, Instant now) {
        this.trust = trust;
        this.now = now;
        trust.store().intermediates().forEach(this::name);
    }

    void name(ParsedCertificate certificate) {
        if (read.add(certificate.encoded())) {
            named.addAll(CrlDistributionPoints.of(certificate));
        }
    }

    /** Members' chains come from outside: what cannot be read names nothing. Most of their issuers are the same. */
    void nameAll(Collection<CertificateChain> chains) {
        for (CertificateChain chain : chains) {
            for (Bytes certificate : chain.certificates()) {
                if (read.add(certificate)) {
                    named.addAll(named(certificate));
                }
            }
        }
    }

    /** Those that certificates name, whatever is known of them, in order. */
    static Set<URI> namedBy(Collection<CertificateChain> chains) {
        DueDistributionPoints points = new DueDistributionPoints(TrustState.NONE, Instant.EPOCH);
        points.nameAll(chains);
        return points.named;
    }

    private static List<URI> named(Bytes certificate) {
        try {
            return CrlDistributionPoints.of(ParsedCertificate.parse(certificate));
        } catch (MalformedCertificateException e) {
            return List.of();
        }
    }

    /** Those that are named and those under which a list is registered, due or not. */
    Set<URI> all() {
        Set<URI> all = new LinkedHashSet<>(named);
        trust.crls().registered().forEach(list -> all.add(list.distributionPoint()));
        return all;
    }

    /** In the order in which they were named. */
    Set<URI> due() {
        Set<URI> due = new LinkedHashSet<>(named);
        Set<URI> inForce = new HashSet<>();
        Set<URI> over = new HashSet<>();
        for (RegisteredCrl list : trust.crls().registered()) {
            boolean passed =
                    list.nextUpdate().filter(next -> !now.isBefore(next)).isPresent();
            (passed ? over : inForce).add(list.distributionPoint());
        }
        due.removeIf(point -> inForce.contains(point) && !over.contains(point));
        return due;
    }
}
