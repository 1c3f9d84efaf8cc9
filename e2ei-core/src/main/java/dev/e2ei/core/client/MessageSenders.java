package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.DeviceReport;
import dev.e2ei.api.conversation.MessageSender;
import dev.e2ei.api.conversation.MessageSender.Kind;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.core.authentication.MemberCredentials;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.group.Operational;
import dev.e2ei.core.group.SendingLeaf;
import dev.e2ei.core.identity.ClaimedClient;
import dev.e2ei.core.identity.DeviceReports;
import dev.e2ei.core.identity.MemberCredential;
import dev.e2ei.core.proposal.Add;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.tree.ExternalSenderEntry;
import dev.e2ei.core.tree.LeafNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who sent something: always the leaf that signed it, judged as of then and as of now. */
final class MessageSenders {
    private final DeviceReports reports;
    private final Instant now;

    MessageSenders(DeviceReports reports, Instant now) {
        this.reports = reports;
        this.now = now;
    }

    MessageSender of(SendingLeaf sender) {
        return member(
                Kind.MEMBER,
                Optional.of(sender.leafIndex()),
                sender.leaf(),
                sender.epochEnded().orElse(now));
    }

    /** Of a proposal in the current epoch. */
    MessageSender of(Operational group, Sender sender, Optional<LeafNode> leaf, Proposal proposal) {
        if (sender instanceof Sender.External external) {
            return external(group, external.senderIndex());
        }
        Optional<LeafNode> shown = leaf.isEmpty() && proposal instanceof Add add
                ? Optional.of(add.keyPackage().leaf())
                : leaf;
        Kind kind = sender instanceof Sender.Member ? Kind.MEMBER : Kind.NEW_MEMBER_PROPOSAL;
        return shown.map(found -> member(kind, index(sender), found, now)).orElseGet(() -> nobody(kind, index(sender)));
    }

    /** Of a commit, with the leaf that the sender has after it. */
    MessageSender ofCommit(Sender sender, Optional<Integer> leafIndex, Optional<LeafNode> leaf) {
        Kind kind = sender instanceof Sender.Member ? Kind.MEMBER : Kind.NEW_MEMBER_COMMIT;
        Optional<Integer> index = leafIndex.or(() -> index(sender));
        return leaf.map(found -> member(kind, index, found, now)).orElseGet(() -> nobody(kind, index));
    }

    private static Optional<Integer> index(Sender sender) {
        return sender instanceof Sender.Member member ? Optional.of(member.leafIndex()) : Optional.empty();
    }

    private static MessageSender nobody(Kind kind, Optional<Integer> leafIndex) {
        return new MessageSender(kind, leafIndex, Bytes.EMPTY, Optional.empty(), Optional.empty(), Optional.empty());
    }

    MessageSender member(Kind kind, Optional<Integer> leafIndex, LeafNode leaf, Instant then) {
        MemberCredential member = MemberCredentials.of(leafIndex.orElse(0), leaf);
        DeviceReport today = reports.report(member, now);
        Optional<WireIdentity> before =
                then.equals(now) ? today.identity() : reports.ofBacklog().identity(member, then);
        return new MessageSender(kind, leafIndex, today.member().identity(), member.chain(), before, today.identity());
    }

    private MessageSender external(Operational group, int index) {
        List<ExternalSenderEntry> senders = ConversationExtensions.senders(
                        group.current().context().extensions())
                .senders();
        ExternalSenderEntry entry = senders.get(index);
        if (entry.credential() instanceof BasicCredential basic
                && ClaimedClient.of(basic.identity()).isEmpty()) {
            return new MessageSender(
                    Kind.EXTERNAL,
                    Optional.empty(),
                    basic.identity(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        MemberCredential member = MemberCredentials.of(0, entry.credential(), entry.signatureKey());
        DeviceReport today = reports.report(member, now);
        return new MessageSender(
                Kind.EXTERNAL,
                Optional.empty(),
                today.member().identity(),
                member.chain(),
                today.identity(),
                today.identity());
    }
}
