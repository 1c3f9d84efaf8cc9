package dev.e2ei.core.store;

import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls of a storage provider: what it throws and does not declare becomes {@code PROVIDER_FAILED}. */
final class Declared {
    private Declared() {}

    static <T extends @Nullable Object> T call(Supplier<T> action) {
        try {
            return action.get();
        } catch (E2eiException | IllegalStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ProviderException(
                    ErrorCode.PROVIDER_FAILED,
                    "the storage provider failed with " + e.getClass().getName(),
                    e);
        }
    }

    static void run(Runnable action) {
        call(() -> {
            action.run();
            return null;
        });
    }
}
