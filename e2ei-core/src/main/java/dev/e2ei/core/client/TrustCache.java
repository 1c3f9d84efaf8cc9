package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.pki.TrustRepository;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.store.Rows;
import dev.e2ei.spi.crypto.RandomSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The trust that was read last, together with the mark that each change leaves in the store: while the mark is the same, so
 * is the trust. Whatever a failed commit or another process did, the store has the last word.
 */
final class TrustCache {
    private static final int MARK = 16;

    private final TrustRepository repository;
    private final RandomSource random;
    private final AtomicReference<@Nullable Entry> latest = new AtomicReference<>();

    private record Entry(Bytes mark, TrustState trust) {}

    TrustCache(TrustRepository repository, RandomSource random) {
        this.repository = repository;
        this.random = random;
    }

    /** What the given rows trust; they hold no changes of trust that are not committed. */
    TrustState asOf(Rows rows) {
        Bytes mark = repository.mark(rows);
        Entry entry = latest.get();
        if (entry == null || !entry.mark.equals(mark)) {
            entry = new Entry(mark, repository.load(rows));
            latest.set(entry);
        }
        return entry.trust;
    }

    /** Writes a change; to be run once it is committed: the change becomes the latest. */
    Runnable write(Rows rows, TrustState before, TrustState changed) {
        Bytes mark = Bytes.of(random.bytes(MARK));
        repository.save(rows, mark, before, changed);
        return () -> latest.set(new Entry(mark, changed));
    }
}
