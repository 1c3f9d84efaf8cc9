package dev.e2ei.core.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.error.MalformedMessageException;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.tree.Extensions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A message's frame")
class MlsMessageInTest {
    private static byte[] octets(MlsMessageOut message) {
        return message.octets().toByteArray();
    }

    private static GroupInfo groupInfo(Ciphersuite suite, Bytes groupId) {
        GroupContext context = new GroupContext(suite, groupId, 0, Bytes.EMPTY, Bytes.EMPTY, Extensions.NONE);
        return new GroupInfo(context, Extensions.NONE, TestEpoch.TAG, 0, TestEpoch.TAG);
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("COD-10: key packages of every suite are read framed and bare; those of suite 5 begin alike")
    void keyPackages(Ciphersuite suite) {
        KeyPackage keyPackage = TestClient.basic(suite, 1).keyPackage();
        byte[] framed = octets(MlsMessageOut.of(keyPackage));
        byte[] bare = keyPackage.octets().toByteArray();
        assertEquals(keyPackage, MlsMessageIn.readKeyPackage(framed));
        assertEquals(keyPackage, MlsMessageIn.readKeyPackage(bare));
        assertEquals(
                suite == Ciphersuite.MLS_256_DHKEMP521_AES256GCM_SHA512_P521,
                Arrays.equals(Arrays.copyOf(framed, 4), Arrays.copyOf(bare, 4)));
        assertInstanceOf(KeyPackageIn.class, MlsMessageIn.read(framed));
        assertThrows(MalformedMessageException.class, () -> MlsMessageIn.read(bare));
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("COD-10: group infos of every suite are read framed and bare; those of suite 4 begin alike")
    void groupInfos(Ciphersuite suite) {
        for (Bytes groupId : new Bytes[] {Bytes.EMPTY, Bytes.of((byte) 1), Bytes.of(new byte[64])}) {
            GroupInfo info = groupInfo(suite, groupId);
            assertEquals(info, MlsMessageIn.readGroupInfo(octets(MlsMessageOut.of(info))));
            assertEquals(info, MlsMessageIn.readGroupInfo(GroupInfo.CODEC.toOctets(info)));
        }
        byte[] framed = octets(MlsMessageOut.of(groupInfo(suite, TestEpoch.TAG)));
        assertInstanceOf(GroupInfoIn.class, MlsMessageIn.read(framed));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 0xf001})
    @DisplayName("COD-10: welcomes of every suite, also of one that is not known, are read framed and bare")
    void welcomes(int suite) {
        Welcome one = WireFormsTest.welcome();
        for (Welcome welcome : List.of(
                new Welcome(suite, one.secrets(), one.encryptedGroupInfo()),
                new Welcome(suite, List.of(), one.encryptedGroupInfo()))) {
            byte[] bare = Welcome.CODEC.toOctets(welcome);
            assertEquals(welcome, MlsMessageIn.readWelcome(octets(MlsMessageOut.of(welcome))));
            assertEquals(welcome, MlsMessageIn.readWelcome(bare));
            for (int length = 0; length < bare.length; length++) {
                byte[] shorter = Arrays.copyOf(bare, length);
                assertThrows(MalformedMessageException.class, () -> MlsMessageIn.readWelcome(shorter));
            }
        }
    }

    @Test
    @DisplayName("COD-6: octets after the end, or too few, in either form")
    void exact() {
        KeyPackage keyPackage = TestClient.basic(1).keyPackage();
        for (byte[] good : new byte[][] {
            octets(MlsMessageOut.of(keyPackage)), keyPackage.octets().toByteArray()
        }) {
            byte[] longer = Arrays.copyOf(good, good.length + 1);
            assertThrows(MalformedMessageException.class, () -> MlsMessageIn.readKeyPackage(longer));
            for (int length = 0; length < good.length; length++) {
                byte[] shorter = Arrays.copyOf(good, length);
                assertThrows(MalformedMessageException.class, () -> MlsMessageIn.readKeyPackage(shorter));
                assertThrows(MalformedMessageException.class, () -> MlsMessageIn.readGroupInfo(shorter));
                assertThrows(MalformedMessageException.class, () -> MlsMessageIn.read(shorter));
            }
        }
        byte[] welcome = octets(MlsMessageOut.of(WireFormsTest.welcome()));
        assertInstanceOf(WelcomeIn.class, MlsMessageIn.read(welcome));
        assertThrows(
                MalformedMessageException.class, () -> MlsMessageIn.read(Arrays.copyOf(welcome, welcome.length + 1)));
        assertThrows(MalformedMessageException.class, () -> MlsMessageIn.readKeyPackage(welcome));
        assertThrows(MalformedMessageException.class, () -> MlsMessageIn.readGroupInfo(welcome));
    }

    @Test
    @DisplayName("COD-11 COD-12: a message has at most 16 MiB, what grows with the group 64")
    void limits() {
        int most = DecodeLimits.MESSAGE.maxOctets();
        TestEpoch epoch = new TestEpoch();
        PrivateMessage small = epoch.privateMessage(0, TestEpoch.APPLICATION);
        int around = octets(MlsMessageOut.of(with(small, most))).length - most;
        assertInstanceOf(
                PrivateMessageIn.class, MlsMessageIn.read(octets(MlsMessageOut.of(with(small, most - around)))));
        byte[] larger = octets(MlsMessageOut.of(with(small, most - around + 1)));
        assertEquals(
                most + 1 + " octets, at most " + most + " are read",
                assertThrows(MalformedMessageException.class, () -> MlsMessageIn.read(larger))
                        .reason());
        larger[3] = 3;
        assertEquals(
                false,
                assertThrows(MalformedMessageException.class, () -> MlsMessageIn.read(larger))
                        .reason()
                        .contains("at most"));
        byte[] huge = Arrays.copyOf(larger, DecodeLimits.GROUP.maxOctets() + 1);
        assertThrows(MalformedMessageException.class, () -> MlsMessageIn.read(huge));
    }

    private static PrivateMessage with(PrivateMessage message, int ciphertext) {
        return new PrivateMessage(
                message.groupId(),
                message.epoch(),
                message.contentType(),
                message.authenticatedData(),
                message.encryptedSenderData(),
                Bytes.of(new byte[ciphertext]));
    }
}
