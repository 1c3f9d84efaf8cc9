package dev.e2ei.core.proposal;

import static dev.e2ei.core.proposal.TestGroup.byValue;
import static dev.e2ei.core.proposal.TestGroup.member;
import static dev.e2ei.core.proposal.TestGroup.received;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.identity.TestDevice;
import dev.e2ei.core.identity.TestDevice.Kind;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafIndices;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafNodeDraft;
import dev.e2ei.core.tree.ParentNode;
import dev.e2ei.core.tree.RatchetTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A list of proposals")
class ProposalListRulesTest {
    private static final TestGroup GROUP = TestGroup.of(5);
    private static final ReInit REINIT = new ReInit(Bytes.ofUtf8("next"), 1, 1, Extensions.NONE);

    private static Add add(int device) {
        return new Add(TestClient.basic(device).keyPackage());
    }

    private static PreSharedKeyProposal psk(int nonce) {
        byte[] octets = new byte[32];
        Arrays.fill(octets, (byte) nonce);
        return new PreSharedKeyProposal(new PreSharedKeyId.External(Bytes.ofUtf8("psk"), Bytes.of(octets)));
    }

    private static GroupContextExtensionsProposal sameExtensions() {
        return new GroupContextExtensionsProposal(GROUP.context.extensions());
    }

    private static ExternalInitProposal externalInit() {
        return new ExternalInitProposal(Bytes.of(new byte[32]));
    }

    @Test
    @DisplayName("PL-2 PR-3 has no Update and no Remove of the committer, by value or by reference")
    void ofCommitter() {
        GROUP.refused("PL-2", new Remove(0));
        GROUP.refused("PL-2", List.of(received(1, new Remove(0))));
        GROUP.refused("PL-2", List.of(received(0, GROUP.update(0))));
        GROUP.refused("PL-2", GROUP.update(0));
        GROUP.refused("PL-2", GROUP.update(1));
    }

    @Test
    @DisplayName("PL-3 has one Update or Remove for each leaf")
    void oneEach() {
        GROUP.refused("PL-3", List.of(received(1, GROUP.update(1)), received(2, new Remove(1))));
        GROUP.refused("PL-3", List.of(received(1, GROUP.update(1)), received(1, GROUP.update(1))));
        GROUP.refused("PL-3", new Remove(3), new Remove(3));
        GROUP.commit(
                member(0),
                List.of(received(1, GROUP.update(1)), received(2, GROUP.update(2)), received(1, new Remove(3))),
                Optional.of(GROUP.pathLeaf(0)));
    }

    @Test
    @DisplayName("PL-4 CR-8 adds no client twice, and no member that stays, however its name is spelled")
    void clients() {
        GROUP.refused("PL-4", add(10), add(10));
        GROUP.refused("PL-4", add(3));
        GROUP.refused("PL-4", add(0));
        GROUP.refused("PL-4", new Add(TestClient.x509(Kind.VALID, 3).keyPackage()));
        Bytes otherSpelling = Bytes.ofUtf8("Dx4tPEtaSXiHlqW0w9Lh8A:0003@WIRE.com");
        GROUP.refused(
                "PL-4",
                new Add(TestClient.basic(3)
                        .with(new BasicCredential(otherSpelling))
                        .keyPackage()));
        Bytes history = Bytes.ofUtf8("history-client:1");
        Add first =
                new Add(TestClient.basic(3).with(new BasicCredential(history)).keyPackage());
        Add second =
                new Add(TestClient.basic(3).with(new BasicCredential(history)).keyPackage());
        GROUP.refused("PL-4", first, second);
        assertEquals(1, GROUP.commit(first).added().size());
        AppliedProposals replaced = GROUP.commit(add(3), new Remove(3));
        assertEquals(List.of(new AppliedProposals.Removed(3, GROUP.tree.leaf(3).orElseThrow())), replaced.removed());
        assertEquals(3, replaced.added().get(0).leafIndex());
    }

