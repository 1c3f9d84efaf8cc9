package dev.e2ei.core.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.schedule.RatchetId;
import dev.e2ei.core.schedule.RatchetKind;
import dev.e2ei.core.schedule.SecretTree;
import dev.e2ei.core.schedule.SecretTreeRows;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Damaged messages")
class MessageMutationTest {
    static final TestEpoch EPOCH = new TestEpoch();

    static Stream<MlsMessageOut> messages() {
        Stream<MlsMessageOut> open = Stream.of(
                        EPOCH.publicMessage(0, TestEpoch.REMOVE),
                        EPOCH.publicMessage(0, EPOCH.commit()),
                        EPOCH.publicMessage(new Sender.External(0), TestEpoch.REMOVE, EPOCH.outsider),
                        EPOCH.publicMessage(new Sender.NewMemberProposal(), EPOCH.add(), EPOCH.outsider),
                        EPOCH.publicMessage(new Sender.NewMemberCommit(), EPOCH.externalCommit(), EPOCH.outsider))
                .map(MlsMessageOut::of);
        Stream<MlsMessageOut> hidden = Stream.of(TestEpoch.APPLICATION, TestEpoch.REMOVE, EPOCH.commit())
                .map(content -> MlsMessageOut.of(EPOCH.privateMessage(0, content)));
        return Stream.concat(open, hidden);
    }

    @ParameterizedTest
    @MethodSource("messages")
    @DisplayName(
            "KS-9 COD-8: any octet changed, or the end cut off: an exception of ours, and the genuine one is read after it")
    void everyOctet(MlsMessageOut message) {
        byte[] good = message.octets().toByteArray();
        MessageEpoch receiver = EPOCH.of(1);
        for (int place = 0; place < good.length; place++) {
            for (int mask : new int[] {0x01, 0x80, 0xff}) {
                byte[] bad = good.clone();
                bad[place] ^= (byte) mask;
                refusedOrUnconfirmed(receiver, bad);
            }
            byte[] cut = Arrays.copyOf(good, place);
            assertThrows(E2eiException.class, () -> receive(receiver, cut));
        }
        receive(receiver, good);
    }

    /** The tag of an external commit is under no signature and no membership tag: the new epoch's key schedule proves it. */
    private static void refusedOrUnconfirmed(MessageEpoch receiver, byte[] octets) {
        VerifiedContent read;
        try {
            read = receive(receiver, octets);
        } catch (E2eiException refused) {
            return;
        }
        assertEquals(new Sender.NewMemberCommit(), read.sender());
        assertNotEquals(Optional.of(TestEpoch.TAG), read.authenticated().auth().confirmationTag());
    }

    private static VerifiedContent receive(MessageEpoch receiver, byte[] octets) {
        if (MlsMessageIn.read(octets) instanceof GroupMessageIn in) {
            return new MessageUnprotection(EPOCH.crypto, receiver, TestEpoch.WINDOW)
                    .open(in)
                    .verify();
        }
        throw new MlsException(ErrorCode.MLS_REJECTED, "another kind of message");
    }

    @Test
    @DisplayName(
            "KS-9: a damaged copy before the genuine message changes nothing, in memory and in what would be stored")
    void damagedCopyFirst() {
        PrivateMessage good = EPOCH.privateMessage(0, TestEpoch.APPLICATION);
        byte[] ciphertext = good.ciphertext().toByteArray();
        ciphertext[ciphertext.length - 1] ^= 1;
        SecretTree keys = EPOCH.tree;
        List<Bytes> before = shape(keys);
        assertThrows(E2eiException.class, () -> EPOCH.receive(with(good, ciphertext)));
        assertEquals(before, shape(keys));
        SecretTree after = EPOCH.receive(good).secretTree().orElseThrow();
        assertEquals(before, shape(keys));
        SecretTreeRows rows = after.rowsSince(keys);
        assertEquals(2, rows.ratchets().size());
        assertEquals(2, rows.nodes().size());
        assertEquals(1, rows.deletedNodes().size());
    }

    @Test
    @DisplayName("KS-9: a message whose signature is wrong does not use up the key of the sender whom it names")
    void forgedSignatureFirst() {
        AuthenticatedContent forged = EPOCH.signed(
                WireFormat.PRIVATE_MESSAGE,
                EPOCH.framed(new Sender.Member(0), TestEpoch.APPLICATION),
                EPOCH.members.get(2));
        PrivateMessage message = EPOCH.protection
                .privateMessage(forged, EPOCH.of(0), new Padding(0))
                .message();
        assertThrows(E2eiException.class, () -> EPOCH.receive(message));
        assertEquals(
                TestEpoch.APPLICATION,
                EPOCH.receive(EPOCH.privateMessage(0, TestEpoch.APPLICATION)).content());
    }

    @Test
    @DisplayName("KS-11: a message a second time is a duplicate, whatever came between")
    void duplicate() {
        ProtectedMessage first = EPOCH.privateMessage(0, TestEpoch.APPLICATION, EPOCH.tree);
        ProtectedMessage second = EPOCH.privateMessage(0, TestEpoch.APPLICATION, first.secretTree());
        SecretTree keys = EPOCH.tree;
        for (ProtectedMessage message : List.of(second, first)) {
            keys = receive(keys, message).secretTree().orElseThrow();
            SecretTree now = keys;
            MlsException again = assertThrows(MlsException.class, () -> receive(now, message));
            assertEquals(ErrorCode.DUPLICATE_MESSAGE, again.code());
        }
        SecretTree now = keys;
        assertThrows(MlsException.class, () -> receive(now, second));
        RatchetId ratchet = new RatchetId(0, RatchetKind.APPLICATION);
        assertEquals(2, keys.ratchet(ratchet).orElseThrow().generation());
    }

    private static VerifiedContent receive(SecretTree keys, ProtectedMessage message) {
        return EPOCH.receive(EPOCH.of(1, keys), MlsMessageOut.of(message.message()));
    }

    private static List<Bytes> shape(SecretTree tree) {
        return tree.rows().nodes().values().stream()
                .map(secret -> secret.use(Bytes::of))
                .toList();
    }

    private static PrivateMessage with(PrivateMessage message, byte[] ciphertext) {
        return new PrivateMessage(
                message.groupId(),
                message.epoch(),
                message.contentType(),
                message.authenticatedData(),
                message.encryptedSenderData(),
                Bytes.of(ciphertext));
    }
}
