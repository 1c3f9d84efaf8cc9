package dev.e2ei.core.store;

import dev.e2ei.api.Secret;
import dev.e2ei.core.secret.SecretScope;
import dev.e2ei.spi.crypto.StoreCrypto;
import java.nio.charset.StandardCharsets;

/** The keys of one store, each derived for one purpose from the root key and the store's own salt. */
final class StoreKeys implements AutoCloseable {
    private static final int KEY = 32;

    private final SecretScope scope = new SecretScope();
    private final Secret sealing;
    private final Secret names;
    private final Secret check;

    StoreKeys(StoreCrypto crypto, Secret root, byte[] salt) {
        sealing = scope.keep(derive(crypto, root, salt, "e2ei store 1 values"));
        names = scope.keep(derive(crypto, root, salt, "e2ei store 1 names"));
        check = scope.keep(derive(crypto, root, salt, "e2ei store 1 check"));
    }

    static Secret derive(StoreCrypto crypto, Secret root, byte[] salt, String purpose) {
        byte[] info = purpose.getBytes(StandardCharsets.US_ASCII);
        return Secret.take(root.use(octets -> crypto.hkdfSha256(salt, octets, info, KEY)));
    }

    /** For values. */
    Secret sealing() {
        return sealing;
    }

    /** For the components of keys. */
    Secret names() {
        return names;
    }

    /** For the header. */
    Secret check() {
        return check;
    }

    @Override
    public void close() {
        scope.close();
    }
}
