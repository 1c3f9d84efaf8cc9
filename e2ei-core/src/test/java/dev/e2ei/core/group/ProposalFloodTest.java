package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.framing.Content;
import dev.e2ei.core.proposal.PreSharedKeyProposal;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.ProposalRef;
import dev.e2ei.core.proposal.Remove;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.schedule.PreSharedKeyId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("COD-11 PR-1 A member that proposes without end")
class ProposalFloodTest {
    private static final int MIB = 1024 * 1024;

    private final TestGroup group = TestGroup.of(3, false);
    private final TestMember flooder = group.at(0);
    private final TestMember victim = group.at(1);

    private static Proposal large(int number) {
        byte[] id = new byte[12 * MIB];
        id[0] = (byte) number;
        return new PreSharedKeyProposal(
                new PreSharedKeyId.External(Bytes.of(id), Bytes.of(TestMember.RANDOM.bytes(32))));
    }

    private Bytes message(Proposal proposal) {
        return new Forgery(flooder).content(new Sender.Member(0), new Content.ProposalContent(proposal));
    }

    private static StoredProposals with(StoredProposals before, int number) {
        Proposal proposal = large(number);
        ProposalRef ref = new ProposalRef(Bytes.of(new byte[] {(byte) number}));
        return before.with(ref, proposal, new Sender.Member(0), Optional.empty(), Optional.empty());
    }

    private static void assertFull(Executable call) {
        assertEquals(ErrorCode.MLS_LIMIT, assertThrows(MlsException.class, call).code());
    }

    @Test
    @DisplayName("is not heard beyond a bound of octets, counted after a restart as well")
    void octets() {
        StoredProposals two = with(with(StoredProposals.NONE, 1), 2);
        assertFull(() -> with(two, 3));
        StoredProposals read = StoredProposals.of(List.copyOf(two.all()));
        assertFull(() -> with(read, 3));
        assertEquals(
                3,
                with(read.without(two.all().iterator().next().ref()), 3).all().size() + 1);
    }

    @Test
    @DisplayName("changes nothing by what is not heard; small proposals and the next commit still count")
    void full() {
        GroupState before = victim.state();
        GroupState one = victim.group().receive(before, message(large(1))).state();
        GroupState two = victim.group().receive(one, message(large(2))).state();
        Bytes third = message(large(3));
        StoredProposals waiting = two.operational().proposals();
        assertFull(() -> victim.group().receive(two, third));
        assertSame(waiting, two.operational().proposals());
        Bytes small = flooder.propose(own -> own.propose(flooder.state(), new Remove(2), flooder.signer()))
                .message();
        GroupState three = victim.group().receive(two, small).state();
        Bytes commit = new CommitBuilder(victim.environment())
                .build(three, CommitRequest.pending(), victim.signer())
                .state()
                .message();
        flooder.process(commit);
        assertEquals(before.epoch() + 1, flooder.state().epoch());
    }
}
