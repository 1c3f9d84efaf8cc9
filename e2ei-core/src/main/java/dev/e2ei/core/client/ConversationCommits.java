package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.CommitResult;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.error.CommitRejectedException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.core.group.CommitBuilder;
import dev.e2ei.core.group.CommitMade;
import dev.e2ei.core.group.Group;
import dev.e2ei.core.group.GroupEnvironment;
import dev.e2ei.core.group.GroupEpoch;
import dev.e2ei.core.group.GroupState;
import dev.e2ei.core.group.Operational;
import dev.e2ei.core.group.PendingCommit;
import dev.e2ei.spi.mls.CommitBundle;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes commits, has them delivered, and merges them. A commit is stored as pending before it is sent, and merged durably
 * once it was accepted; inside the delivery the host may read other members' commits by the same transaction.
 */
final class ConversationCommits {
    private static final int MOST_ATTEMPTS = 8;

    private final ConversationWork work;

    ConversationCommits(ConversationWork work) {
        this.work = work;
    }

    /** Commits until it is done; none if nothing was to be done from the beginning. */
    Optional<CommitResult> commit(ConversationId id, CommitIntent intent) {
        Operational group = work.idle(id);
        Optional<CommitMade> made = stage(group, intent);
        if (made.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(deliver(id, made.get(), intent));
    }

    /** Sends a pending commit again; none if there is none. */
    Optional<CommitResult> retry(ConversationId id) {
        GroupState state = work.current(id);
        Operational group = state.operational();
        if (!(state instanceof PendingCommit pending)) {
            return Optional.empty();
        }
        work.delivery();
        Bytes groupInfo = groupInfo(pending.staged().next().orElseThrow());
        return Optional.of(deliver(id, new CommitMade(pending, groupInfo), CommitIntents.pending()));
    }

    private Bytes groupInfo(GroupEpoch epoch) {
        GroupEnvironment environment = work.groupEnvironment(epoch.context().suite());
        return work.signing(
                epoch.signer().orElseThrow(OwnCredentials::unknown),
                signer -> new Group(environment).groupInfo(epoch, signer));
    }

    void clear(ConversationId id) {
        GroupState state = work.current(id);
        state.operational();
        if (state instanceof PendingCommit pending) {
            work.groups().change(new Group(work.groupEnvironment(state.suite())).clearPending(pending));
        }
    }

    /** Stores what is left of the intent as a pending commit; none if nothing is left. */
    private Optional<CommitMade> stage(Operational group, CommitIntent intent) {
        GroupEnvironment environment = work.groupEnvironment(group.suite());
        Optional<CommitMade> made = work.signing(
                group,
                signer -> intent.in(group).map(request -> {
                    work.delivery();
                    return new CommitBuilder(environment).build(group, request, signer);
                }));
        made.ifPresent(commit -> {
            work.groups().change(commit.state());
            work.scope().durable();
        });
        return made;
    }

    private CommitResult deliver(ConversationId id, CommitMade first, CommitIntent intent) {
        MlsTransport transport = work.delivery();
        CommitMade made = first;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            PendingCommit pending = made.state();
            CommitResult result = new CommitEffects(work, pending.suite()).result(pending.staged());
            MlsTransportResponse response = send(transport, made);
            GroupState now = work.current(id);
            boolean waiting =
                    now instanceof PendingCommit still && still.message().equals(pending.message());
            if (response instanceof MlsTransportResponse.Rejected rejected) {
                if (waiting) {
                    clear(id);
                    work.scope().durable();
                }
                throw new CommitRejectedException(rejected.reason());
            }
            if (!waiting && began(now, pending)) {
                return result;
            }
            if (response instanceof MlsTransportResponse.Accepted) {
                merge(now, waiting);
                return result;
            }
            if (!waiting) {
                Operational group = work.idle(id);
                Optional<CommitMade> again = stage(group, intent);
                if (again.isEmpty()) {
                    return new CommitEffects(work, group.suite()).unchanged(group);
                }
                made = again.get();
            }
        }
        throw new MlsException(
                ErrorCode.COMMIT_RETRY,
                "the delivery service asked to retry " + MOST_ATTEMPTS + " times; the commit is still pending");
    }

    private MlsTransportResponse send(MlsTransport transport, CommitMade made) {
        CommitBundle bundle =
                new CommitBundle(made.state().message(), made.state().welcome(), Optional.of(made.groupInfo()));
        return answered(work.scope().delivering(() -> transport.sendCommitBundle(bundle)));
    }

    /** What the host's transport said, if it said anything. */
    static MlsTransportResponse answered(@Nullable MlsTransportResponse response) {
        if (response == null) {
            throw new ProviderException(ErrorCode.PROVIDER_FAILED, "the MLS transport answered nothing");
        }
        return response;
    }

    /** Whether the epoch has begun that the commit leads to: the host has read it when it came back. */
    private static boolean began(GroupState now, PendingCommit pending) {
        return now instanceof Operational group
                && pending.staged()
                        .next()
                        .filter(next ->
                                next.confirmationTag().equals(group.current().confirmationTag()))
                        .isPresent();
    }

    private void merge(GroupState now, boolean waiting) {
        if (!waiting || !(now instanceof PendingCommit pending)) {
            throw new ProviderException(
                    ErrorCode.PROVIDER_FAILED,
                    "the delivery service accepted a commit of an epoch that another commit had ended");
        }
        work.groups().change(new Group(work.groupEnvironment(now.suite())).mergePending(pending));
        work.scope().durable();
    }
}
