package dev.e2ei.core.keypackage;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.identity.TestDevice;
import dev.e2ei.core.tree.Capabilities;
import dev.e2ei.core.tree.Extension;
import dev.e2ei.core.tree.ExtensionType;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafNodeContent;
import dev.e2ei.core.tree.LeafPosition;
import dev.e2ei.core.tree.Lifetime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A leaf")
class LeafNodeRulesTest {
    private static final TestClient BOB = TestClient.basic(1);
    private static final LeafPosition PLACE = new LeafPosition(Bytes.ofUtf8("group"), 3);
    private static final LeafNodeRules RULES = TestClient.leafRules(BOB.crypto());

    private static void refused(String rule, LeafNodeRules rules, LeafNode leaf, LeafRole role) {
        assertEquals(
                rule,
                assertThrows(MessageRejectedException.class, () -> rules.check(leaf, role))
                        .rule());
    }

    /** Refused whoever brings it. */
    private static void refused(String rule, LeafNode leaf) {
        for (LeafRole role : List.of(LeafRole.ADDED_BY_US, LeafRole.ADDED, LeafRole.TREE)) {
            refused(rule, RULES, leaf, role);
        }
    }

    private static UnaryOperator<LeafNodeContent> with(Capabilities capabilities, Extensions extensions) {
        return content -> new LeafNodeContent(
                content.encryptionKey(),
                content.signatureKey(),
                content.credential(),
                capabilities,
                content.source(),
                content.lifetime(),
                content.parentHash(),
                extensions);
    }

    private static UnaryOperator<LeafNodeContent> with(Capabilities capabilities) {
        return with(capabilities, Extensions.NONE);
    }

    private static UnaryOperator<LeafNodeContent> with(Extensions extensions) {
        return with(OwnLeaf.capabilities(TestClient.PROFILE), extensions);
    }

    private static LeafNode lasting(long notBefore, long notAfter) {
        return BOB.leaf(content -> BOB.draft().forKeyPackage(BOB.freshKey(), new Lifetime(notBefore, notAfter)));
    }

    @Test
    @DisplayName("LN-1 has the source that fits where it is")
    void source() {
        LeafNode added = BOB.leaf();
        LeafNode update = BOB.sign(BOB.draft().forUpdate(BOB.freshKey()), PLACE);
        LeafNode commit = BOB.sign(BOB.draft().forCommit(BOB.freshKey(), Bytes.EMPTY), PLACE);
        for (LeafRole role : LeafRole.values()) {
            for (LeafNode leaf : List.of(added, update, commit)) {
                boolean fits = switch (role) {
                    case ADDED_BY_US, ADDED -> leaf == added;
                    case UPDATE -> leaf == update;
                    case COMMIT, EXTERNAL_JOIN -> leaf == commit;
                    case TREE -> true;
                };
                if (fits) {
                    assertDoesNotThrow(() -> RULES.check(leaf, role));
                } else {
                    refused("LN-1", RULES, leaf, role);
                }
            }
        }
    }

    @Test
    @DisplayName("LN-2 LN-3 verifies in its group, at its index, under its key only")
    void signature() {
        LeafNode update = BOB.sign(BOB.draft().forUpdate(BOB.freshKey()), PLACE);
        RULES.checkSignature(update, Optional.of(PLACE));
        for (Optional<LeafPosition> other : List.of(
                Optional.of(new LeafPosition(PLACE.groupId(), 4)),
                Optional.of(new LeafPosition(Bytes.ofUtf8("other"), 3)),
                Optional.<LeafPosition>empty())) {
            assertEquals(
                    "LN-3",
                    assertThrows(MessageRejectedException.class, () -> RULES.checkSignature(update, other))
                            .rule());
        }
        RULES.checkSignature(BOB.leaf(), Optional.of(PLACE));
        byte[] octets = BOB.leaf().octets().toByteArray();
        octets[octets.length - 1] ^= 1;
        LeafNode forged = LeafNode.of(Bytes.of(octets));
        assertEquals(
                "LN-3",
                assertThrows(MessageRejectedException.class, () -> RULES.checkSignature(forged, Optional.empty()))
                        .rule());
    }

    @Test
    @DisplayName("LN-6 supports the group's version and suite")
    void versionAndSuite() {
        Capabilities own = OwnLeaf.capabilities(TestClient.PROFILE);
        refused(
                "LN-6",
                BOB.leaf(with(
                        new Capabilities(List.of(2), own.ciphersuites(), List.of(), List.of(), own.credentials()))));
        refused(
                "LN-6",
                BOB.leaf(with(
                        new Capabilities(own.versions(), List.of(2, 3), List.of(), List.of(), own.credentials()))));
    }

    @Test
    @DisplayName("LN-9 LN-15 lists its own extensions; default ones, and those of others, may be listed or not")
    void extensions() {
        Extensions unknown = new Extensions(List.of(new Extension(0xf00d, Bytes.EMPTY)));
        refused("LN-9", BOB.leaf(with(unknown)));
        Capabilities own = OwnLeaf.capabilities(TestClient.PROFILE);
        Capabilities more = new Capabilities(
                List.of(1, 0xfafa),
                List.of(0x0a0a, 1, 0xf001),
                List.of(0xf00d, 0x1a1a, ExtensionType.EXTERNAL_SENDERS),
                List.of(7, 0x2a2a),
                List.of(1, 2, 0x3a3a));
        RULES.check(BOB.leaf(with(more, unknown)), LeafRole.ADDED_BY_US);
        RULES.check(
                BOB.leaf(with(
                        own, new Extensions(List.of(new Extension(ExtensionType.APPLICATION_ID, Bytes.ofUtf8("x")))))),
                LeafRole.ADDED_BY_US);
    }

