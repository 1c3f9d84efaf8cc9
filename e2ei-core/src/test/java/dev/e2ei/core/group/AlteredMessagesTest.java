package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.framing.MlsMessageIn;
import dev.e2ei.core.framing.WelcomeIn;
import dev.e2ei.core.keypackage.KeyPackageBuilder;
import dev.e2ei.core.keypackage.NewKeyPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Messages with any octet altered")
class AlteredMessagesTest {
    private static final Bytes TEXT = Bytes.ofUtf8("hello");

    /** One of each kind, all of the same epoch: none of them may be taken in any other form. */
    private static List<Bytes> messages(TestGroup group) {
        TestMember sender = group.at(1);
        List<Bytes> messages = new ArrayList<>();
        messages.add(sender.encrypt(TEXT));
        messages.add(sender.propose(own -> own.remove(sender.state(), 0, sender.signer()))
                .message());
        messages.add(group.at(2).commit(CommitRequest.update()).state().message());
        return messages;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("are refused or, where they say to be of the next epoch, kept unread; the genuine ones are read then")
    void altered(boolean encrypted) {
        TestGroup group = TestGroup.of(3, encrypted);
        TestMember receiver = group.at(0);
        GroupState state = receiver.state();
        Map<String, String> before = RecordedRows.of(state).content();
        for (Bytes message : messages(group)) {
            for (int place = 0; place < message.size(); place++) {
                assertNotRead(receiver, Refusals.flipped(message, place));
            }
            assertEquals(before, RecordedRows.of(state).content());
            Received genuine = receiver.group().receive(state, message);
            assertEquals(state.epoch(), genuine.state().epoch());
        }
    }

    private static void assertNotRead(TestMember receiver, Bytes message) {
        Received received;
        try {
            received = receiver.group().receive(receiver.state(), message);
        } catch (MlsException refused) {
            return;
        }
        if (!(received instanceof Received.Buffered)) {
            fail("an altered message was read: " + received.getClass());
        }
    }

    @Test
    @DisplayName("are refused as Welcomes")
    void alteredWelcome() {
        TestGroup group = TestGroup.of(2, false);
        TestMember newcomer = new TestMember(group.suite, 5, TestGroup.ID, group.at(0).profile, false);
        LeafSigner own = newcomer.newest();
        NewKeyPackage keyPackage = own.privateKey()
                .use(key -> new KeyPackageBuilder(newcomer.crypto, newcomer.profile, own.credential(), own.publicKey())
                        .build(key, newcomer.now));
        Bytes welcome = group.at(0)
                .commit(CommitRequest.add(List.of(keyPackage.keyPackage())))
                .state()
                .welcome()
                .orElseThrow();
        for (int place = 0; place < welcome.size(); place++) {
            Bytes altered = Refusals.flipped(welcome, place);
            assertThrows(MlsException.class, () -> join(newcomer, keyPackage, altered));
        }
        assertEquals(TestGroup.ID, join(newcomer, keyPackage, welcome).groupId());
    }

    private static Operational join(TestMember newcomer, NewKeyPackage keyPackage, Bytes message) {
        WelcomeIn welcome = (WelcomeIn) MlsMessageIn.read(message.toByteArray());
        return newcomer.group()
                .join(
                        welcome.welcome(),
                        Optional.empty(),
                        keyPackage,
                        Optional.empty(),
                        new GroupConfig(false),
                        groupId -> false);
    }
}
