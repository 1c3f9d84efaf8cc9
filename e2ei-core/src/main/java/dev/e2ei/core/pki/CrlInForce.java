package dev.e2ei.core.pki;

import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.core.x509.ParsedCrl;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
        ParsedCrl crl = ParsedCrl.parse(stored.octets().toByteArray());
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

    Stream<RegisteredCrl> registered() {
        Optional<BigInteger> number = crl.extensions().number();
        Optional<Instant> nextUpdate = crl.nextUpdate();
        return distributionPoints.stream()
                .map(point -> new RegisteredCrl(
                        point, crl.issuer().toString(), number, crl.thisUpdate(), nextUpdate, crl.size()));
    }
}
