package dev.e2ei.core.keypackage;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.error.MalformedMessageException;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.credential.X509Credential;
import dev.e2ei.core.identity.TestDevice;
import dev.e2ei.core.identity.TestDevice.Kind;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.pki.TestCertificate;
import dev.e2ei.core.tree.Extension;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.Lifetime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A key package")
class KeyPackageRulesTest {
    private static final TestClient BOB = TestClient.basic(1);

    private static void check(KeyPackage keyPackage, LeafRole role) {
        check(BOB.crypto(), keyPackage, role);
    }

    private static void check(LabeledCrypto crypto, KeyPackage keyPackage, LeafRole role) {
        new KeyPackageRules(TestClient.leafRules(crypto), TestClient.admission()).check(keyPackage, role);
    }

    /** Refused by whoever adds it, and by whoever is told of it. */
    private static void refused(String rule, KeyPackage keyPackage) {
        for (LeafRole role : List.of(LeafRole.ADDED_BY_US, LeafRole.ADDED)) {
            assertEquals(
                    rule,
                    assertThrows(MessageRejectedException.class, () -> check(keyPackage, role))
                            .rule());
        }
    }

    private static KeyPackage read(byte[] octets) {
        return KeyPackage.CODEC.fromOctets(octets, DecodeLimits.MESSAGE);
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("KP-1 KP-2 KP-3 KP-4 is made, read and taken in every suite; the octets are kept")
    void everySuite(Ciphersuite suite) {
        TestClient client = TestClient.basic(suite, 1);
        KeyPackageBuilder builder =
                new KeyPackageBuilder(client.crypto(), MlsProfile.rfc9420(), client.credential(), client.publicKey());
        try (NewKeyPackage made = builder.build(client.privateKey(), TestDevice.NOW)) {
            Bytes octets = made.keyPackage().octets();
            KeyPackage read = read(octets.toByteArray());
            assertEquals(made.keyPackage(), read);
            assertEquals(octets, Bytes.of(KeyPackage.CODEC.toOctets(read)));
            assertEquals(suite, read.suite().orElseThrow());
            assertEquals(client.crypto().keyPackageRef(octets.toByteArray()), read.ref(client.crypto()));
            assertDoesNotThrow(() -> check(client.crypto(), read, LeafRole.ADDED_BY_US));
            assertDoesNotThrow(() -> check(client.crypto(), read, LeafRole.ADDED));
            made.initPrivateKey()
                    .use(key -> made.leafPrivateKey().use(other -> {
                        assertNotEquals(Bytes.of(key), Bytes.of(other));
                        return key.length;
                    }));
        }
    }

    @Test
    @DisplayName("LN-17 has Wire's capabilities and lifetime, and no extensions, last_resort included")
    void wirePreset() {
        KeyPackageBuilder builder =
                new KeyPackageBuilder(BOB.crypto(), MlsProfile.wire(), BOB.credential(), BOB.publicKey());
        try (NewKeyPackage made = builder.build(BOB.privateKey(), TestDevice.NOW)) {
            LeafNode leaf = made.keyPackage().leaf();
            assertEquals(List.of(1), leaf.capabilities().versions());
            assertEquals(List.of(1, 2, 3, 7, 5), leaf.capabilities().ciphersuites());
            assertEquals(List.of(), leaf.capabilities().extensions());
            assertEquals(List.of(), leaf.capabilities().proposals());
            assertEquals(List.of(1, 2), leaf.capabilities().credentials());
            assertEquals(
                    Lifetime.between(
                            TestDevice.NOW.minus(Duration.ofHours(1)), TestDevice.NOW.plus(Duration.ofDays(84))),
                    leaf.lifetime().orElseThrow());
            assertEquals(Extensions.NONE, leaf.extensions());
            assertEquals(Extensions.NONE, made.keyPackage().extensions());
        }
    }

    @Test
    @DisplayName("ends with its certificate, and is not made once that is over")
    void cappedByCertificate() {
        TestClient alice = TestClient.x509(Kind.VALID, 2);
        KeyPackageBuilder builder =
                new KeyPackageBuilder(alice.crypto(), MlsProfile.wire(), alice.credential(), alice.publicKey());
        try (NewKeyPackage made = builder.build(alice.privateKey(), Duration.ofDays(3650), TestDevice.NOW)) {
            assertEquals(
                    TestCertificate.TO.getEpochSecond(),
                    made.keyPackage().leaf().lifetime().orElseThrow().notAfter());
            check(made.keyPackage(), LeafRole.ADDED_BY_US);
        }
        TestClient late = TestClient.x509(Kind.EXPIRED, 2);
        KeyPackageBuilder tooLate =
                new KeyPackageBuilder(late.crypto(), MlsProfile.wire(), late.credential(), late.publicKey());
        assertEquals(
                PathRejectedException.Reason.EXPIRED,
                assertThrows(PathRejectedException.class, () -> tooLate.build(late.privateKey(), TestDevice.NOW))
                        .reason());
    }

    @Test
    @DisplayName("KP-1 of another version or suite, or of one that nobody knows, is read and refused")
    void otherGroup() {
        byte[] octets = BOB.keyPackage().octets().toByteArray();
        for (int[] change : List.of(new int[] {1, 2}, new int[] {3, 3}, new int[] {2, 0xf0})) {
            byte[] other = octets.clone();
            other[change[0]] = (byte) change[1];
            refused("KP-1", read(other));
        }
        TestClient p256 = TestClient.basic(Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256, 1);
        refused("KP-1", p256.keyPackage());
    }

    @Test
    @DisplayName("KP-3 whose signature does not verify is refused, whichever octet was changed")
    void signature() {
        TestClient eve = TestClient.basic(3);
        refused("KP-3", eve.keyPackage(BOB.freshKey(), BOB.leaf(), Extensions.NONE));
        byte[] octets = BOB.keyPackage().octets().toByteArray();
        octets[octets.length - 1] ^= 1;
        refused("KP-3", read(octets));
        byte[] otherInitKey = BOB.keyPackage().octets().toByteArray();
        otherInitKey[10] ^= 1;
        refused("KP-3", read(otherInitKey));
    }

    @Test
    @DisplayName("KP-4 with one key for both, or with a key that is none, is refused")
    void initKey() {
        LeafNode leaf = BOB.leaf();
        refused("KP-4", BOB.keyPackage(leaf.encryptionKey(), leaf, Extensions.NONE));
        refused("KP-4", BOB.keyPackage(Bytes.of(new byte[31]), leaf, Extensions.NONE));
    }

    @Test
    @DisplayName("KP-5 with an extension that is not known is taken")
    void unknownExtension() {
        Extensions lastResort = new Extensions(List.of(new Extension(0x000a, Bytes.EMPTY)));
        check(BOB.keyPackage(BOB.freshKey(), BOB.leaf(), lastResort), LeafRole.ADDED_BY_US);
    }

    @Test
    @DisplayName("CR-2 LN-4 with somebody else's certificate, or a forged one, is refused")
    void credential() {
        refused("CR-2", TestClient.x509(Kind.KEY_MISMATCH, 1).keyPackage());
        refused("LN-4", TestClient.x509(Kind.BAD_SIGNATURE, 1).keyPackage());
        refused(
                "CR-2",
                BOB.with(new X509Credential(TestDevice.member(Kind.VALID, 1)
                                .chain()
                                .orElseThrow()
                                .certificates()))
                        .keyPackage());
    }

    @Test
    @DisplayName("COD-6 cut short or with octets after it is malformed")
    void malformed() {
        byte[] octets = BOB.keyPackage().octets().toByteArray();
        for (int length = 0; length < octets.length; length++) {
            byte[] prefix = Arrays.copyOf(octets, length);
            assertThrows(MalformedMessageException.class, () -> read(prefix));
        }
        byte[] longer = Arrays.copyOf(octets, octets.length + 1);
        assertTrue(assertThrows(MalformedMessageException.class, () -> read(longer))
                .getMessage()
                .contains("left over"));
    }
}
