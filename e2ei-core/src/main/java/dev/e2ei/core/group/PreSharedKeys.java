package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import java.util.Optional;

/** Where pre-shared keys from outside a group come from, RFC 9420, section 8.4. */
public interface PreSharedKeys {
    /**
     * A key that the application registered.
     *
     * @param pskId its id
     * @return the key, to be closed, or none
     */
    Optional<Secret> external(Bytes pskId);

    /**
     * The resumption key of another group that this client is or was in.
     *
     * @param groupId that group
     * @param epoch its epoch
     * @return the key, to be closed, or none
     */
    Optional<Secret> resumption(Bytes groupId, long epoch);

    /** {@return no keys at all} */
    static PreSharedKeys none() {
        return new PreSharedKeys() {
            @Override
            public Optional<Secret> external(Bytes pskId) {
                return Optional.empty();
            }

            @Override
            public Optional<Secret> resumption(Bytes groupId, long epoch) {
                return Optional.empty();
            }
        };
    }
}
