package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.error.CommitRejectedException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.core.framing.MlsMessageIn;
import dev.e2ei.core.group.Group;
import dev.e2ei.core.group.GroupState;
import dev.e2ei.core.group.LeafSigner;
import dev.e2ei.core.group.MessageMade;
import dev.e2ei.core.group.Operational;
import dev.e2ei.core.group.OwnProposals;
import dev.e2ei.core.group.StoredProposal;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportResponse;
import java.util.Optional;
import java.util.function.BiFunction;

/** Own proposals: durable before they are sent, forgotten when the delivery service refuses them. */
final class ConversationProposals {
    private static final int MOST_ATTEMPTS = 8;

    private final ConversationWork work;

    ConversationProposals(ConversationWork work) {
        this.work = work;
    }

    Bytes add(ConversationId id, Bytes keyPackage) {
        KeyPackage parsed = MlsMessageIn.readKeyPackage(keyPackage.toByteArray());
        Operational group = work.idle(id);
        OwnProposals proposals = new OwnProposals(work.groupEnvironment(group.suite()));
        return send(id, group, (state, signer) -> proposals.add(state, parsed, signer));
    }

    Bytes remove(ConversationId id, ClientId client) {
        Operational group = work.idle(id);
        int leaf = ConversationMembers.leavesOf(group, client).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(client + " is no member"));
        OwnProposals proposals = new OwnProposals(work.groupEnvironment(group.suite()));
        return send(id, group, (state, signer) -> proposals.remove(state, leaf, signer));
    }

    Bytes update(ConversationId id) {
        Operational group = work.idle(id);
        OwnProposals proposals = new OwnProposals(work.groupEnvironment(group.suite()));
        return send(id, group, (state, signer) -> proposals.update(state, Optional.empty(), signer));
    }

    private Bytes send(
            ConversationId id, Operational group, BiFunction<GroupState, LeafSigner, MessageMade> proposing) {
        MlsTransport transport = work.delivery();
        MessageMade made = work.signing(group, signer -> proposing.apply(group, signer));
        work.groups().change(made.state());
        work.scope().durable();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            MlsTransportResponse response = ConversationCommits.answered(work.scope()
                    .delivering(() -> transport.sendMessage(made.message().toByteArray())));
            if (response instanceof MlsTransportResponse.Accepted) {
                return made.message();
            }
            if (response instanceof MlsTransportResponse.Rejected rejected) {
                withdraw(id, made);
                throw new CommitRejectedException(rejected.reason());
            }
            if (work.current(id).epoch() != group.epoch()) {
                throw new MlsException(
                        ErrorCode.COMMIT_RETRY, "another epoch began before the proposal was sent: propose again");
            }
        }
        withdraw(id, made);
        throw new MlsException(
                ErrorCode.COMMIT_RETRY, "the delivery service asked to retry " + MOST_ATTEMPTS + " times");
    }

    /** The proposal that was made last, if its epoch lasts still. */
    private void withdraw(ConversationId id, MessageMade made) {
        StoredProposal last = made.state().operational().proposals().all().stream()
                .reduce((one, other) -> other)
                .orElseThrow();
        GroupState state = work.current(id);
        if (state.operational().proposals().find(last.ref()).isPresent()) {
            work.groups().change(new Group(work.groupEnvironment(state.suite())).withdraw(state, last.ref()));
            work.scope().durable();
        }
    }
}