    @Test
    @DisplayName(
            "PL-5 has no PreSharedKeyID twice, nonce included, and one GroupContextExtensions; ReInit stands alone")
    void alone() {
        GROUP.refused("PL-5", psk(1), psk(1));
        assertEquals(2, GROUP.commit(psk(1), psk(2)).psks().size());
        GROUP.refused("PL-5", sameExtensions(), sameExtensions());
        GROUP.refused("PL-5", REINIT, psk(1));
        GROUP.refused("PL-5", add(10), REINIT);
        GROUP.refused("PL-5", REINIT, REINIT);
        GROUP.refused("PL-5", externalInit());
        GROUP.refused("PL-5", add(10), externalInit());
        assertEquals(Optional.of(REINIT), GROUP.commit(REINIT).reInit());
    }

    @Test
    @DisplayName("PS-9 has no more pre-shared keys than can be counted")
    void pskCount() {
        List<QueuedProposal> list = new ArrayList<>();
        for (int i = 0; i < 65_536; i++) {
            Bytes nonce = Bytes.of(Arrays.copyOf(new byte[] {(byte) (i >> 8), (byte) i}, 32));
            list.add(QueuedProposal.byValue(
                    new PreSharedKeyProposal(new PreSharedKeyId.External(Bytes.EMPTY, nonce)), member(0)));
        }
        GROUP.refused("PS-9", member(0), list, Optional.empty());
        assertEquals(
                65_535,
                GROUP.commit(member(0), list.subList(1, list.size()), Optional.empty())
                        .psks()
                        .size());
    }

    @Test
    @DisplayName("PL-6 LN-13 TREE-9 leaves every key unique: across members, adds, updates, parents and the path")
    void unique() {
        TestClient bob = TestClient.basic(10);
        GROUP.refused(
                "LN-13", new Add(bob.keyPackage()), new Add(bob.with(other(11)).keyPackage()));
        GROUP.refused("LN-13", new Add(GROUP.members.get(2).with(other(11)).keyPackage()));
        GROUP.commit(new Add(GROUP.members.get(2).with(other(11)).keyPackage()), new Remove(2));
        Bytes taken = GROUP.tree.leaf(2).orElseThrow().encryptionKey();
        Add sameKey = new Add(bob.keyPackage(bob.leaf(content -> bob.draft().forKeyPackage(taken, bob.lifetime()))));
        GROUP.refused("TREE-9", sameKey);
        TestClient dave = GROUP.members.get(3);
        Update update = new Update(dave.sign(dave.draft().forUpdate(taken), GROUP.place(3)));
        GROUP.refused("TREE-9", List.of(received(3, update)));
        LeafNode path =
                GROUP.members.get(0).sign(GROUP.members.get(0).draft().forCommit(taken, Bytes.EMPTY), GROUP.place(0));
        GROUP.refused("TREE-9", member(0), List.of(), Optional.of(path));
        Add rotated = new Add(bob.keyPackage());
        TestClient stolen = TestClient.basic(10).with(GROUP.members.get(0).credential());
        GROUP.refused(
                "LN-13",
                member(0),
                byValue(member(0), rotated),
                Optional.of(GROUP.pathLeaf(bob.with(GROUP.members.get(0).credential()), 0)));
        GROUP.commit(member(0), byValue(member(0), rotated), Optional.of(GROUP.pathLeaf(stolen, 0)));
    }

    private static BasicCredential other(int device) {
        return new BasicCredential(Bytes.ofUtf8(TestDevice.clientId(device)));
    }

    @Test
    @DisplayName("PL-6 TREE-9 does not add a key that a parent has")
    void parentKey() {
        TestClient bob = TestClient.basic(10);
        Bytes taken = bob.freshKey();
        RatchetTree plain =
                TestGroup.tree(GROUP.members.stream().map(TestClient::leaf).toList());
        RatchetTree tree = RatchetTree.of(
                plain.leafCount(),
                plain::leaf,
                node -> node == 3
                        ? Optional.of(new ParentNode(taken, Bytes.EMPTY, LeafIndices.NONE))
                        : Optional.empty());
        TestGroup group = new TestGroup(GROUP.members, tree);
        Add add = new Add(bob.keyPackage(bob.leaf(content -> bob.draft().forKeyPackage(taken, bob.lifetime()))));
        TestGroup.refused(
                "TREE-9",
                () -> group.commit(false, member(4), byValue(member(4), add), Optional.of(group.pathLeaf(4))));
    }

