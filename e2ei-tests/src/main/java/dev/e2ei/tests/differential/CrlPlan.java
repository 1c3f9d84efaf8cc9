package dev.e2ei.tests.differential;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is to stand in a revocation list, before it is signed. */
final class CrlPlan {
    private static final Duration DAY = Duration.ofDays(1);

    KeyPair signer;
    BigInteger leaf = BigInteger.ONE;
    List<BigInteger> revoked = List.of();
    long number = 6;
    Instant thisUpdate = ChainFactory.NOW.minus(DAY);
    Instant nextUpdate = ChainFactory.NOW.plus(DAY);
    boolean unknownCritical;

    CrlPlan(KeyPair signer) {
        this.signer = signer;
    }

    private CrlPlan copy() {
        CrlPlan copy = new CrlPlan(signer);
        copy.leaf = leaf;
        copy.revoked = revoked;
        return copy;
    }

    /** The lists of the case, of which this is the right one. */
    List<CrlPlan> altered(ChainCase one, KeyPair stranger) {
        List<BigInteger> naming = List.of(leaf, BigInteger.valueOf(99));
        CrlPlan beside = null;
        for (Alteration alteration : one.alterations()) {
            switch (alteration) {
                case LIST_NAMES_LEAF -> revoked = naming;
                case LIST_NAMES_ANOTHER -> revoked = List.of(BigInteger.valueOf(99));
                case LIST_OVER -> nextUpdate = ChainFactory.NOW.minusSeconds(1);
                case LIST_OVER_NAMES_LEAF -> {
                    nextUpdate = ChainFactory.NOW.minusSeconds(1);
                    revoked = naming;
                }
                case LIST_FORGED -> signer = stranger;
                case LIST_FORGED_BESIDE -> {
                    beside = copy();
                    beside.signer = stranger;
                    beside.revoked = naming;
                }
                case LIST_OLD_BESIDE_NEW -> {
                    beside = older();
                    revoked = naming;
                }
                case LIST_OLD_NAMES_LEAF -> {
                    beside = older();
                    beside.revoked = naming;
                }
                case LIST_UNKNOWN_CRITICAL -> unknownCritical = true;
                case LIST_OF_THE_FUTURE -> {
                    thisUpdate = ChainFactory.NOW.plus(DAY);
                    nextUpdate = ChainFactory.NOW.plus(DAY.multipliedBy(2));
                }
                default -> {}
            }
        }
        return beside == null ? List.of(this) : List.of(this, beside);
    }

    /** The list before this one, which is not over yet. */
    private CrlPlan older() {
        CrlPlan older = copy();
        older.number = number - 1;
        older.thisUpdate = thisUpdate.minus(DAY);
        return older;
    }
}
