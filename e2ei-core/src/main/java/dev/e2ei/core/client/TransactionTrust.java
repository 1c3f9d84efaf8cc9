package dev.e2ei.core.client;

import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.store.Rows;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one transaction trusts: what is stored, until it changes that. */
final class TransactionTrust {
    private final TrustCache cache;
    private @Nullable TrustState current;
    private @Nullable TrustState stored;

    TransactionTrust(TrustCache cache) {
        this.cache = cache;
    }

    TrustState asOf(Rows rows) {
        TrustState known = current;
        if (known == null) {
            known = cache.asOf(rows);
            current = known;
        }
        return known;
    }

    /** What was read may have changed meanwhile. */
    void readAgain() {
        current = null;
    }

    void change(Rows rows, TrustState changed) {
        if (stored == null) {
            stored = asOf(rows);
        }
        current = changed;
    }

    /** Writes a change, if there is one; gives what is to be run once it is stored. */
    Optional<Runnable> save(Rows rows) {
        TrustState before = stored;
        TrustState changed = current;
        stored = null;
        return before != null && changed != null && !before.equals(changed)
                ? Optional.of(cache.write(rows, before, changed))
                : Optional.empty();
    }
}
