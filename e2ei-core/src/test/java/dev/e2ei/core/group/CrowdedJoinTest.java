package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.core.proposal.Add;
import dev.e2ei.core.proposal.ExternalInitProposal;
import dev.e2ei.core.proposal.GroupContextExtensionsProposal;
import dev.e2ei.core.proposal.PreSharedKeyProposal;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.ProposalOrRef;
import dev.e2ei.core.proposal.Remove;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.tree.Extensions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who joins from outside")
class CrowdedJoinTest {
    private static final Bytes PSK = Bytes.ofUtf8("a key from outside");

    private final TestGroup group = TestGroup.of(3, false);
    private final TestMember alice = group.at(0);
    private final TestMember bob = group.at(1);
    private final TestMember stranger = new TestMember(group.suite, 9, TestGroup.ID, MlsProfile.wire(), false);

    private CrowdedJoin join() {
        return new CrowdedJoin(stranger, stranger.newest(), alice.groupInfo());
    }

    private void assertRefused(String rule, CrowdedJoin join) {
        Bytes message = join.message();
        group.active().forEach(member -> Refusals.assertRefused(rule, member, message));
    }

    private void assertRefused(ProposalOrRef named) {
        CrowdedJoin join = join();
        join.named = List.of(named);
        assertRefused("PL-7", join);
    }

    @Test
    @DisplayName("PL-7 brings ExternalInit once, and nothing else but pre-shared keys, and nothing by reference")
    void bringsNothingElse() {
        Proposal proposal = new Remove(2);
        Bytes message = bob.propose(own -> own.propose(bob.state(), proposal, bob.signer()))
                .message();
        Received.ProposalStored stored = assertInstanceOf(Received.ProposalStored.class, alice.receive(message));
        group.at(2).receive(message);
        assertRefused(stored.ref());
        assertRefused(new ExternalInitProposal(Bytes.of(new byte[32])));
        assertRefused(new GroupContextExtensionsProposal(Extensions.NONE));
        assertRefused(new Add(new TestMember(group.suite, 10, TestGroup.ID, MlsProfile.wire(), false).keyPackage()));
    }

    @Test
    @DisplayName("EX-3 MP-3 signs no commit without a path")
    void path() {
        CrowdedJoin join = join();
        join.withPath = false;
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, join::message);
        assertTrue(refused.getMessage().startsWith("MP-3:"), refused.getMessage());
    }

    @Test
    @DisplayName("EX-6 EX-10 may bring pre-shared keys by value, which go into the new epoch's secrets")
    void preSharedKeys() {
        Secret key = Secret.copyOf(new byte[32]);
        stranger.psks.put(PSK, key);
        CrowdedJoin join = join();
        join.applied = List.of(
                new PreSharedKeyProposal(new PreSharedKeyId.External(PSK, Bytes.of(TestMember.RANDOM.bytes(32)))));
        Bytes message = join.message();
        group.active().forEach(member -> Refusals.assertRefused(ErrorCode.PSK_UNKNOWN, member, message));
        bob.psks.put(PSK, Secret.copyOf(new byte[] {1}));
        Refusals.assertRefused("PC-6", bob, message);
        bob.psks.putAll(Map.of(PSK, key));
        List.of(alice, group.at(2)).forEach(member -> member.psks.put(PSK, key));
        group.active().forEach(member -> assertInstanceOf(Received.CommitReceived.class, member.process(message)));
        group.assertAgreed();
        assertEquals(4, alice.epoch().tree().memberCount());
    }
}
