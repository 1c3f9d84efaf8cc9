package dev.e2ei.core.keypackage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.identity.TestDevice;
import dev.e2ei.core.identity.TestDevice.Kind;
import dev.e2ei.core.tree.Capabilities;
import dev.e2ei.core.tree.Extension;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafNodeDraft;
import dev.e2ei.core.tree.LeafPosition;
import dev.e2ei.core.tree.Lifetime;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.core.tree.RequiredCapabilities;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The leaves of a tree that is joined")
class JoinedLeafRulesTest {
    private static final Bytes GROUP = Bytes.ofUtf8("group");
    private static final Extensions WIRE =
            new Extensions(List.of(new RequiredCapabilities(List.of(), List.of(), List.of(1, 2)).toExtension()));
    private static final TestClient BOB = TestClient.basic(1);

    private static void check(LifetimePolicy lifetimes, List<LeafNode> leaves, Extensions extensions) {
        RatchetTree tree = RatchetTree.of(leaves.get(0));
        for (LeafNode leaf : leaves.subList(1, leaves.size())) {
            tree = tree.addLeaf(leaf);
        }
        new JoinedLeafRules(new LeafNodeRules(BOB.crypto(), lifetimes, TestDevice.NOW), TestClient.admission())
                .check(tree, GROUP, extensions);
    }

    private static void refused(String rule, List<LeafNode> leaves, Extensions extensions) {
        assertEquals(
                rule,
                assertThrows(
                                MessageRejectedException.class,
                                () -> check(LifetimePolicy.unlimited(), leaves, extensions))
                        .rule());
    }

    private static LeafNode at(int leafIndex, TestClient client) {
        return client.sign(client.draft().forUpdate(client.freshKey()), new LeafPosition(GROUP, leafIndex));
    }

    /** As many as are checked one after the other, and as many as are shared out. */
    private static List<LeafNode> members(int count) {
        List<LeafNode> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(i % 2 == 0 ? TestClient.basic(i).leaf() : at(i, TestClient.basic(i)));
        }
        return leaves;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 70})
    @DisplayName(
            "LN-1 LN-2 LN-3 CR-2 GI-2 are of any source, each signed for its place and with a credential for its key")
    void each(int count) {
        List<LeafNode> leaves = members(count);
        check(LifetimePolicy.unlimited(), leaves, WIRE);
        int last = count - 1;
        leaves.set(last, at(last + 1, TestClient.basic(last)));
        refused("LN-3", leaves, WIRE);
        leaves.set(last, at(last, TestClient.x509(Kind.KEY_MISMATCH, last)));
        refused("CR-2", leaves, WIRE);
        leaves.set(last, at(last, TestClient.x509(Kind.NAME_CONSTRAINT, last)));
        refused("LN-4", leaves, WIRE);
        for (Kind kind : List.of(Kind.VALID, Kind.UNTRUSTED, Kind.EXPIRED, Kind.REVOKED)) {
            leaves.set(last, at(last, TestClient.x509(kind, last)));
            check(LifetimePolicy.unlimited(), leaves, WIRE);
        }
    }

    @Test
    @DisplayName("LN-12 may be over their lifetime, unless somebody wants proof")
    void lifetimes() {
        LeafNode over = BOB.leaf(content -> BOB.draft().forKeyPackage(BOB.freshKey(), new Lifetime(0, 1)));
        List<LeafNode> leaves = List.of(TestClient.basic(0).leaf(), over);
        check(LifetimePolicy.upTo(MlsProfile.wire().longestKeyPackageLifetime()), leaves, WIRE);
        assertEquals(
                "LN-12",
                assertThrows(
                                MessageRejectedException.class,
                                () -> check(LifetimePolicy.unlimited().checkingReceived(), leaves, WIRE))
                        .rule());
    }

    @Test
    @DisplayName("GI-3 LN-5 LN-7 LN-8 LN-13 do what the group asks of them, and are distinct")
    void demands() {
        Capabilities own = OwnLeaf.capabilities(TestClient.PROFILE);
        LeafNodeDraft basicOnly = new LeafNodeDraft(
                BOB.publicKey(),
                BOB.credential(),
                new Capabilities(own.versions(), own.ciphersuites(), List.of(), List.of(), List.of(1)),
                Extensions.NONE);
        LeafNode leaf = BOB.sign(basicOnly.forUpdate(BOB.freshKey()), new LeafPosition(GROUP, 1));
        LeafNode alice = TestClient.basic(0).leaf();
        refused("LN-5", List.of(alice, leaf), WIRE);
        check(LifetimePolicy.unlimited(), List.of(alice, leaf), Extensions.NONE);
        refused("LN-7", List.of(TestClient.x509(Kind.VALID, 0).leaf(), leaf), Extensions.NONE);
        refused("LN-8", List.of(alice), new Extensions(List.of(new Extension(0xf00d, Bytes.EMPTY))));
        refused("LN-13", List.of(alice, at(1, BOB), at(2, BOB)), WIRE);
        refused("EXT-7", List.of(alice), new Extensions(List.of(new Extension(2, Bytes.EMPTY))));
    }
}