    @Test
    @DisplayName("LN-10 lists the type of its own credential")
    void credentialType() {
        Capabilities own = OwnLeaf.capabilities(TestClient.PROFILE);
        refused(
                "LN-10",
                BOB.leaf(with(new Capabilities(own.versions(), own.ciphersuites(), List.of(), List.of(), List.of(2)))));
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "0, -1, LN-11",
        "-2, -1, ",
        "5, 4, LN-11",
        "-1, 0, LN-11",
        "0, 7261200, ",
        "0, 7261201, LN-11",
        "-9223372036854775808, -9223372036854775807, "
    })
    @DisplayName("LN-11 lives no longer than is taken, in unsigned seconds")
    void lifetime(long notBefore, long notAfter, String rule) {
        Optional<Duration> longest = Optional.of(Duration.ofDays(84).plusHours(1));
        LeafNodeRules limited = new LeafNodeRules(BOB.crypto(), LifetimePolicy.upTo(longest), TestDevice.NOW);
        LeafNode leaf = lasting(notBefore, notAfter);
        if (rule == null) {
            limited.check(leaf, LeafRole.ADDED);
        } else {
            refused(rule, limited, leaf, LeafRole.ADDED);
            refused(rule, limited, leaf, LeafRole.TREE);
        }
        if (Long.compareUnsigned(notBefore, notAfter) <= 0) {
            RULES.check(leaf, LeafRole.ADDED);
        } else {
            refused("LN-11", leaf);
        }
    }

    @ParameterizedTest(name = "{0} s from its beginning, {1} s from its end: within {2}")
    @CsvSource({"-1, 100, false", "0, 100, true", "100, 0, true", "100, -1, false"})
    @DisplayName("LN-12 is within its lifetime where this client adds it; where others do, if that is asked for")
    void now(long sinceBeginning, long untilEnd, boolean within) {
        long now = TestDevice.NOW.getEpochSecond();
        LeafNode leaf = lasting(now - sinceBeginning, now + untilEnd);
        LeafNodeRules strict =
                new LeafNodeRules(BOB.crypto(), LifetimePolicy.unlimited().checkingReceived(), TestDevice.NOW);
        RULES.check(leaf, LeafRole.ADDED);
        RULES.check(leaf, LeafRole.TREE);
        if (within) {
            RULES.check(leaf, LeafRole.ADDED_BY_US);
            strict.check(leaf, LeafRole.TREE);
        } else {
            refused("LN-12", RULES, leaf, LeafRole.ADDED_BY_US);
            refused("LN-12", strict, leaf, LeafRole.ADDED);
            refused("LN-12", strict, leaf, LeafRole.TREE);
        }
        LeafNodeRules early = new LeafNodeRules(BOB.crypto(), LifetimePolicy.unlimited(), Instant.ofEpochSecond(-5));
        refused("LN-12", early, leaf, LeafRole.ADDED_BY_US);
    }

    @Test
    @DisplayName("LN-14 has a fresh encryption key where it replaces another one")
    void freshKey() {
        LeafNode before = BOB.leaf();
        LeafNode after = BOB.sign(BOB.draft().forUpdate(before.encryptionKey()), PLACE);
        assertEquals(
                "LN-14",
                assertThrows(MessageRejectedException.class, () -> RULES.checkFreshKey(before, after))
                        .rule());
        RULES.checkFreshKey(before, BOB.sign(BOB.draft().forUpdate(BOB.freshKey()), PLACE));
    }

    @Test
    @DisplayName("LN-16 has no extension twice: not to be made, and refused when read")
    void twice() {
        Extension one = new Extension(0xf00d, Bytes.EMPTY);
        assertThrows(IllegalArgumentException.class, () -> new Extensions(List.of(one, one)));
        byte[] octets;
        try (TlsWriter out = new TlsWriter()) {
            out.list(Extension.CODEC, List.of(one, one));
            octets = out.toOctets();
        }
        assertEquals(
                "EXT-1",
                assertThrows(
                                MessageRejectedException.class,
                                () -> Extensions.CODEC.fromOctets(octets, DecodeLimits.MESSAGE))
                        .rule());
    }

    @Test
    @DisplayName("CS-5 has keys of the suite")
    void keys() {
        refused("CS-5", BOB.leaf(content -> BOB.draft().forKeyPackage(Bytes.of(new byte[33]), BOB.lifetime())));
        TestClient p256 = TestClient.basic(Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256, 1);
        byte[] offCurve = new byte[65];
        offCurve[0] = 4;
        offCurve[64] = 1;
        LeafNode leaf = p256.leaf(content -> p256.draft().forKeyPackage(Bytes.of(offCurve), p256.lifetime()));
        refused("CS-5", TestClient.leafRules(p256.crypto()), leaf, LeafRole.ADDED);
    }
}
