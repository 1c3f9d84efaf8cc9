package dev.e2ei.core.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.schedule.RatchetId;
import dev.e2ei.core.schedule.RatchetKind;
import dev.e2ei.core.schedule.SecretTree;
import dev.e2ei.core.schedule.TranscriptHash;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Messages from one member to another")
class MessageExchangeTest {
    private static final TestEpoch EPOCH = new TestEpoch();

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("MP-1 MP-8 MP-10 every kind of content, in every form, in every suite")
    void everySuite(Ciphersuite suite) {
        TestEpoch epoch = new TestEpoch(suite);
        for (Content content : List.of(TestEpoch.REMOVE, epoch.commit(), epoch.add())) {
            VerifiedContent open = epoch.receive(epoch.publicMessage(0, content));
            assertEquals(content, open.content());
            assertEquals(Optional.empty(), open.secretTree());
        }
        for (Content content : List.of(TestEpoch.APPLICATION, TestEpoch.REMOVE, epoch.commit(), epoch.add())) {
            VerifiedContent hidden = epoch.receive(epoch.privateMessage(0, content));
            assertEquals(content, hidden.content());
            assertEquals(new Sender.Member(0), hidden.sender());
            assertEquals(epoch.members.get(0).publicKey(), hidden.senderKey());
            assertEquals(Bytes.ofUtf8("aad"), hidden.authenticatedData());
            assertTrue(hidden.secretTree().isPresent());
        }
    }

    @Test
    @DisplayName("MP-1 MP-2 MP-3 what comes from without: external sender, newcomer, external commit")
    void fromOutside() {
        VerifiedContent external =
                EPOCH.receive(EPOCH.publicMessage(new Sender.External(0), TestEpoch.REMOVE, EPOCH.outsider));
        assertEquals(new Sender.External(0), external.sender());
        assertEquals(EPOCH.outsider.publicKey(), external.senderKey());
        EPOCH.receive(EPOCH.publicMessage(new Sender.NewMemberProposal(), EPOCH.add(), EPOCH.outsider));
        VerifiedContent commit = EPOCH.receive(
                EPOCH.publicMessage(new Sender.NewMemberCommit(), EPOCH.externalCommit(), EPOCH.outsider));
        assertEquals(EPOCH.outsider.publicKey(), commit.senderKey());
    }

    @Test
    @DisplayName("MP-10: each message has another reuse guard, so that a generation used twice has two nonces")
    void reuseGuard() {
        Set<Bytes> ciphertexts = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            ciphertexts.add(EPOCH.privateMessage(0, TestEpoch.APPLICATION).ciphertext());
        }
        assertEquals(20, ciphertexts.size());
        SenderData data = new SenderData(1, 2, Bytes.of((byte) 1, (byte) 2, (byte) 3, (byte) -4));
        byte[] nonce = new byte[12];
        nonce[3] = 1;
        assertEquals("010203fd0000000000000000", Bytes.of(data.guarded(nonce)).hex());
        assertEquals(1, nonce[3]);
        assertThrows(IllegalArgumentException.class, () -> new SenderData(1, 2, Bytes.of((byte) 1)));
    }

    @Test
    @DisplayName("MP-12: handshakes and application data have ratchets of their own")
    void ratchets() {
        RatchetId handshake = new RatchetId(0, RatchetKind.HANDSHAKE);
        RatchetId application = new RatchetId(0, RatchetKind.APPLICATION);
        SecretTree after = EPOCH.privateMessage(0, TestEpoch.REMOVE, EPOCH.tree).secretTree();
        assertEquals(1, after.ratchet(handshake).orElseThrow().generation());
        assertEquals(0, after.ratchet(application).orElseThrow().generation());
        SecretTree third = EPOCH.privateMessage(0, TestEpoch.APPLICATION, after).secretTree();
        assertEquals(1, third.ratchet(handshake).orElseThrow().generation());
        assertEquals(1, third.ratchet(application).orElseThrow().generation());
    }

    @Test
    @DisplayName("MP-11: the length of what is hidden is a multiple of the block")
    void padding() {
        int tag = EPOCH.crypto.crypto().aeadTagLength();
        for (int length = 0; length < 70; length++) {
            Content content = new Content.ApplicationContent(Bytes.of(new byte[length]));
            PrivateMessage message = EPOCH.privateMessage(0, content);
            assertEquals(0, (message.ciphertext().size() - tag) % 32);
            assertEquals(content, EPOCH.receive(message).content());
        }
        assertEquals(0, new Padding(0).after(5));
        assertEquals(0, new Padding(5).after(10));
        assertEquals(4, new Padding(5).after(11));
        assertThrows(IllegalArgumentException.class, () -> new Padding(-1));
    }

    @Test
    @DisplayName("KS-4: the same commit as public and as private message has different hashes; CS-1 so has a proposal")
    void wireFormatCounts() {
        TranscriptHash transcript = new TranscriptHash(EPOCH.crypto);
        Set<Bytes> hashes = new HashSet<>();
        Set<Bytes> refs = new HashSet<>();
        for (WireFormat format : List.of(WireFormat.PUBLIC_MESSAGE, WireFormat.PRIVATE_MESSAGE)) {
            AuthenticatedContent commit =
                    EPOCH.signed(format, EPOCH.framed(new Sender.Member(0), EPOCH.commit()), EPOCH.members.get(0));
            hashes.add(transcript.confirmed(Bytes.EMPTY, commit.transcriptInput()));
            AuthenticatedContent proposal =
                    EPOCH.signed(format, EPOCH.framed(new Sender.Member(0), TestEpoch.REMOVE), EPOCH.members.get(0));
            refs.add(proposal.proposalRef(EPOCH.crypto).hash());
            assertEquals(
                    EPOCH.crypto.refHash("MLS 1.0 Proposal Reference", AuthenticatedContent.CODEC.toOctets(proposal)),
                    proposal.proposalRef(EPOCH.crypto).hash());
        }
        assertEquals(2, hashes.size());
        assertEquals(2, refs.size());
    }

    @Test
    @DisplayName("KS-4: a commit is hashed alike by who signed it and by who received it")
    void transcriptOfBothSides() {
        FramedContent content = EPOCH.framed(new Sender.Member(0), EPOCH.commit());
        SignedContent signed = EPOCH.protection.sign(
                WireFormat.PRIVATE_MESSAGE,
                content,
                EPOCH.context,
                EPOCH.members.get(0).privateKey());
        AuthenticatedContent whole = signed.confirmed(TestEpoch.TAG);
        PrivateMessage message = EPOCH.protection
                .privateMessage(whole, EPOCH.of(0), new Padding(0))
                .message();
        AuthenticatedContent received = EPOCH.receive(message).authenticated();
        assertEquals(Bytes.of(signed.transcriptInput()), Bytes.of(received.transcriptInput()));
        assertEquals(whole, received);
        assertEquals(Optional.of(TestEpoch.TAG), received.auth().confirmationTag());
        assertNotEquals(Bytes.EMPTY, received.auth().signature());
    }

    @Test
    @DisplayName("MP-7: of a past epoch application data is read")
    void pastEpoch() {
        MlsMessageOut message = MlsMessageOut.of(EPOCH.privateMessage(0, TestEpoch.APPLICATION));
        assertEquals(
                TestEpoch.APPLICATION, EPOCH.receive(EPOCH.past(1), message).content());
    }
}
