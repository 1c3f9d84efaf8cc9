package dev.e2ei.tests.vectors;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.group.GroupRepository;
import dev.e2ei.core.group.GroupState;
import dev.e2ei.core.store.BufferedRows;
import dev.e2ei.core.store.DatabaseKey;
import dev.e2ei.core.store.SealedStore;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.storage.StorageConfig;
import dev.e2ei.spi.storage.StorageProvider;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** A sealed store in memory: a group that was saved is read again, so that nothing lives on in objects alone. */
final class VectorStore implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int KEY = 32;

    private final GroupRepository groups = new GroupRepository();
    private final SealedStore store;

    VectorStore(CryptoProvider provider) {
        StorageProvider memory = ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.name().equals("memory"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no store in memory is on the module path"));
        try (Secret key = Secret.take(provider.random().bytes(KEY))) {
            store = SealedStore.open(
                    memory.open(new StorageConfig("vectors", Optional.empty(), Map.of())),
                    provider,
                    DatabaseKey.ofKey(key),
                    GroupRepository.KEYSPACES,
                    TIMEOUT);
        }
    }

    /** What the store gives back after a change. */
    GroupState reloaded(Optional<GroupState> before, GroupState after) {
        try (BufferedRows rows = new BufferedRows(store, TIMEOUT)) {
            groups.save(rows, before, after);
            rows.commit();
        }
        Bytes groupId = after.groupId();
        try (BufferedRows rows = new BufferedRows(store, TIMEOUT)) {
            return groups.load(rows, groupId).orElseThrow();
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
