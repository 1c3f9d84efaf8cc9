package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.core.identity.ConversationStateRule;
import dev.e2ei.core.identity.DeviceVerdicts;
import dev.e2ei.core.identity.MemberCredential;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.tree.RatchetTree;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The states of conversations, each found once for as long as members, trust and the passing of time leave it. That not
 * everybody is proven is found anew each time: as soon as it is known, nobody else is judged.
 */
final class ConversationStates {
    private static final int CAPACITY = 1024;

    private final DeviceVerdicts verdicts;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Bytes, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Answer> eldest) {
            return size() > CAPACITY;
        }
    };

    /** Of one tree and one trust, which are immutable values: the same objects mean the same answer. */
    private record Answer(
            RatchetTree tree, TrustState trust, Instant from, Optional<Instant> until, E2eiConversationState state) {
        boolean holds(ConversationSnapshot asked, RatchetTree members) {
            return tree == members
                    && trust.equals(asked.trust())
                    && !asked.now().isBefore(from)
                    && until.filter(end -> !asked.now().isBefore(end)).isEmpty();
        }
    }

    ConversationStates(DeviceVerdicts verdicts) {
        this.verdicts = verdicts;
    }

    E2eiConversationState of(ConversationSnapshot conversation) {
        RatchetTree tree = conversation.operational().current().tree();
        Bytes id = conversation.group().groupId();
        lock.lock();
        try {
            Answer known = answers.get(id);
            if (known != null && known.holds(conversation, tree)) {
                return known.state;
            }
        } finally {
            lock.unlock();
        }
        List<MemberCredential> members = conversation.members();
        E2eiConversationState state = ConversationStateRule.state(members, conversation.reports(), conversation.now());
        if (state != E2eiConversationState.NotVerified) {
            remember(id, new Answer(tree, conversation.trust(), conversation.now(), end(conversation, members), state));
        }
        return state;
    }

    private void remember(Bytes id, Answer found) {
        lock.lock();
        try {
            answers.put(id, found);
        } finally {
            lock.unlock();
        }
    }

    /** When time alone can change what holds for all of them. */
    private Optional<Instant> end(ConversationSnapshot conversation, List<MemberCredential> members) {
        return members.stream()
                .flatMap(member -> member.chain().stream()
                        .map(chain ->
                                verdicts.judge(chain, member.signatureKey(), conversation.trust(), conversation.now())))
                .flatMap(finding -> finding.nextChange().stream())
                .min(Comparator.naturalOrder());
    }
}
