package dev.e2ei.tests.vectors;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.group.PreSharedKeys;
import dev.e2ei.core.proposal.ReInit;
import java.util.List;
import java.util.Optional;

/** The pre-shared keys that come with a vector. */
final class VectorPsks implements PreSharedKeys {
    private final List<VectorCase> keys;

    VectorPsks(List<VectorCase> keys) {
        this.keys = keys;
    }

    @Override
    public Optional<Secret> external(Bytes pskId) {
        return keys.stream()
                .filter(key -> key.bytes("psk_id").equals(pskId))
                .findFirst()
                .map(key -> key.secret("psk"));
    }

    @Override
    public Optional<Secret> resumption(Bytes groupId, long epoch) {
        return Optional.empty();
    }

    @Override
    public Optional<ReInit> reInit(Bytes groupId, long epoch) {
        return Optional.empty();
    }
}
