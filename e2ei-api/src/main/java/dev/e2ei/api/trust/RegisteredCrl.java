package dev.e2ei.api.trust;

import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A revocation list in force.
 *
 * @param distributionPoint the address under which it was registered
 * @param issuer its issuer as an RFC 4514 string
 * @param number its CRL number
 * @param thisUpdate when it was issued
 * @param nextUpdate when the next one is due
 * @param entries how many certificates it lists
 */
public record RegisteredCrl(
        URI distributionPoint,
        String issuer,
        Optional<BigInteger> number,
        Instant thisUpdate,
        Optional<Instant> nextUpdate,
        int entries) {
    /** {@inheritDoc} */
    public RegisteredCrl {
        Objects.requireNonNull(distributionPoint, "distributionPoint");
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(thisUpdate, "thisUpdate");
        Objects.requireNonNull(nextUpdate, "nextUpdate");
    }
}