    @Test
    @DisplayName("KP-8 adds no two key packages with one init key")
    void initKeys() {
        TestClient bob = TestClient.basic(10);
        TestClient carol = TestClient.basic(11);
        Bytes init = bob.freshKey();
        GROUP.refused(
                "KP-8",
                new Add(bob.keyPackage(init, bob.leaf(), Extensions.NONE)),
                new Add(carol.keyPackage(init, carol.leaf(), Extensions.NONE)));
    }

    @Test
    @DisplayName("PL-8 is applied in the order of the RFC, and added leaves in that of the list")
    void order() {
        KeyPackage bob = TestClient.basic(10).keyPackage();
        KeyPackage carol = TestClient.basic(11).keyPackage();
        List<QueuedProposal> list = new ArrayList<>(byValue(member(0), psk(1), new Add(carol), new Add(bob)));
        list.add(received(2, GROUP.update(2)));
        list.add(received(2, new Remove(1)));
        list.addAll(byValue(member(0), sameExtensions(), psk(2)));
        AppliedProposals applied = GROUP.commit(member(0), list, Optional.of(GROUP.pathLeaf(0)));
        assertEquals(list, applied.list());
        assertEquals(
                List.of(new AppliedProposals.Added(1, carol), new AppliedProposals.Added(5, bob)), applied.added());
        assertEquals(Set.of(1, 5), applied.addedIndices());
        assertEquals(2, applied.updated().get(0).leafIndex());
        assertEquals(GROUP.tree.leaf(2).orElseThrow(), applied.updated().get(0).before());
        assertTrue(applied.removes(1));
        assertFalse(applied.removes(2));
        assertEquals(List.of(psk(1).psk(), psk(2).psk()), applied.psks());
        assertEquals(Optional.of(carol.leaf()), applied.tree().leaf(1));
        assertEquals(6, applied.tree().memberCount());
    }

    @Test
    @DisplayName("PL-9 has a path unless it is not empty and only Add, PSK, ReInit")
    void path() {
        for (Proposal proposal : List.of(add(10), psk(1), REINIT)) {
            assertFalse(GROUP.commit(member(0), byValue(member(0), proposal), Optional.empty())
                    .pathRequired());
            assertFalse(GROUP.commit(proposal).pathRequired());
        }
        GROUP.refused("PL-9", member(0), List.of(), Optional.empty());
        GROUP.refused("PL-9", member(0), byValue(member(0), new Remove(2)), Optional.empty());
        GROUP.refused("PL-9", member(0), byValue(member(0), add(10), new Remove(2)), Optional.empty());
        GROUP.refused("PL-9", member(0), byValue(member(0), sameExtensions()), Optional.empty());
        GROUP.refused("PL-9", member(0), List.of(received(2, GROUP.update(2))), Optional.empty());
        assertTrue(GROUP.commit().pathRequired());
    }

    @Test
    @DisplayName("PL-7 of an external commit has one ExternalInit, at most one Remove, any PSKs, nothing else")
    void external() {
        Sender joiner = new Sender.NewMemberCommit();
        TestClient bob = TestClient.basic(10);
        Optional<LeafNode> path = Optional.of(GROUP.pathLeaf(bob, 5));
        for (List<QueuedProposal> list : List.of(
                byValue(joiner),
                byValue(joiner, psk(1)),
                byValue(joiner, externalInit(), externalInit()),
                byValue(joiner, externalInit(), new Remove(1), new Remove(2)),
                byValue(joiner, externalInit(), add(11)),
                byValue(joiner, externalInit(), sameExtensions()),
                byValue(joiner, externalInit(), REINIT),
                byValue(joiner, externalInit(), GROUP.update(1)),
                List.of(received(joiner, externalInit())),
                List.of(QueuedProposal.byValue(externalInit(), joiner), received(1, psk(1))))) {
            GROUP.refused("PL-7", joiner, list, path);
        }
        AppliedProposals applied = GROUP.commit(joiner, byValue(joiner, psk(1), externalInit(), psk(2)), path);
        assertEquals(5, applied.committerIndex());
        assertEquals(Optional.of(externalInit()), applied.externalInit());
        assertEquals(2, applied.psks().size());
        GROUP.refused("PL-9", joiner, byValue(joiner, externalInit()), Optional.empty());
        GROUP.refused("MP-3", new Sender.External(0), byValue(new Sender.External(0), externalInit()), path);
        GROUP.refused("MP-3", new Sender.NewMemberProposal(), byValue(joiner, externalInit()), path);
    }

