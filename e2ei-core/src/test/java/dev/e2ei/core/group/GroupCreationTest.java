package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.schedule.TranscriptHash;
import dev.e2ei.core.tree.Extension;
import dev.e2ei.core.tree.ExtensionType;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.ExternalSenderEntry;
import dev.e2ei.core.tree.ExternalSenders;
import dev.e2ei.core.tree.LeafNodeSource;
import dev.e2ei.core.tree.RequiredCapabilities;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Groups of one member. */
class GroupCreationTest {
    private final TestMember alice = new TestMember(TestClient.SUITE, 1, TestGroup.ID, MlsProfile.wire(), true);
    private final ExternalSenderEntry backend = new ExternalSenderEntry(
            Bytes.of(alice.crypto.crypto().generateSignatureKeyPair().publicKey()),
            new BasicCredential(Bytes.ofUtf8("wire-server")));

    private Operational create(Extensions extensions) {
        return new GroupCreation(alice.environment(), alice.profile)
                .create(TestGroup.ID, new GroupConfig(false), extensions, alice.newest());
    }

    @Test
    @DisplayName("GR-1, GI-5: epoch 0, one leaf with a lifetime, no commit in the transcript but a tag, random secrets")
    void firstEpoch() {
        GroupEpoch epoch = create(Extensions.NONE).current();
        assertEquals(0, epoch.number());
        assertEquals(Bytes.EMPTY, epoch.context().confirmedTranscriptHash());
        assertEquals(1, epoch.tree().leafCount());
        assertEquals(epoch.tree().treeHash(alice.crypto), epoch.context().treeHash());
        assertEquals(LeafNodeSource.KEY_PACKAGE, epoch.leaf(0).orElseThrow().source());
        assertEquals(alice.crypto.hashLength(), epoch.confirmationTag().size());
        assertEquals(
                new TranscriptHash(alice.crypto).interim(Bytes.EMPTY, epoch.confirmationTag()),
                epoch.interimTranscriptHash());
        assertNotEquals(
                epoch.secrets().authenticator(),
                create(Extensions.NONE).current().secrets().authenticator());
    }

    @Test
    @DisplayName("GR-2: group ids of Nh random octets")
    void randomId() {
        GroupCreation creation = new GroupCreation(alice.environment(), alice.profile);
        assertEquals(alice.crypto.hashLength(), creation.randomGroupId().size());
        assertNotEquals(creation.randomGroupId(), creation.randomGroupId());
    }

    @Test
    @DisplayName("PR-8, EXT-8: Wire's preset requires both credentials and no types; the RFC's requires nothing")
    void presets() {
        Extensions wire = GroupExtensions.of(MlsProfile.wire(), List.of(backend));
        assertEquals(List.of(ExtensionType.REQUIRED_CAPABILITIES, ExtensionType.EXTERNAL_SENDERS), wire.types());
        assertEquals(
                Optional.of(new RequiredCapabilities(List.of(), List.of(), List.of(1, 2))),
                wire.find(ExtensionType.REQUIRED_CAPABILITIES, RequiredCapabilities.CODEC));
        assertEquals(
                Optional.of(new ExternalSenders(List.of(backend))),
                wire.find(ExtensionType.EXTERNAL_SENDERS, ExternalSenders.CODEC));
        assertEquals(Extensions.NONE, GroupExtensions.of(MlsProfile.rfc9420(), List.of()));
        assertEquals(
                List.of(ExtensionType.REQUIRED_CAPABILITIES),
                GroupExtensions.withExternalSenders(wire, List.of()).types());
    }

    private static String refused(Executable operation) {
        return assertThrows(MessageRejectedException.class, operation).rule();
    }

    @Test
    @DisplayName(
            "LN-8, EXT-7, PR-9: extensions that the creator does not support, that do not belong there, or a wrong key")
    void refusedExtensions() {
        assertEquals("LN-8", refused(() -> create(new Extensions(List.of(new Extension(0xf00d, Bytes.EMPTY))))));
        assertEquals(
                "EXT-7",
                refused(() -> create(new Extensions(List.of(new Extension(ExtensionType.RATCHET_TREE, Bytes.EMPTY))))));
        ExternalSenderEntry wrong = new ExternalSenderEntry(Bytes.ofUtf8("no key"), backend.credential());
        assertEquals("PR-9", refused(() -> create(GroupExtensions.of(MlsProfile.wire(), List.of(wrong)))));
    }

    @Test
    @DisplayName("CR-2, LN-6: a certificate of another key, a suite that the profile does not have")
    void refusedLeaf() {
        LeafSigner certified = alice.newest();
        LeafSigner other = alice.freshKey(true);
        LeafSigner mixed =
                new LeafSigner(certified.credential(), other.publicKey(), other.privateKey(), Optional.empty());
        assertEquals(
                "CR-2",
                refused(() -> new GroupCreation(alice.environment(), alice.profile)
                        .create(TestGroup.ID, new GroupConfig(false), Extensions.NONE, mixed)));
        TestMember suite6 = new TestMember(
                Ciphersuite.MLS_256_DHKEMX448_CHACHA20POLY1305_SHA512_Ed448, 1, TestGroup.ID, MlsProfile.wire(), false);
        assertEquals("LN-6", refused(() -> suite6.create(new GroupConfig(false), List.of())));
    }
}
