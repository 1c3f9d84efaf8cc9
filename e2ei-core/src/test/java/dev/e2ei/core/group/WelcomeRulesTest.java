package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.framing.EncryptedGroupSecrets;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.framing.Welcome;
import dev.e2ei.core.identity.TestDevice;
import dev.e2ei.core.keypackage.KeyPackageBuilder;
import dev.e2ei.core.keypackage.NewKeyPackage;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.schedule.ResumptionUsage;
import dev.e2ei.core.tree.Extension;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.RatchetTree;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Welcome is refused")
class WelcomeRulesTest {
    private final TestGroup group = TestGroup.of(2, false);
    private final TestMember signer = group.at(0);
    private final TestMember newcomer = new TestMember(group.suite, 7, TestGroup.ID, signer.profile, false);
    private final NewKeyPackage keyPackage = keyPackage();
    private final ForgedWelcome forged = forged(keyPackage.keyPackage().leaf());

    private NewKeyPackage keyPackage() {
        LeafSigner own = newcomer.newest();
        return own.privateKey()
                .use(key -> new KeyPackageBuilder(newcomer.crypto, newcomer.profile, own.credential(), own.publicKey())
                        .build(key, newcomer.now));
    }

    private ForgedWelcome forged(LeafNode leaf) {
        return new ForgedWelcome(signer, signer.epoch().tree().addLeaf(leaf));
    }

    private Operational join(Welcome welcome, Optional<RatchetTree> tree) {
        return newcomer.group()
                .join(welcome, tree, keyPackage, Optional.empty(), new GroupConfig(false), groupId -> false);
    }

    private MlsException refusal(Welcome welcome) {
        return assertThrows(MlsException.class, () -> join(welcome, Optional.empty()));
    }

    private void assertRefused(String rule) {
        MlsException refusal = refusal(forged.to(keyPackage));
        assertTrue(refusal.getMessage().startsWith(rule + ":"), refusal.getMessage());
    }

    private void context(long epoch, RatchetTree tree, Extensions extensions) {
        GroupContext context = forged.context;
        forged.context = new GroupContext(
                context.suite(),
                context.groupId(),
                epoch,
                tree.treeHash(signer.crypto),
                context.confirmedTranscriptHash(),
                extensions);
    }

    @Test
    @DisplayName("by nobody, if nothing is wrong with it, with the tree within or apart (WE-10, WE-11)")
    void right() {
        Operational joined = join(forged.to(keyPackage), Optional.empty());
        assertEquals(forged.context, joined.current().context());
        forged.withTree = false;
        Operational apart =
                join(forged.to(keyPackage), Optional.of(joined.current().tree()));
        assertEquals(joined.current().interimTranscriptHash(), apart.current().interimTranscriptHash());
    }

    @Test
    @DisplayName("WE-1 for another key package, or another suite, or if the secrets do not open")
    void otherKeyPackage() {
        assertEquals(ErrorCode.ORPHAN_WELCOME, refusal(forged.to(keyPackage())).code());
        Welcome right = forged.to(keyPackage);
        Welcome suite = new Welcome(3, right.secrets(), right.encryptedGroupInfo());
        assertTrue(refusal(suite).getMessage().startsWith("WE-1:"));
        EncryptedGroupSecrets foreign = new EncryptedGroupSecrets(
                right.secrets().get(0).newMember(),
                forged.to(keyPackage()).secrets().get(0).encryptedGroupSecrets());
        Welcome swapped = new Welcome(right.suiteId(), List.of(foreign), right.encryptedGroupInfo());
        assertTrue(refusal(swapped).getMessage().startsWith("WE-1:"));
    }

    @Test
    @DisplayName("WE-9 if its group info was altered: each secret is bound to it")
    void alteredGroupInfo() {
        Welcome right = forged.to(keyPackage);
        Welcome altered =
                new Welcome(right.suiteId(), right.secrets(), Refusals.flipped(right.encryptedGroupInfo(), -1));
        assertTrue(refusal(altered).getMessage().startsWith("WE-1:"));
    }

    @Test
    @DisplayName("WE-2 with a pre-shared key that is not known, and with two that it would follow on from")
    void psks() {
        Bytes nonce = Bytes.of(new byte[32]);
        forged.psks = List.of(new PreSharedKeyId.External(Bytes.ofUtf8("unknown"), nonce));
        assertEquals(ErrorCode.PSK_UNKNOWN, refusal(forged.to(keyPackage)).code());
        PreSharedKeyId former = new PreSharedKeyId.Resumption(ResumptionUsage.REINIT, Bytes.ofUtf8("former"), 3, nonce);
        forged.psks = List.of(former);
        assertEquals(ErrorCode.PSK_UNKNOWN, refusal(forged.to(keyPackage)).code());
        ResumedGroupRule rule = new ResumedGroupRule(newcomer.environment());
        GroupInfo info = new GroupInfo(forged.context, Extensions.NONE, Bytes.EMPTY, 0, Bytes.EMPTY);
        MlsException two = assertThrows(MlsException.class, () -> rule.check(info, List.of(former, former)));
        assertTrue(two.getMessage().startsWith("WE-2:"));
    }

