package dev.e2ei.core.group;

import dev.e2ei.core.store.Repository;
import dev.e2ei.core.store.Rows;
import java.util.Map;

/**
 * Writes what differs between the rows of two states. Values are immutable, and what an operation does not change it
 * hands on: so the same object is the same row.
 */
final class RowDelta {
    private RowDelta() {}

    static <V> void save(Repository<RowKey, V> repository, Rows rows, Map<RowKey, V> before, Map<RowKey, V> after) {
        before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(key -> repository.delete(rows, key));
        after.forEach((key, value) -> {
            if (before.get(key) != value) {
                repository.save(rows, key, value);
            }
        });
    }
}
