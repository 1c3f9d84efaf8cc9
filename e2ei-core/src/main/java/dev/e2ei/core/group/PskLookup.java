package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.schedule.PreSharedKey;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.schedule.PskSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the pre-shared keys that a commit or Welcome names, RFC 9420, section 8.4. */
final class PskLookup {
    private final GroupEnvironment environment;
    private final Bytes groupId;
    private final ResumptionSecrets own;

    /**
     * In a group.
     *
     * @param groupId the group, or nothing for somebody who joins
     * @param own the resumption keys of that group
     */
    PskLookup(GroupEnvironment environment, Bytes groupId, ResumptionSecrets own) {
        this.environment = environment;
        this.groupId = groupId;
        this.own = own;
    }

    /**
     * psk_secret, to be closed.
     *
     * @param ids in the order of the proposals
     * @throws MlsException with code {@code PSK_UNKNOWN} if this client lacks one of them
     */
    Secret secret(List<PreSharedKeyId> ids) {
        List<PreSharedKey> keys = new ArrayList<>();
        try {
            ids.forEach(id -> keys.add(new PreSharedKey(id, find(id))));
            return PskSecret.of(environment.crypto(), keys);
        } finally {
            keys.forEach(PreSharedKey::close);
        }
    }

    /** Whether this client has a key. */
    boolean has(PreSharedKeyId id) {
        Optional<Secret> found = lookUp(id);
        found.ifPresent(Secret::close);
        return found.isPresent();
    }

    private Secret find(PreSharedKeyId id) {
        return lookUp(id)
                .orElseThrow(() -> new MlsException(
                        ErrorCode.PSK_UNKNOWN,
                        "WE-2: a pre-shared key is needed that this client does not have (8.4)"));
    }

    private Optional<Secret> lookUp(PreSharedKeyId id) {
        if (id instanceof PreSharedKeyId.Resumption resumption) {
            return resumption.groupId().equals(groupId)
                    ? own.find(resumption.epoch())
                    : environment.psks().resumption(resumption.groupId(), resumption.epoch());
        }
        return environment.psks().external(((PreSharedKeyId.External) id).pskId());
    }
}
