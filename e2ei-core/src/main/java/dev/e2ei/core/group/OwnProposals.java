package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.framing.AuthenticatedContent;
import dev.e2ei.core.framing.Content;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.proposal.Add;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.ProposalRules;
import dev.e2ei.core.proposal.QueuedProposal;
import dev.e2ei.core.proposal.Remove;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.proposal.Update;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafNodeDraft;
import dev.e2ei.core.tree.LeafPosition;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.Optional;

/** Proposals of this client, RFC 9420, section 12.1: checked as a receiver will, kept as those of others are. */
public final class OwnProposals {
    private final GroupEnvironment environment;
    private final LabeledCrypto crypto;
    private final OwnMessages messages;

    /**
     * As of one instant.
     *
     * @param environment trust, randomness, bounds
     */
    public OwnProposals(GroupEnvironment environment) {
        this.environment = environment;
        this.crypto = environment.crypto();
        this.messages = new OwnMessages(environment);
    }

    /** Proposes a new member; see {@link #propose}. */
    public MessageMade add(GroupState state, KeyPackage keyPackage, LeafSigner signer) {
        return propose(state, new Add(keyPackage), signer);
    }

    /** Proposes that the member at a leaf goes, maybe this client itself; see {@link #propose}. */
    public MessageMade remove(GroupState state, int leafIndex, LeafSigner signer) {
        return propose(state, new Remove(leafIndex), signer);
    }

    /**
     * Proposes a new key for the own leaf, and another credential if one is given. The key is kept with the proposal, for
     * whoever commits it.
     *
     * @param successor another credential or key
     * @see #propose
     */
    public MessageMade update(GroupState state, Optional<LeafSigner> successor, LeafSigner signer) {
        Operational group = idle(state);
        GroupEpoch current = group.current();
        LeafNode before = OwnMessages.ownLeaf(current, signer);
        LeafSigner next = successor.orElse(signer);
        KeyPairOctets pair = crypto.crypto().generateHpkeKeyPair();
        try (Secret leafKey = Secret.copyOf(pair.privateKey())) {
            LeafNodeDraft draft = LeafSigner.draft(before, successor);
            LeafPosition position = new LeafPosition(group.groupId(), current.ownLeaf());
            LeafNode leaf = next.privateKey()
                    .use(key -> LeafNode.sign(
                            crypto, draft.forUpdate(Bytes.of(pair.publicKey())), Optional.of(position), key));
            return propose(
                    group,
                    new Update(leaf),
                    signer,
                    Optional.of(leafKey),
                    successor.map(LeafSigner::ref).orElse(current.signer()));
        } finally {
            pair.wipe();
        }
    }

    /**
     * Proposes anything that is not an Update.
     *
     * @param state the group, without a pending commit
     * @param proposal what is proposed
     * @param signer the own leaf's key as it is in this epoch
     * @return the group with the proposal waiting
     * @throws dev.e2ei.api.error.MessageRejectedException with the rule that the proposal breaks
     * @throws MlsException with code {@code COMMIT_PENDING}, {@code MLS_LIMIT} or {@code NOT_A_MEMBER}
     * @throws IllegalArgumentException if the signer has another key than the own leaf
     */
    public MessageMade propose(GroupState state, Proposal proposal, LeafSigner signer) {
        Operational group = idle(state);
        if (proposal instanceof Update) {
            throw new IllegalArgumentException("an Update has a key of its own to be kept");
        }
        OwnMessages.ownLeaf(group.current(), signer);
        return propose(group, proposal, signer, Optional.empty(), Optional.empty());
    }

    private static Operational idle(GroupState state) {
        Operational group = state.operational();
        if (state instanceof PendingCommit) {
            throw new MlsException(ErrorCode.COMMIT_PENDING, "CM-7: a commit waits for the delivery service");
        }
        return group;
    }

    private MessageMade propose(
            Operational group,
            Proposal proposal,
            LeafSigner signer,
            Optional<Secret> leafKey,
            Optional<CredentialRef> next) {
        GroupEpoch current = group.current();
        Sender sender = new Sender.Member(current.ownLeaf());
        new ProposalRules(
                        current.tree(),
                        current.context(),
                        crypto,
                        environment.leafRules(),
                        environment.admission(),
                        true)
                .check(new QueuedProposal(proposal, sender, Optional.empty()));
        AuthenticatedContent content = messages.sign(group, new Content.ProposalContent(proposal), Bytes.EMPTY, signer)
                .complete();
        OwnMessages.Ready ready = messages.protect(group, content);
        StoredProposals waiting = ready.group()
                .proposals()
                .with(content.proposalRef(crypto), proposal, sender, leafKey.map(Secret::copy), next);
        return new MessageMade(ready.group().withProposals(waiting), ready.message());
    }
}
