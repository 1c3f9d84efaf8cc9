package dev.e2ei.core.pki;

import dev.e2ei.api.error.CrlRejectedException;
import dev.e2ei.api.error.CrlRejectedException.Reason;
import dev.e2ei.core.x509.ParsedCrl;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * The newest that was seen of a scope. Without it an old list, still signed and not yet expired, would undo a revocation.
 *
 * @param highestNumber the highest number
 * @param latestUpdate the latest thisUpdate
 */
record CrlFloor(Optional<BigInteger> highestNumber, Instant latestUpdate) {
    static CrlFloor of(ParsedCrl crl) {
        return new CrlFloor(crl.extensions().number(), crl.thisUpdate());
    }

    CrlFloor raisedBy(ParsedCrl crl) {
        CrlFloor other = of(crl);
        Optional<BigInteger> number = highestNumber.isPresent() && other.highestNumber.isPresent()
                ? Optional.of(highestNumber.get().max(other.highestNumber.get()))
                : highestNumber.or(() -> other.highestNumber);
        Instant update = latestUpdate.isAfter(other.latestUpdate) ? latestUpdate : other.latestUpdate;
        return new CrlFloor(number, update);
    }

    /**
     * Makes sure that a list is not older than what was seen. Between two lists with numbers the number decides, and
     * thisUpdate where it is the same; where either has none, thisUpdate decides, and a number is not below the highest
     * all the same. Of two lists that tie, the later one may add entries and drops none.
     */
    void check(ParsedCrl candidate, ParsedCrl known) {
        int order = order(candidate, known);
        if (order < 0) {
            throw new CrlRejectedException(
                    Reason.OLDER_THAN_KNOWN, "at least " + this, of(candidate).toString());
        }
        if (order == 0 && !candidate.listsAllOf(known)) {
            throw new CrlRejectedException(
                    Reason.OLDER_THAN_KNOWN, "all entries of the list of the same date", "fewer entries");
        }
    }

    private int order(ParsedCrl candidate, ParsedCrl known) {
        Optional<BigInteger> number = candidate.extensions().number();
        int numbers =
                number.isPresent() && highestNumber.isPresent() ? number.get().compareTo(highestNumber.get()) : 0;
        boolean decides = known.extensions().number().isPresent() && numbers != 0;
        return numbers < 0 || decides ? numbers : candidate.thisUpdate().compareTo(latestUpdate);
    }

    @Override
    public String toString() {
        return highestNumber.map(number -> "number " + number + ", ").orElse("") + "thisUpdate " + latestUpdate;
    }
}
