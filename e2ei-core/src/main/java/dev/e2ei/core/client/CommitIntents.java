package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ExternalSender;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.core.authentication.MemberCredentials;
import dev.e2ei.core.framing.MlsMessageIn;
import dev.e2ei.core.group.CommitRequest;
import dev.e2ei.core.group.GroupExtensions;
import dev.e2ei.core.group.LeafSigner;
import dev.e2ei.core.group.Operational;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.ExternalSenderEntry;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** What the host's calls want a commit to do, checked as far as that is the caller's business. */
final class CommitIntents {
    private final ConversationWork work;

    CommitIntents(ConversationWork work) {
        this.work = work;
    }

    /** In a later epoch than the first those that somebody else has added are left out. */
    CommitIntent add(ConversationId id, Collection<Bytes> keyPackages) {
        if (keyPackages.isEmpty()) {
            throw new IllegalArgumentException("at least one key package is needed");
        }
        List<KeyPackage> parsed = keyPackages.stream()
                .map(octets -> MlsMessageIn.readKeyPackage(octets.toByteArray()))
                .toList();
        ClientId self = work.credentials().client(work.rows());
        if (parsed.stream().anyMatch(one -> isOf(one, self))) {
            throw new IllegalArgumentException("a client cannot add itself");
        }
        long first = work.current(id).epoch();
        return group -> {
            List<KeyPackage> left = parsed.stream()
                    .filter(one -> group.epoch() == first || !isThere(group, one))
                    .toList();
            return left.isEmpty() ? Optional.empty() : Optional.of(CommitRequest.add(left));
        };
    }

    private static boolean isOf(KeyPackage keyPackage, ClientId client) {
        return ConversationMembers.client(MemberCredentials.of(0, keyPackage.leaf()))
                .filter(client::equals)
                .isPresent();
    }

    private static boolean isThere(Operational group, KeyPackage keyPackage) {
        Bytes key = keyPackage.leaf().signatureKey();
        return group.members().stream()
                .anyMatch(member -> member.leaf().signatureKey().equals(key));
    }

    /** In a later epoch than the first those that somebody else has removed are left out. */
    CommitIntent remove(ConversationId id, Collection<ClientId> clients) {
        LinkedHashSet<ClientId> wanted = new LinkedHashSet<>(clients);
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("at least one client is needed");
        }
        if (wanted.contains(work.credentials().client(work.rows()))) {
            throw new IllegalArgumentException("a client cannot remove itself by a commit: propose it");
        }
        Operational present = work.current(id).operational();
        for (ClientId client : wanted) {
            if (ConversationMembers.leavesOf(present, client).isEmpty()) {
                throw new IllegalArgumentException(client + " is no member");
            }
        }
        return group -> {
            List<Integer> leaves = wanted.stream()
                    .flatMap(client -> ConversationMembers.leavesOf(group, client).stream())
                    .toList();
            return leaves.isEmpty() ? Optional.empty() : Optional.of(CommitRequest.remove(leaves));
        };
    }

    /** Nobody else can do it for this client. */
    static CommitIntent update() {
        return group -> Optional.of(CommitRequest.update());
    }

    static CommitIntent pending() {
        return group -> group.proposals().isEmpty() ? Optional.empty() : Optional.of(CommitRequest.pending());
    }

    CommitIntent externalSenders(ConversationId id, List<ExternalSender> senders) {
        List<ExternalSenderEntry> entries = ConversationExtensions.entries(
                senders, work.environment().crypto(work.current(id).suite()));
        return group -> {
            Extensions present = group.current().context().extensions();
            return Optional.of(CommitRequest.extensions(GroupExtensions.withExternalSenders(present, entries)));
        };
    }

    /** With the credential that the leaf has already, fresh keys are all that it brings. */
    static CommitIntent credential(LeafSigner successor) {
        return group -> Optional.of(CommitRequest.rotate(successor));
    }
}