    @Test
    @DisplayName("WE-4 of a group that follows another one, but does not begin at epoch 1; PS-8 if that was not closed")
    void followingGroup() {
        PreSharedKeyId former = new PreSharedKeyId.Resumption(
                ResumptionUsage.REINIT, Bytes.ofUtf8("former"), 3, Bytes.of(new byte[32]));
        ResumedGroupRule rule = new ResumedGroupRule(newcomer.environment());
        GroupInfo late = new GroupInfo(forged.context, Extensions.NONE, Bytes.EMPTY, 0, Bytes.EMPTY);
        MlsException epoch = assertThrows(MlsException.class, () -> rule.check(late, List.of(former)));
        assertTrue(epoch.getMessage().startsWith("WE-4:"));
        context(1, signer.epoch().tree(), Extensions.NONE);
        GroupInfo first = new GroupInfo(forged.context, Extensions.NONE, Bytes.EMPTY, 0, Bytes.EMPTY);
        MlsException open = assertThrows(MlsException.class, () -> rule.check(first, List.of(former)));
        assertTrue(open.getMessage().startsWith("PS-8:"));
    }

    @Test
    @DisplayName("WE-3 to a group that this client is in already")
    void member() {
        MlsException refusal = assertThrows(
                MlsException.class,
                () -> newcomer.group()
                        .join(
                                forged.to(keyPackage),
                                Optional.empty(),
                                keyPackage,
                                Optional.empty(),
                                new GroupConfig(false),
                                TestGroup.ID::equals));
        assertEquals(ErrorCode.CONVERSATION_EXISTS, refusal.code());
    }

    @Test
    @DisplayName("WE-5 whose tree has not the leaf of the key package, though one with its keys' client")
    void otherLeaf() {
        ForgedWelcome other = forged(keyPackage().keyPackage().leaf());
        MlsException refusal = refusal(other.to(keyPackage));
        assertTrue(refusal.getMessage().startsWith("WE-5:"), refusal.getMessage());
    }

    @Test
    @DisplayName("WE-6 with a path secret whose keys are not those of the tree")
    void pathSecret() {
        forged.pathSecret = Optional.of(Secret.take(TestMember.RANDOM.bytes(32)));
        assertRefused("WE-6");
    }

    @Test
    @DisplayName("WE-7 with another confirmation tag")
    void confirmationTag() {
        forged.change = info -> signer.signer()
                .privateKey()
                .use(key -> GroupInfo.sign(
                        signer.crypto,
                        info.context(),
                        info.extensions(),
                        Refusals.flipped(info.confirmationTag(), 0),
                        0,
                        key));
        assertRefused("WE-7");
    }

    @Test
    @DisplayName("WE-11 without a tree")
    void noTree() {
        forged.withTree = false;
        assertRefused("WE-11");
    }

    @Test
    @DisplayName("GI-1 signed by somebody else, or by a blank leaf")
    void signer() {
        forged.change = info -> new GroupInfo(
                info.context(), info.extensions(), info.confirmationTag(), 0, Refusals.flipped(info.signature(), 0));
        assertRefused("GI-1");
        for (int leaf : new int[] {1, 3, -1}) {
            forged.change = info ->
                    new GroupInfo(info.context(), info.extensions(), info.confirmationTag(), leaf, info.signature());
            assertRefused("GI-1");
        }
    }

    @Test
    @DisplayName("TREE-14 with another tree than the context has the hash of")
    void treeHash() {
        context(2, signer.epoch().tree(), forged.context.extensions());
        assertRefused("TREE-14");
    }

    @Test
    @DisplayName("GI-2 with a leaf whose signature is another leaf's, or a certificate of another key")
    void leaves() {
        LeafNode stranger = TestClient.basic(8).leaf();
        byte[] octets = stranger.octets().toByteArray();
        octets[octets.length - 1] ^= 1;
        RatchetTree tree = signer.epoch().tree().addLeaf(keyPackage.keyPackage().leaf());
        ForgedWelcome wrong = new ForgedWelcome(signer, tree.addLeaf(LeafNode.of(Bytes.of(octets))));
        assertTrue(refusal(wrong.to(keyPackage)).getMessage().startsWith("LN-3:"));
        ForgedWelcome mismatch = new ForgedWelcome(
                signer,
                tree.addLeaf(TestClient.basic(8)
                        .with(TestClient.x509(TestDevice.Kind.VALID, 8).credential())
                        .leaf()));
        assertTrue(refusal(mismatch.to(keyPackage)).getMessage().startsWith("CR-2:"));
    }

    @Test
    @DisplayName("GI-3 of a group with an extension that the own leaf does not support")
    void unsupportedExtension() {
        RatchetTree tree = signer.epoch().tree().addLeaf(keyPackage.keyPackage().leaf());
        context(2, tree, forged.context.extensions().with(new Extension(0xF001, Bytes.EMPTY)));
        assertRefused("LN-8");
    }
}
