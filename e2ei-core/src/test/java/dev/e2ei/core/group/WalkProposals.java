package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.framing.AuthenticatedContent;
import dev.e2ei.core.framing.Content;
import dev.e2ei.core.framing.FramedContent;
import dev.e2ei.core.framing.MessageProtection;
import dev.e2ei.core.framing.MlsMessageOut;
import dev.e2ei.core.framing.WireFormat;
import dev.e2ei.core.proposal.Add;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.Remove;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.ExternalSenderEntry;
import dev.e2ei.core.tree.TreeLeaf;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.List;
import java.util.Optional;

/** Proposals of a walk: of members, of a backend, of those who want to be added. */
final class WalkProposals {
    private final GroupWalk walk;
    private final KeyPairOctets backendKeys;

    WalkProposals(GroupWalk walk) {
        this.walk = walk;
        this.backendKeys = walk.group.at(0).crypto.crypto().generateSignatureKeyPair();
    }

    ExternalSenderEntry backend() {
        return new ExternalSenderEntry(
                Bytes.of(backendKeys.publicKey()), new BasicCredential(Bytes.ofUtf8("wire-server")));
    }

    /** The group's extensions with one more or one less who may propose from outside; the backend stays the first. */
    Extensions otherExtensions() {
        GroupContext context = walk.member().epoch().context();
        ExternalSenderEntry another = new ExternalSenderEntry(
                Bytes.of(
                        walk.member().crypto.crypto().generateSignatureKeyPair().publicKey()),
                new BasicCredential(Bytes.ofUtf8("another")));
        List<ExternalSenderEntry> senders =
                walk.random.nextBoolean() ? List.of(backend()) : List.of(backend(), another);
        return GroupExtensions.withExternalSenders(context.extensions(), senders);
    }

    boolean propose() {
        TestMember proposer = walk.member();
        Optional<MessageMade> made = switch (walk.random.nextInt(4)) {
            case 0 ->
                walk.outsider()
                        .map(TestMember::keyPackage)
                        .map(keyPackage ->
                                proposer.propose(own -> own.add(proposer.state(), keyPackage, proposer.signer())));
            case 1 -> {
                TreeLeaf leaf = walk.pick(proposer.epoch().tree().leaves());
                yield Optional.of(
                        proposer.propose(own -> own.remove(proposer.state(), leaf.index(), proposer.signer())));
            }
            default -> {
                Optional<LeafSigner> successor = walk.random.nextBoolean()
                        ? Optional.of(proposer.freshKey(proposer.certified()))
                        : Optional.empty();
                yield Optional.of(proposer.propose(own -> own.update(proposer.state(), successor, proposer.signer())));
            }
        };
        made.ifPresent(message -> walk.group.deliver(proposer, message.message()));
        return made.isPresent();
    }

    boolean proposeFromOutside() {
        GroupContext context = walk.member().epoch().context();
        if (walk.random.nextBoolean()) {
            int leaf = walk.pick(walk.member().epoch().tree().leaves()).index();
            send(sign(context, new Sender.External(0), new Remove(leaf), backendKeys.privateKey()), context);
            return true;
        }
        Optional<TestMember> newcomer = walk.outsider();
        newcomer.ifPresent(one -> {
            Proposal add = new Add(one.keyPackage());
            send(
                    one.newest().privateKey().use(key -> sign(context, new Sender.NewMemberProposal(), add, key)),
                    context);
        });
        return newcomer.isPresent();
    }

    private AuthenticatedContent sign(GroupContext context, Sender sender, Proposal proposal, byte[] key) {
        // Signatures may be the same each time, and then it would be one proposal that comes twice.
        Bytes different = Bytes.of(TestMember.RANDOM.bytes(8));
        FramedContent content = FramedContent.of(
                context.groupId(), context.epoch(), sender, different, new Content.ProposalContent(proposal));
        return protection()
                .sign(WireFormat.PUBLIC_MESSAGE, content, context, key)
                .complete();
    }

    private void send(AuthenticatedContent content, GroupContext context) {
        Bytes message = MlsMessageOut.of(protection().publicMessage(content, context, Optional.empty()))
                .octets();
        walk.active().forEach(member -> member.receive(message));
    }

    private MessageProtection protection() {
        return new MessageProtection(walk.group.at(0).crypto, TestMember.RANDOM);
    }
}
