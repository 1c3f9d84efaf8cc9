package dev.e2ei.core.pki;

import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.core.x509.CrlDistributionPoints;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.core.x509.ParsedCrl;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The newest revocation list of one scope.
 *
 * @param crl the list
 * @param scope what it is about
 * @param distributionPoints the addresses under which it was registered, normalised
 * @param floor what a later one must not fall below
 */
record CrlInForce(ParsedCrl crl, CrlScope scope, List<URI> distributionPoints, CrlFloor floor) {
    CrlInForce {
        distributionPoints = List.copyOf(distributionPoints);
    }

    static CrlInForce restore(StoredCrl stored) {
        ParsedCrl crl = ParsedCrl.take(stored.octets().toByteArray());
        return new CrlInForce(
                crl,
                CrlScope.of(crl, stored.signerKey()),
                stored.distributionPoints(),
                new CrlFloor(stored.highestNumber(), stored.latestUpdate()));
    }

    StoredCrl store() {
        return new StoredCrl(
                distributionPoints, crl.encoded(), scope.signerKey(), floor.highestNumber(), floor.latestUpdate());
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
