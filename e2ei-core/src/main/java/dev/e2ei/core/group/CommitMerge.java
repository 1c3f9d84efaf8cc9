package dev.e2ei.core.group;

import dev.e2ei.api.Secret;
import dev.e2ei.core.schedule.EpochSecret;
import dev.e2ei.core.tree.LeafNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the epoch that a commit leads to in the place of the current one. */
final class CommitMerge {
    private final GroupSettings settings;
    private final Instant now;

    CommitMerge(GroupSettings settings, Instant now) {
        this.settings = settings;
        this.now = now;
    }

    /**
     * Merges.
     *
     * @param state the group in the epoch in which the commit was made; a pending commit of its own is let go, unless it is
     *     the one that is merged
     * @param commit the commit
     * @return the group after it
     * @throws IllegalStateException if the group is in another epoch
     */
    GroupState merge(GroupState state, StagedCommit commit) {
        Operational group = state.operational();
        if (commit.baseEpoch() != group.epoch()) {
            throw new IllegalStateException("the commit was staged in another epoch");
        }
        long version = state.version() + 1;
        if (commit.next().isEmpty()) {
            return new Inactive(
                    version, group.groupId(), group.suite(), group.epoch(), Optional.empty(), ResumptionSecrets.NONE);
        }
        GroupEpoch next = commit.next().get();
        Secret resumptionKey = next.secrets().get(EpochSecret.RESUMPTION);
        if (commit.changes().reInit().isPresent()) {
            ResumptionSecrets last = ResumptionSecrets.NONE.with(next.number(), resumptionKey, 1);
            return new Inactive(
                    version,
                    group.groupId(),
                    group.suite(),
                    next.number(),
                    commit.changes().reInit(),
                    last);
        }
        return new Operational(
                version,
                group.config(),
                next,
                past(group, next),
                group.resumption().with(next.number(), resumptionKey, settings.resumptionSecrets()),
                StoredProposals.NONE,
                group.buffer().without(buffered -> Long.compareUnsigned(buffered.epoch(), group.epoch()) < 0));
    }

    private List<PastEpoch> past(Operational group, GroupEpoch next) {
        if (settings.pastEpochs() == 0) {
            return List.of();
        }
        GroupEpoch ended = group.current();
        Map<Integer, Optional<LeafNode>> before =
                TreeDelta.between(next.tree(), ended.tree()).leaves();
        PastEpoch latest = new PastEpoch(
                ended.context(), now, ended.secrets().only(EnumSet.of(EpochSecret.SENDER_DATA)), ended.keys(), before);
        List<PastEpoch> past = new ArrayList<>();
        past.add(latest);
        past.addAll(group.past());
        return past.subList(0, Math.min(past.size(), settings.pastEpochs()));
    }
}
