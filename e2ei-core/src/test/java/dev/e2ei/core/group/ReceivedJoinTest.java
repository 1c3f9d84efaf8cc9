package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.proposal.ExternalInitProposal;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.Remove;
import dev.e2ei.core.schedule.ExternalInit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("External commits of others")
class ReceivedJoinTest {
    private final TestGroup group = TestGroup.of(3, false);
    private final TestMember alice = group.at(0);
    private final TestMember stranger = new TestMember(group.suite, 9, TestGroup.ID, MlsProfile.wire(), true);

    private Bytes commit(ForgedJoin forged, LeafSigner signer, Proposal... others) {
        try (ExternalInit init = forged.init()) {
            List<Proposal> proposals = new ArrayList<>();
            proposals.add(new ExternalInitProposal(init.kemOutput()));
            proposals.addAll(List.of(others));
            return forged.commit(init, proposals, signer);
        }
    }

    private void assertRefused(String rule, Bytes message) {
        for (TestMember member : group.active()) {
            Map<String, String> before = RecordedRows.of(member.state()).content();
            MessageRejectedException refused =
                    assertThrows(MessageRejectedException.class, () -> member.process(message));
            assertEquals(rule, refused.rule(), refused.getMessage());
            assertEquals(before, RecordedRows.of(member.state()).content());
        }
        group.commit(alice, CommitRequest.update());
    }

    @Test
    @DisplayName("EX-4 are taken when they are right, so that what follows fails for its own reason")
    void right() {
        group.deliver(stranger, commit(new ForgedJoin(stranger, alice), stranger.newest()));
        group.assertAgreed();
        assertEquals(4, alice.epoch().tree().memberCount());
    }

    @Test
    @DisplayName("PL-7 remove nobody but the joiner's former self")
    void removesSomebodyElse() {
        assertRefused("PL-7", commit(new ForgedJoin(stranger, alice), stranger.newest(), new Remove(1)));
    }

    @Test
    @DisplayName("CR-2 show a certificate of the key that signs")
    void anothersCertificate() {
        LeafSigner certified = stranger.newest();
        LeafSigner other = stranger.freshKey(true);
        LeafSigner mixed =
                new LeafSigner(certified.credential(), other.publicKey(), other.privateKey(), Optional.empty());
        assertRefused("CR-2", commit(new ForgedJoin(stranger, alice), mixed));
    }

    @Test
    @DisplayName("LN-13 have a key that no member has")
    void aMembersKey() {
        LeafSigner member = alice.signer();
        LeafSigner stolen = new LeafSigner(
                stranger.newest().credential(), member.publicKey(), member.privateKey(), Optional.empty());
        assertRefused("LN-13", commit(new ForgedJoin(stranger, alice), stolen));
    }

    @Test
    @DisplayName("CR-4 do not replace a certified leaf by a Basic one")
    void succession() {
        TestMember bob = group.at(1);
        group.commit(bob, CommitRequest.rotate(bob.freshKey(true)));
        LeafSigner basic = bob.freshKey(false);
        assertRefused("CR-4", commit(new ForgedJoin(bob, alice), basic, new Remove(1)));
    }

    @Test
    @DisplayName("LN-3, EX-5 have a leaf that is signed for its place in this group")
    void anotherPlace() {
        assertRefused("LN-3", commit(new ForgedJoin(stranger, alice).signedForAnotherPlace(), stranger.newest()));
    }

    @Test
    @DisplayName("PC-6, EX-10 go on with the secret that members export")
    void anotherSecret() {
        assertRefused("PC-6", commit(new ForgedJoin(stranger, alice).withAnotherSecret(), stranger.newest()));
    }
}