    @Test
    @DisplayName("PL-7 EX-3 EX-4 EX-9 of somebody who comes back replaces its own former leaf only")
    void resync() {
        Sender joiner = new Sender.NewMemberCommit();
        TestClient carol = GROUP.members.get(2);
        List<QueuedProposal> list = byValue(joiner, externalInit(), new Remove(2));
        AppliedProposals applied = GROUP.commit(joiner, list, Optional.of(GROUP.pathLeaf(carol, 2)));
        assertEquals(2, applied.committerIndex());
        assertTrue(applied.tree().leaf(2).isEmpty());
        GROUP.refused("PL-7", joiner, list, Optional.of(GROUP.pathLeaf(TestClient.basic(10), 2)));
        TestClient enrolled = TestClient.x509(Kind.VALID, 2);
        GROUP.commit(joiner, list, Optional.of(GROUP.pathLeaf(enrolled, 2)));
        Bytes before = GROUP.tree.leaf(2).orElseThrow().encryptionKey();
        LeafNode sameKey = carol.sign(carol.draft().forCommit(before, Bytes.EMPTY), GROUP.place(2));
        GROUP.refused("LN-14", joiner, list, Optional.of(sameKey));
        GROUP.refused("LN-3", joiner, list, Optional.of(GROUP.pathLeaf(carol, 5)));
        GROUP.refused("LN-13", joiner, byValue(joiner, externalInit()), Optional.of(GROUP.pathLeaf(carol, 5)));
        GROUP.refused("PR-4", joiner, byValue(joiner, externalInit(), new Remove(7)), Optional.of(sameKey));
        TestGroup certified = new TestGroup(List.of(TestClient.basic(0), TestClient.x509(Kind.VALID, 1)));
        certified.refused(
                "CR-4",
                joiner,
                byValue(joiner, externalInit(), new Remove(1)),
                Optional.of(certified.pathLeaf(TestClient.x509(Kind.UNTRUSTED, 1), 1)));
        TestGroup alone = TestGroup.of(1);
        AppliedProposals only =
                alone.commit(joiner, byValue(joiner, externalInit(), new Remove(0)), Optional.of(alone.pathLeaf(0)));
        assertEquals(0, only.committerIndex());
        assertEquals(0, only.tree().memberCount());
    }

    @Test
    @DisplayName("PC-2 LN-1 LN-14 CR-4 has a path leaf that may stand in the committer's place")
    void pathLeaf() {
        TestClient alice = GROUP.members.get(0);
        LeafNodeDraft draft = alice.draft();
        Bytes before = GROUP.tree.leaf(0).orElseThrow().encryptionKey();
        GROUP.refused(
                "LN-1",
                member(0),
                List.of(),
                Optional.of(alice.sign(draft.forUpdate(alice.freshKey()), GROUP.place(0))));
        GROUP.refused(
                "LN-14",
                member(0),
                List.of(),
                Optional.of(alice.sign(draft.forCommit(before, Bytes.EMPTY), GROUP.place(0))));
        GROUP.refused("LN-3", member(0), List.of(), Optional.of(GROUP.pathLeaf(alice, 1)));
        GROUP.refused("CR-4", member(0), List.of(), Optional.of(GROUP.pathLeaf(TestClient.basic(10), 0)));
        GROUP.refused(
                "CR-2", member(0), List.of(), Optional.of(GROUP.pathLeaf(TestClient.x509(Kind.KEY_MISMATCH, 0), 0)));
        GROUP.commit(member(0), List.of(), Optional.of(GROUP.pathLeaf(TestClient.x509(Kind.UNTRUSTED, 0), 0)));
        TestGroup.refused(
                "TREE-9",
                () -> GROUP.commit(
                        false,
                        member(1),
                        List.of(),
                        Optional.of(GROUP.members
                                .get(1)
                                .sign(GROUP.members.get(1).draft().forCommit(before, Bytes.EMPTY), GROUP.place(1)))));
    }
}
