package dev.e2ei.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedMessageException;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.credential.X509Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What stands in trees and paths")
class TreeCodecsTest {
    private static final Bytes SOME = Bytes.fromHex("00ff10");

    static Stream<Arguments> values() {
        TestGroup group = TestGroup.populated(3);
        TestMember member = group.members.get(0);
        group.add(1);
        UpdatePathBuilder builder = group.renew(0);
        UpdatePath path = builder.encrypt(SOME.toByteArray(), Set.of());
        builder.close();
        Extension unknown = new Extension(0xfafa, SOME);
        ExternalSenderEntry sender = new ExternalSenderEntry(SOME, new BasicCredential(SOME));
        LeafNodeDraft x509 = new LeafNodeDraft(
                SOME,
                new X509Credential(List.of(SOME, Bytes.EMPTY)),
                member.draft.capabilities(),
                new Extensions(List.of(unknown)));
        return Stream.of(
                value(Extension.CODEC, unknown),
                value(Extensions.CODEC, Extensions.NONE),
                value(Extensions.CODEC, new Extensions(List.of(unknown, new Extension(1, Bytes.EMPTY)))),
                value(RequiredCapabilities.CODEC, new RequiredCapabilities(List.of(7), List.of(), List.of(1, 2))),
                value(Capabilities.CODEC, member.draft.capabilities()),
                value(
                        Capabilities.CODEC,
                        new Capabilities(List.of(1, 0xffff), List.of(0x0a0a), List.of(9), List.of(8), List.of(3))),
                value(Lifetime.CODEC, new Lifetime(5, -1)),
                value(ExternalSenderEntry.CODEC, sender),
                value(ExternalSenders.CODEC, new ExternalSenders(List.of(sender, sender))),
                value(LeafNode.CODEC, member.leaf()),
                value(
                        LeafNode.CODEC,
                        LeafNode.sign(
                                group.crypto,
                                x509.forUpdate(SOME),
                                Optional.of(TestGroup.position(2)),
                                member.signatureKeys.privateKey())),
                value(LeafNode.CODEC, path.leafNode()),
                value(LeafIndices.CODEC, LeafIndices.of(List.of(3, 1, -1))),
                value(ParentNode.CODEC, new ParentNode(SOME, Bytes.EMPTY, LeafIndices.of(List.of(1, 2)))),
                value(EncryptedPathSecret.CODEC, new EncryptedPathSecret(SOME, SOME)),
                value(UpdatePathNode.CODEC, new UpdatePathNode(SOME, List.of())),
                value(UpdatePathNode.CODEC, path.nodes().get(1)),
                value(UpdatePath.CODEC, path),
                value(UpdatePath.CODEC, new UpdatePath(path.leafNode(), List.of())),
                value(RatchetTree.CODEC, group.tree));
    }

