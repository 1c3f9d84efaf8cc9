package dev.e2ei.core.client;

import com.google.auto.service.AutoService;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.core.credential.CredentialRepository;
import dev.e2ei.core.group.GroupRepository;
import dev.e2ei.core.group.PendingJoinRepository;
import dev.e2ei.core.keypackage.KeyPackageRepository;
import dev.e2ei.core.pki.TrustRepository;
import dev.e2ei.core.provider.ProviderKind;
import dev.e2ei.core.provider.Providers;
import dev.e2ei.core.store.DatabaseKey;
import dev.e2ei.core.store.SealedStore;
import dev.e2ei.spi.E2eiConfiguration;
import dev.e2ei.spi.E2eiRuntime;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.storage.StorageConfig;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageProvider;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Opens clients: chooses the providers, opens the store, puts the rooms together. */
@AutoService(E2eiRuntime.class)
public final class DefaultRuntime implements E2eiRuntime {
    /** All rows that this version of the library keeps. */
    static final List<String> KEYSPACES = Stream.of(
                    Stream.of(
                            MlsSession.KEYSPACE,
                            EnrollmentStash.KEYSPACE,
                            CredentialRepository.CREDENTIALS,
                            CredentialRepository.KEYS,
                            KeyPackageRepository.KEYSPACE,
                            PendingJoinRepository.KEYSPACE,
                            StoredPreSharedKeys.KEYSPACE),
                    GroupRepository.KEYSPACES.stream(),
                    TrustRepository.KEYSPACES.stream())
            .flatMap(Function.identity())
            .toList();

    /** For ServiceLoader. */
    public DefaultRuntime() {}

    @Override
    public E2eiClient open(E2eiConfiguration configuration) {
        Providers providers = new Providers(configuration);
        CryptoProvider crypto = providers.choose(ProviderKind.CRYPTO);
        StorageProvider storage = providers.choose(ProviderKind.STORAGE);
        SealedStore store = openStore(configuration, crypto, storage);
        return new DefaultE2eiClient(new ClientRooms(new ClientEnvironment(configuration, providers, crypto), store));
    }

    private static SealedStore openStore(
            E2eiConfiguration configuration, CryptoProvider crypto, StorageProvider storage) {
        DatabaseKey key = DatabaseKey.of(configuration);
        StorageEngine engine = null;
        boolean opened = false;
        try {
            engine =
                    storage.open(new StorageConfig(configuration.storeName(), configuration.storeLocation(), Map.of()));
            SealedStore store = SealedStore.open(engine, crypto, key, KEYSPACES, configuration.writerTimeout());
            opened = true;
            return store;
        } finally {
            if (!opened) {
                key.close();
                if (engine != null) {
                    engine.close();
                }
            }
        }
    }
}
