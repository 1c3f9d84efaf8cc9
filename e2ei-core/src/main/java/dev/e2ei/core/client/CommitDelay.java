package dev.e2ei.core.client;

import dev.e2ei.core.group.Operational;
import dev.e2ei.core.group.StoredProposal;
import dev.e2ei.core.proposal.Remove;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How long a member waits before it commits pending proposals, as Wire's clients compute it: the members take turns by
 * their place in the epoch, the first three 15 seconds apart, the others on a logarithmic scale.
 */
final class CommitDelay {
    private static final int STEP = 15;
    private static final int EVENLY = 3;

    private CommitDelay() {}

    /** None if nothing is pending, or if the proposals remove this client. */
    static Optional<Duration> of(Operational group) {
        Set<Integer> removed = group.proposals().all().stream()
                .map(StoredProposal::proposal)
                .filter(Remove.class::isInstance)
                .map(proposal -> ((Remove) proposal).removed())
                .collect(Collectors.toSet());
        int own = group.current().ownLeaf();
        if (group.proposals().isEmpty() || removed.contains(own)) {
            return Optional.empty();
        }
        int members = group.current().tree().memberCount() - removed.size();
        int lower = (int) removed.stream().filter(leaf -> leaf < own).count();
        return Optional.of(Duration.ofSeconds(seconds(group.epoch(), members, own - lower)));
    }

    /**
     * The rule itself.
     *
     * @param epoch unsigned
     * @param members how many there are after the removals
     * @param place the own leaf, moved down by the removed leaves below it
     */
    static long seconds(long epoch, int members, int place) {
        if (members <= 0) {
            return 0;
        }
        long turn = (Long.remainderUnsigned(epoch, members) + place % members) % members + 1;
        if (turn <= EVENLY) {
            return (turn - 1) * STEP;
        }
        return (long) Math.floor(120 * Math.log(turn)) - 106;
    }
}
