package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.framing.Content;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.proposal.Add;
import dev.e2ei.core.proposal.GroupContextExtensionsProposal;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.Remove;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.ExternalSenderEntry;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Proposals from outside")
class OutsideProposalsTest {
    private static final Sender SERVER = new Sender.External(0);

    private final TestGroup group = new TestGroup(TestClient.SUITE, false);
    private final TestMember founder = group.member(1, false);
    private final LeafSigner server = server();

    private LeafSigner server() {
        KeyPairOctets pair = founder.crypto.crypto().generateSignatureKeyPair();
        LeafSigner signer = new LeafSigner(
                new BasicCredential(Bytes.ofUtf8("wire-server")),
                Bytes.of(pair.publicKey()),
                Secret.copyOf(pair.privateKey()),
                Optional.empty());
        founder.create(group.config, List.of(new ExternalSenderEntry(signer.publicKey(), signer.credential())));
        group.add(founder, group.member(2, false), group.member(3, false));
        return signer;
    }

    private Bytes proposal(Sender sender, Proposal proposal, LeafSigner signer) {
        return new Forgery(founder).content(sender, new Content.ProposalContent(proposal), signer);
    }

    @Test
    @DisplayName("PR-12 of an external sender are kept and committed: Wire's backend removes members so")
    void externalSender() {
        Bytes message = proposal(SERVER, new Remove(2), server);
        for (TestMember member : group.active()) {
            Received.ProposalStored stored = assertInstanceOf(Received.ProposalStored.class, member.receive(message));
            assertEquals(SERVER, stored.sender());
            assertTrue(stored.leaf().isEmpty());
            member.assertStored();
        }
        group.commit(group.at(1), CommitRequest.pending());
        assertInstanceOf(Inactive.class, group.at(2).state());
    }

    @Test
    @DisplayName("MP-2 of an external sender are signed by its key, and by no other")
    void foreignKey() {
        Refusals.assertRefused("MP-2", group.at(1), proposal(SERVER, new Remove(2), founder.newest()));
        Refusals.assertRefused("MP-2", group.at(1), proposal(new Sender.External(1), new Remove(2), server));
    }

    @Test
    @DisplayName("PR-4 of an external sender obey the rules of any proposal")
    void invalid() {
        Refusals.assertRefused("PR-4", group.at(1), proposal(SERVER, new Remove(3), server));
        Refusals.assertRefused("PR-4", group.at(1), proposal(SERVER, new Remove(-1), server));
    }

    @Test
    @DisplayName("PR-9 may give the group other external senders, and end with them")
    void noMoreExternalSenders() {
        Bytes last = proposal(SERVER, new GroupContextExtensionsProposal(Extensions.NONE), server);
        group.active().forEach(member -> member.receive(last));
        group.commit(founder, CommitRequest.pending());
        assertEquals(Extensions.NONE, founder.epoch().context().extensions());
        Refusals.assertRefused("MP-2", group.at(1), proposal(SERVER, new Remove(2), server));
    }

    @Test
    @DisplayName("MP-3 of a newcomer are that it be added, signed by the key of its leaf")
    void newcomer() {
        TestMember newcomer = group.member(4, false);
        Add add = new Add(newcomer.keyPackage());
        Bytes forged = proposal(new Sender.NewMemberProposal(), add, founder.newest());
        Refusals.assertRefused("MP-2", group.at(1), forged);
        Bytes message = proposal(new Sender.NewMemberProposal(), add, newcomer.newest());
        group.active().forEach(member -> member.receive(message));
        group.commit(group.at(1), CommitRequest.pending(), newcomer);
        assertEquals(4, group.active().size());
    }
}
