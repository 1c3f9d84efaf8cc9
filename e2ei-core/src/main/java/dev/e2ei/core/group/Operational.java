package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.core.schedule.EpochSecret;
import dev.e2ei.core.tree.LeafNode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A group that this client is a member of, with no commit of its own under way.
 *
 * @param version how often the group has changed
 * @param config what is settled for the group
 * @param current the epoch in which is sent
 * @param past earlier epochs whose late messages are still read, the latest first
 * @param resumption the resumption keys of the last epochs
 * @param proposals proposals that nobody has committed yet
 * @param buffer messages that came too early
 */
public record Operational(
        long version,
        GroupConfig config,
        GroupEpoch current,
        List<PastEpoch> past,
        ResumptionSecrets resumption,
        StoredProposals proposals,
        MessageBuffer buffer)
        implements GroupState {
    /** {@inheritDoc} */
    public Operational {
        past = List.copyOf(past);
    }

    /**
     * A group that was created or joined just now. Its first version is random, so that it is not taken for a former group
     * of the same id.
     */
    static Operational first(GroupEpoch epoch, GroupConfig config, GroupEnvironment environment) {
        long version = ByteBuffer.wrap(environment.random().bytes(Long.BYTES)).getLong();
        ResumptionSecrets resumption = ResumptionSecrets.NONE.with(
                epoch.number(),
                epoch.secrets().get(EpochSecret.RESUMPTION),
                environment.settings().resumptionSecrets());
        return new Operational(
                version, config, epoch, List.of(), resumption, StoredProposals.NONE, MessageBuffer.EMPTY);
    }

    @Override
    public Bytes groupId() {
        return current.context().groupId();
    }

    @Override
    public Ciphersuite suite() {
        return current.context().suite();
    }

    @Override
    public long epoch() {
        return current.number();
    }

    @Override
    public Operational operational() {
        return this;
    }

    /**
     * A past epoch that is still kept.
     *
     * @param epoch its number
     * @return the epoch, or none
     */
    Optional<PastEpoch> past(long epoch) {
        return past.stream().filter(kept -> kept.number() == epoch).findFirst();
    }

    /**
     * The leaf that stood at a place in the current or a kept epoch, whoever stands there now.
     *
     * @param epoch the epoch's number
     * @param leafIndex the place
     * @return the leaf, or none if the place was blank
     */
    public Optional<LeafNode> leafAt(long epoch, int leafIndex) {
        // From the epoch asked for up to the present: the first change after it tells what was there before the change.
        for (int i = past.size() - 1; i >= 0; i--) {
            PastEpoch kept = past.get(i);
            if (Long.compareUnsigned(kept.number(), epoch) >= 0 && kept.changed(leafIndex)) {
                return kept.leafBefore(leafIndex);
            }
        }
        return current.leaf(leafIndex);
    }

    /** {@return the members of the current epoch, by leaf} */
    public List<GroupMember> members() {
        return current.tree().leaves().stream()
                .map(leaf -> new GroupMember(leaf.index(), leaf.node()))
                .toList();
    }

    Operational withCurrent(GroupEpoch next) {
        return new Operational(version, config, next, past, resumption, proposals, buffer);
    }

    Operational withPast(PastEpoch replaced) {
        List<PastEpoch> next = past.stream()
                .map(kept -> kept.number() == replaced.number() ? replaced : kept)
                .toList();
        return new Operational(version, config, current, next, resumption, proposals, buffer);
    }

    Operational withProposals(StoredProposals next) {
        return new Operational(version, config, current, past, resumption, next, buffer);
    }

    Operational withBuffer(MessageBuffer next) {
        return next == buffer ? this : new Operational(version, config, current, past, resumption, proposals, next);
    }

    Operational withVersion(long next) {
        return new Operational(next, config, current, past, resumption, proposals, buffer);
    }
}
