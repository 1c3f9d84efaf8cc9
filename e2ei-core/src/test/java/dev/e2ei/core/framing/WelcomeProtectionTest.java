package dev.e2ei.core.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.MalformedMessageException;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.tree.EncryptedPathSecret;
import dev.e2ei.core.tree.Extension;
import dev.e2ei.core.tree.ExtensionType;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Welcomes and group infos")
class WelcomeProtectionTest {
    private static final LabeledCrypto CRYPTO = TestClient.crypto(TestClient.SUITE);
    private static final KeyPairOctets INIT = CRYPTO.crypto().generateHpkeKeyPair();
    private static final Bytes REF = Bytes.ofUtf8("ref");

    private static Secret secret(LabeledCrypto crypto, int value) {
        byte[] octets = new byte[crypto.hashLength()];
        Arrays.fill(octets, (byte) value);
        return Secret.take(octets);
    }

    private static Welcome welcome(LabeledCrypto crypto, List<KeyPairOctets> keys) {
        List<WelcomeRecipient> recipients = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            recipients.add(new WelcomeRecipient(
                    Bytes.ofUtf8("ref" + (i == 0 ? "" : i)),
                    Bytes.of(keys.get(i).publicKey()),
                    new GroupSecrets(
                            secret(crypto, 1),
                            i == 0 ? Optional.empty() : Optional.of(secret(crypto, 2)),
                            List.of(new PreSharedKeyId.External(REF, REF)))));
        }
        return new WelcomeProtection(crypto).seal(secret(crypto, 3), WireFormsTest.groupInfo(), recipients);
    }

    private static void refused(String rule, Executable action) {
        assertEquals(rule, assertThrows(MessageRejectedException.class, action).rule());
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("WE-1 WE-9: everybody who is added finds the own secrets, and all the same group info")
    void everySuite(Ciphersuite suite) {
        LabeledCrypto crypto = TestClient.crypto(suite);
        List<KeyPairOctets> keys =
                List.of(crypto.crypto().generateHpkeKeyPair(), crypto.crypto().generateHpkeKeyPair());
        Welcome welcome = welcome(crypto, keys);
        assertEquals(Optional.of(suite), welcome.suite());
        WelcomeProtection protection = new WelcomeProtection(crypto);
        for (int i = 0; i < keys.size(); i++) {
            EncryptedGroupSecrets mine = welcome.secrets().get(i);
            assertEquals(Optional.of(mine), welcome.secretsFor(mine.newMember()));
            KeyPairOctets key = keys.get(i);
            try (GroupSecrets opened =
                    protection.openSecrets(welcome, mine, key.privateKey(), Bytes.of(key.publicKey()))) {
                assertEquals(secret(crypto, 1), opened.joiner());
                assertEquals(i == 1, opened.path().isPresent());
                assertEquals(1, opened.psks().size());
            }
        }
        assertEquals(
                WireFormsTest.groupInfo().context(),
                protection.openGroupInfo(welcome, secret(crypto, 3)).context());
        assertEquals(Optional.empty(), welcome.secretsFor(Bytes.ofUtf8("other")));
    }

    @Test
    @DisplayName("WE-1 WE-9: other keys, another welcome's secrets, any octet changed")
    void damaged() {
        WelcomeProtection protection = new WelcomeProtection(CRYPTO);
        Welcome welcome = welcome(CRYPTO, List.of(INIT));
        EncryptedGroupSecrets mine = welcome.secretsFor(REF).orElseThrow();
        Bytes publicKey = Bytes.of(INIT.publicKey());
        KeyPairOctets other = CRYPTO.crypto().generateHpkeKeyPair();
        refused("WE-1", () -> protection.openSecrets(welcome, mine, other.privateKey(), Bytes.of(other.publicKey())));
        Welcome second = welcome(CRYPTO, List.of(INIT));
        refused(
                "WE-1",
                () -> protection.openSecrets(
                        new Welcome(1, List.of(), Bytes.EMPTY), mine, INIT.privateKey(), publicKey));
        refused("WE-9", () -> protection.openGroupInfo(second, secret(CRYPTO, 4)));
        byte[] octets = Welcome.CODEC.toOctets(welcome);
        for (int place = 0; place < octets.length; place++) {
            byte[] bad = octets.clone();
            bad[place] ^= 1;
            assertThrows(E2eiException.class, () -> {
                Welcome changed = Welcome.CODEC.fromOctets(bad, DecodeLimits.GROUP);
                EncryptedGroupSecrets found = changed.secretsFor(REF)
                        .orElseThrow(() -> new MessageRejectedException("WE-1", "not for this key package"));
                protection
                        .openSecrets(changed, found, INIT.privateKey(), publicKey)
                        .close();
                protection.openGroupInfo(changed, secret(CRYPTO, 3));
                if (changed.suiteId() != welcome.suiteId()) {
                    throw new MessageRejectedException("WE-1", "another suite");
                }
            });
        }
        assertThrows(
                MessageRejectedException.class,
                () -> protection.openSecrets(
                        welcome,
                        new EncryptedGroupSecrets(REF, new EncryptedPathSecret(Bytes.EMPTY, Bytes.EMPTY)),
                        INIT.privateKey(),
                        publicKey));
    }

    @Test
    @DisplayName("COD-6: octets after the group secrets or the group info")
    void trailing() {
        WelcomeProtection protection = new WelcomeProtection(CRYPTO);
        Welcome welcome = welcome(CRYPTO, List.of(INIT));
        byte[] longer = GroupSecrets.CODEC.toOctets(new GroupSecrets(secret(CRYPTO, 1), Optional.empty(), List.of()));
        var sealed = CRYPTO.encrypt(
                INIT.publicKey(),
                "Welcome",
                welcome.encryptedGroupInfo().toByteArray(),
                Arrays.copyOf(longer, longer.length + 1));
        EncryptedGroupSecrets secrets = new EncryptedGroupSecrets(
                REF, new EncryptedPathSecret(Bytes.of(sealed.kemOutput()), Bytes.of(sealed.ciphertext())));
        assertThrows(
                MalformedMessageException.class,
                () -> protection.openSecrets(welcome, secrets, INIT.privateKey(), Bytes.of(INIT.publicKey())));
    }

    @Test
    @DisplayName("GI-1: every field of a group info is signed")
    void groupInfoSignature() {
        TestClient signer = TestClient.basic(1);
        GroupContext context = new TestEpoch().context;
        GroupInfo info = GroupInfo.sign(
                CRYPTO,
                context,
                new Extensions(List.of(GroupInfo.externalPub(REF))),
                TestEpoch.TAG,
                4,
                signer.privateKey());
        assertTrue(info.verifySignature(CRYPTO, signer.publicKey()));
        assertFalse(info.verifySignature(CRYPTO, TestClient.basic(2).publicKey()));
        for (GroupInfo other : List.of(
                new GroupInfo(context.confirmed(REF), info.extensions(), info.confirmationTag(), 4, info.signature()),
                new GroupInfo(context, Extensions.NONE, info.confirmationTag(), 4, info.signature()),
                new GroupInfo(
                        context,
                        new Extensions(List.of(GroupInfo.externalPub(TestEpoch.TAG))),
                        info.confirmationTag(),
                        4,
                        info.signature()),
                new GroupInfo(context, info.extensions(), REF, 4, info.signature()),
                new GroupInfo(context, info.extensions(), info.confirmationTag(), 5, info.signature()),
                new GroupInfo(context, info.extensions(), info.confirmationTag(), 4, REF))) {
            assertFalse(other.verifySignature(CRYPTO, signer.publicKey()));
        }
    }

    @Test
    @DisplayName("GI-4: external_pub and ratchet_tree are vectors in their extensions, and exactly that")
    void groupInfoExtensions() {
        GroupInfo info = WireFormsTest.groupInfo();
        assertEquals(Optional.of(Bytes.ofUtf8("some octets")), info.externalPub());
        assertEquals(1, info.ratchetTree().orElseThrow().memberCount());
        assertEquals(
                "0b" + Bytes.ofUtf8("some octets").hex(),
                GroupInfo.externalPub(Bytes.ofUtf8("some octets")).data().hex());
        GroupInfo raw = new GroupInfo(
                info.context(),
                new Extensions(List.of(
                        new Extension(ExtensionType.EXTERNAL_PUB, Bytes.of(INIT.publicKey())),
                        new Extension(ExtensionType.RATCHET_TREE, Bytes.of((byte) 1, (byte) 0)))),
                info.confirmationTag(),
                0,
                info.signature());
        assertThrows(MalformedMessageException.class, raw::externalPub);
        assertThrows(E2eiException.class, raw::ratchetTree);
        GroupInfo none = new GroupInfo(info.context(), Extensions.NONE, info.confirmationTag(), 0, info.signature());
        assertEquals(Optional.empty(), none.externalPub());
        assertEquals(Optional.empty(), none.ratchetTree());
    }
}
