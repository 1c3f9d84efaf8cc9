package dev.e2ei.core.pki;

import dev.e2ei.api.error.CrlRejectedException;
import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.core.x509.CrlDistributionPoints;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.core.x509.ParsedCrl;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The newest revocation list of one scope.
 *
 * @param crl the list
 * @param scope what it is about
 * @param distributionPoints the addresses under which its scope was registered, normalised; the last {@value #MAX_POINTS}
 * @param floor what a later one must not fall below
 */
record CrlInForce(ParsedCrl crl, CrlScope scope, List<URI> distributionPoints, CrlFloor floor) {
    /** So that their row keeps its place below the store's limit; whoever has more of them registers those again. */
    static final int MAX_POINTS = 16;

    CrlInForce {
        distributionPoints = List.copyOf(distributionPoints);
    }

    static CrlInForce first(ParsedCrl crl, CrlScope scope, URI distributionPoint) {
        return new CrlInForce(
                crl, scope, List.of(CrlDistributionPoints.normalize(distributionPoint)), CrlFloor.of(crl));
    }

    /**
     * A later list of the same scope in the place of this one.
     *
     * @throws CrlRejectedException if it is older
     */
    CrlInForce followedBy(ParsedCrl later, URI distributionPoint) {
        floor.check(later, crl);
        URI normalized = CrlDistributionPoints.normalize(distributionPoint);
        List<URI> points = new ArrayList<>(distributionPoints);
        if (!points.contains(normalized)) {
            points.add(normalized);
        }
        int surplus = Math.max(0, points.size() - MAX_POINTS);
        return new CrlInForce(later, scope, points.subList(surplus, points.size()), floor.raisedBy(later));
    }

    /** Whether other certificates are listed than by the list before it. */
    boolean isDirtyAfter(@Nullable CrlInForce before) {
        return before == null ? crl.size() > 0 : !crl.listsAllOf(before.crl) || !before.crl.listsAllOf(crl);
    }

    /** The last second at which it is current; a list that does not say when the next is due never is. */
    Instant due() {
        return crl.nextUpdate().orElse(crl.thisUpdate());
    }

    Stream<RegisteredCrl> registered() {
        return distributionPoints.stream().map(this::registered);
    }

    /** Under an address that a certificate names, or else under any. */
    RegisteredCrl registeredFor(ParsedCertificate certificate) {
        List<URI> named = CrlDistributionPoints.of(certificate);
        return registered(
                distributionPoints.stream().filter(named::contains).findFirst().orElse(distributionPoints.get(0)));
    }

    private RegisteredCrl registered(URI point) {
        return new RegisteredCrl(
                point,
                crl.issuer().toString(),
                crl.extensions().number(),
                crl.thisUpdate(),
                crl.nextUpdate(),
                crl.size());
    }
}
