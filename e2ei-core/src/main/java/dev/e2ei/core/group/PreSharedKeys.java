package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.proposal.ReInit;
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

    /**
     * How another group was closed, for somebody who joins the group that takes its place.
     *
     * @param groupId the closed group
     * @param epoch its last epoch, the one after the commit of the ReInit
     * @return the parameters of the group that follows it, or none if it was not closed by a ReInit in that epoch
     */
    Optional<ReInit> reInit(Bytes groupId, long epoch);

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

            @Override
            public Optional<ReInit> reInit(Bytes groupId, long epoch) {
                return Optional.empty();
            }
        };
    }
}
