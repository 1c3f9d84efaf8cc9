package dev.e2ei.core.group;

import dev.e2ei.api.Secret;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The resumption keys of the last epochs, RFC 9420, section 8.6; a bounded number of them. Immutable. */
final class ResumptionSecrets {
    static final ResumptionSecrets NONE = new ResumptionSecrets(new TreeMap<>(Long::compareUnsigned));

    private final SortedMap<Long, Secret> byEpoch;

    private ResumptionSecrets(SortedMap<Long, Secret> byEpoch) {
        this.byEpoch = Collections.unmodifiableSortedMap(byEpoch);
    }

    /** With a copy of the key of one more epoch; only the latest are kept. */
    ResumptionSecrets with(long epoch, Secret secret, int kept) {
        if (kept == 0) {
            return NONE;
        }
        TreeMap<Long, Secret> next = new TreeMap<>(byEpoch);
        next.put(epoch, secret.copy());
        while (next.size() > kept) {
            next.pollFirstEntry();
        }
        return new ResumptionSecrets(next);
    }

    /** A copy of the key of an epoch, to be closed. */
    Optional<Secret> find(long epoch) {
        return Optional.ofNullable(byEpoch.get(epoch)).map(Secret::copy);
    }

    SortedMap<Long, Secret> byEpoch() {
        return byEpoch;
    }
}
