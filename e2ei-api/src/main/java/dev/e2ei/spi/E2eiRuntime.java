package dev.e2ei.spi;

import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import java.util.List;

/** The engine behind the API. */
public interface E2eiRuntime {
    /**
     * Opens a client.
     *
     * @param configuration what the builder collected
     * @return the client
     */
    E2eiClient open(E2eiConfiguration configuration);

    /**
     * The one engine among those found.
     *
     * @param found what was found
     * @return the engine
     * @throws ProviderException if there is none, with the artifact to add, or more than one
     */
    static E2eiRuntime find(List<E2eiRuntime> found) {
        if (found.isEmpty()) {
            throw new ProviderException(
                    ErrorCode.PROVIDER_MISSING,
                    "no " + E2eiRuntime.class.getName() + " was found; add dev.e2ei:e2ei-core to the module path, and"
                            + " name the module dev.e2ei.core if the image was linked with jlink");
        }
        if (found.size() > 1) {
            throw new ProviderException(
                    ErrorCode.PROVIDER_AMBIGUOUS,
                    "more than one engine was found: "
                            + found.get(0).getClass().getName() + " and "
                            + found.get(1).getClass().getName());
        }
        return found.get(0);
    }
}