    private static <T> Arguments value(TlsCodec<T> codec, T value) {
        return Arguments.of(value.getClass().getSimpleName(), codec, value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    @DisplayName("COD-6, COD-9: is read as it was written, and neither shorter nor longer")
    <T> void laws(String name, TlsCodec<T> codec, T value) {
        byte[] octets = codec.toOctets(value);
        T again = codec.fromOctets(octets, DecodeLimits.GROUP);
        assertEquals(Bytes.of(octets), Bytes.of(codec.toOctets(again)));
        if (!(value instanceof RatchetTree)) {
            assertEquals(value, again);
            assertEquals(value.hashCode(), again.hashCode());
        }
        for (int length = 0; length < octets.length; length++) {
            byte[] prefix = Arrays.copyOf(octets, length);
            assertThrows(
                    MalformedMessageException.class, () -> codec.fromOctets(prefix, DecodeLimits.GROUP), name + length);
        }
        byte[] longer = Arrays.copyOf(octets, octets.length + 1);
        assertThrows(MalformedMessageException.class, () -> codec.fromOctets(longer, DecodeLimits.GROUP));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    @DisplayName("ends, with any octet changed, in a value or in our exception")
    <T> void mutations(String name, TlsCodec<T> codec, T value) {
        byte[] octets = codec.toOctets(value);
        for (int i = 0; i < octets.length; i++) {
            for (int change : new int[] {0x01, 0x40, 0x80, 0xff}) {
                byte[] changed = octets.clone();
                changed[i] ^= (byte) change;
                try {
                    T other = codec.fromOctets(changed, DecodeLimits.GROUP);
                    assertEquals(Bytes.of(changed), Bytes.of(codec.toOctets(other)), name + " at " + i);
                } catch (MlsException e) {
                    assertFalse(String.valueOf(e.getMessage()).isEmpty());
                }
            }
        }
    }

    @Test
    @DisplayName("EXT-1, LN-16: two extensions of a type are neither written nor read")
    void twice() {
        Extension extension = new Extension(9, SOME);
        assertThrows(IllegalArgumentException.class, () -> new Extensions(List.of(extension, extension)));
        byte[] one = Extension.CODEC.toOctets(extension);
        byte[] two = new byte[1 + 2 * one.length];
        two[0] = (byte) (2 * one.length);
        System.arraycopy(one, 0, two, 1, one.length);
        System.arraycopy(one, 0, two, 1 + one.length, one.length);
        MessageRejectedException wrong = assertThrows(
                MessageRejectedException.class, () -> Extensions.CODEC.fromOctets(two, DecodeLimits.MESSAGE));
        assertEquals("EXT-1", wrong.rule());
    }

    @Test
    @DisplayName("extensions are found by type, decoded exactly, and replaced at their place")
    void extensions() {
        RequiredCapabilities required = new RequiredCapabilities(List.of(), List.of(), List.of(1));
        Extensions extensions = new Extensions(List.of(required.toExtension(), new Extension(9, SOME)));
        assertEquals(
                Optional.of(required),
                extensions.find(ExtensionType.REQUIRED_CAPABILITIES, RequiredCapabilities.CODEC));
        assertEquals(Optional.of(SOME), extensions.find(9));
        assertEquals(Optional.empty(), extensions.find(10));
        assertThrows(MalformedMessageException.class, () -> extensions.find(9, RequiredCapabilities.CODEC));
        assertEquals(List.of(3, 9), extensions.with(new Extension(3, SOME)).types());
        assertEquals(List.of(3, 9, 4), extensions.with(new Extension(4, SOME)).types());
        assertThrows(IllegalArgumentException.class, () -> new Extension(0x10000, SOME));
    }

    @Test
    @DisplayName(
            "LN-5: default extension and proposal types are supported without being listed, credential types are not")
    void defaults() {
        Capabilities none = new Capabilities(List.of(1), List.of(1), List.of(), List.of(), List.of());
        assertTrue(none.supports(new RequiredCapabilities(List.of(1, 2, 3, 4, 5), List.of(1, 7), List.of())));
        assertFalse(none.supports(new RequiredCapabilities(List.of(6), List.of(), List.of())));
        assertFalse(none.supports(new RequiredCapabilities(List.of(), List.of(8), List.of())));
        assertFalse(none.supports(new RequiredCapabilities(List.of(), List.of(0), List.of())));
        assertFalse(none.supports(new RequiredCapabilities(List.of(), List.of(), List.of(1))));
        Capabilities more = new Capabilities(List.of(1), List.of(1), List.of(6), List.of(8), List.of(1));
        assertTrue(more.supports(new RequiredCapabilities(List.of(6), List.of(8), List.of(1))));
    }

    @Test
    @DisplayName("LN-11, LN-12: lifetimes are unsigned, ends included, and may be too long")
    void lifetimes() {
        Lifetime always = new Lifetime(0, -1);
        assertTrue(always.isOrdered());
        assertTrue(always.contains(Instant.ofEpochSecond(1)));
        assertTrue(always.isLongerThan(Duration.ofDays(36_500)));
        Lifetime week = Lifetime.between(Instant.ofEpochSecond(100), Instant.ofEpochSecond(604_900));
        assertFalse(week.isLongerThan(Duration.ofDays(7)));
        assertTrue(week.isLongerThan(Duration.ofDays(7).minusSeconds(1)));
        assertTrue(week.contains(Instant.ofEpochSecond(100)));
        assertTrue(week.contains(Instant.ofEpochSecond(604_900)));
        assertFalse(week.contains(Instant.ofEpochSecond(99)));
        assertFalse(week.contains(Instant.ofEpochSecond(604_901)));
        assertFalse(week.contains(Instant.ofEpochSecond(-1)));
        assertFalse(new Lifetime(2, 1).isOrdered());
        assertFalse(new Lifetime(-1, 1).isOrdered());
        assertThrows(
                IllegalArgumentException.class,
                () -> Lifetime.between(Instant.ofEpochSecond(2), Instant.ofEpochSecond(1)));
    }

    @Test
    @DisplayName("LN-1, LN-2: a leaf has the fields of its source, is bound to its place, and keeps its octets")
    void leaves() {
        TestGroup group = new TestGroup();
        TestMember member = group.members.get(0);
        LeafNode leaf = member.leaf();
        assertTrue(leaf.verifySignature(group.crypto, Optional.empty()));
        assertTrue(leaf.verifySignature(group.crypto, Optional.of(TestGroup.position(3))));
        assertThrows(
                IllegalArgumentException.class,
                () -> LeafNode.sign(
                        group.crypto,
                        member.draft.forUpdate(SOME),
                        Optional.empty(),
                        member.signatureKeys.privateKey()));
        LeafNodeContent content = leaf.content();
        assertThrows(
                IllegalArgumentException.class,
                () -> new LeafNodeContent(
                        SOME,
                        SOME,
                        content.credential(),
                        content.capabilities(),
                        LeafNodeSource.COMMIT,
                        content.lifetime(),
                        Optional.of(SOME),
                        Extensions.NONE));
        assertEquals(leaf, LeafNode.of(leaf.octets()));
        byte[] octets = leaf.octets().toByteArray();
        octets[octets.length - 1] ^= 1;
        LeafNode forged = LeafNode.of(Bytes.of(octets));
        assertFalse(forged.verifySignature(group.crypto, Optional.empty()));
        assertFalse(forged.equals(leaf));
        assertFalse(leaf.toString().contains("client"));
    }
}
