package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A revocation list in force as it is persisted, with the floor below which no later one may fall.
 *
 * @param distributionPoints the addresses under which it was registered, normalised; at least one
 * @param octets the list as received
 * @param signerKey the SubjectPublicKeyInfo that it verifies under
 * @param highestNumber the highest number that was seen of its scope
 * @param latestUpdate the latest thisUpdate that was seen of its scope
 */
public record StoredCrl(
        List<URI> distributionPoints,
        Bytes octets,
        Bytes signerKey,
        Optional<BigInteger> highestNumber,
        Instant latestUpdate) {
    public StoredCrl {
        distributionPoints = List.copyOf(distributionPoints);
    }
}
