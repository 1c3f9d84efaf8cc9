package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.authentication.MemberCredentials;
import dev.e2ei.core.group.GroupRepository;
import dev.e2ei.core.group.GroupState;
import dev.e2ei.core.group.GroupSummary;
import dev.e2ei.core.group.PendingCommit;
import dev.e2ei.core.group.PendingJoin;
import dev.e2ei.core.group.PendingJoinRepository;
import dev.e2ei.core.identity.MemberCredential;
import dev.e2ei.core.store.Rows;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All conversations of a client, as somebody sees them who has the given rows. */
final class Conversations {
    private final GroupRepository repository;
    private final PendingJoinRepository joins = new PendingJoinRepository();

    /** How a group is read: from the store, or as a transaction has it. */
    interface Reader {
        <T extends @Nullable Object> T read(GroupSummary group, Function<GroupState, T> query);
    }

    Conversations(GroupRepository repository) {
        this.repository = repository;
    }

    Set<ConversationId> ids(Rows rows) {
        Set<ConversationId> ids = new LinkedHashSet<>();
        repository.all(rows).forEach(group -> ids.add(new ConversationId(group.groupId())));
        return ids;
    }

    void require(Rows rows, ConversationId id) {
        if (repository.version(rows, id.octets()).isEmpty()) {
            throw GroupCache.notFound();
        }
    }

    /** Every certified device in any of them, each once. */
    Collection<MemberCredential> certifiedMembers(Rows rows, Reader reader) {
        Map<List<Bytes>, MemberCredential> members = new LinkedHashMap<>();
        for (GroupSummary group : repository.all(rows)) {
            if (group.active()) {
                reader.read(group, state -> {
                    state.operational().members().stream()
                            .map(member -> MemberCredentials.of(member.leafIndex(), member.leaf()))
                            .filter(member -> member.chain().isPresent())
                            .forEach(member -> members.putIfAbsent(
                                    List.of(member.chain().orElseThrow().leaf(), member.signatureKey()), member));
                    return null;
                });
            }
        }
        return members.values();
    }

    /**
     * A credential may go when no conversation shows it, or is about to.
     *
     * @throws MlsException with code {@code CREDENTIAL_IN_USE}
     */
    void requireUnused(Rows rows, Reader reader, CredentialRef credential) {
        for (GroupSummary group : repository.all(rows)) {
            boolean used = group.active()
                    && (group.signer().filter(credential::equals).isPresent()
                            || reader.read(group, state -> isComing(state, credential)));
            if (used) {
                throw inUse(new ConversationId(group.groupId()));
            }
        }
        List<PendingJoin> waiting = joins.all(rows);
        try {
            for (PendingJoin join : waiting) {
                if (join.next().signer().filter(credential::equals).isPresent()) {
                    throw inUse(new ConversationId(join.groupId()));
                }
            }
        } finally {
            waiting.forEach(PendingJoin::discard);
        }
    }

    private static boolean isComing(GroupState state, CredentialRef credential) {
        return state instanceof PendingCommit pending
                && pending.staged()
                        .next()
                        .flatMap(next -> next.signer())
                        .filter(credential::equals)
                        .isPresent();
    }

    private static MlsException inUse(ConversationId id) {
        return new MlsException(
                ErrorCode.CREDENTIAL_IN_USE,
                "the conversation " + id + " uses the credential: give it another one by setCredentialByRef first");
    }
}
