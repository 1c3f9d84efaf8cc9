package dev.e2ei.core.proposal;

import static dev.e2ei.core.proposal.TestGroup.byValue;
import static dev.e2ei.core.proposal.TestGroup.member;
import static dev.e2ei.core.proposal.TestGroup.received;
import static dev.e2ei.core.proposal.TestGroup.refused;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedMessageException;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.credential.X509Credential;
import dev.e2ei.core.identity.TestDevice;
import dev.e2ei.core.identity.TestDevice.Kind;
import dev.e2ei.core.keypackage.OwnLeaf;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.schedule.ResumptionUsage;
import dev.e2ei.core.tree.Capabilities;
import dev.e2ei.core.tree.Extension;
import dev.e2ei.core.tree.ExtensionType;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.ExternalSenderEntry;
import dev.e2ei.core.tree.ExternalSenders;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafNodeContent;
import dev.e2ei.core.tree.LeafNodeDraft;
import dev.e2ei.core.tree.Lifetime;
import dev.e2ei.core.tree.RequiredCapabilities;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A proposal by itself")
class ProposalRulesTest {
    private static final TestGroup GROUP = TestGroup.of(4);
    private static final TestClient BOB = TestClient.basic(10);

    /** Refused when it is to be sent, when it comes, and in a commit. */
    private static void refusedEverywhere(String rule, QueuedProposal queued) {
        refused(rule, () -> GROUP.each(true).check(queued));
        refused(rule, () -> GROUP.each(false).check(queued));
        GROUP.refused(rule, member(0), List.of(queued), Optional.of(GROUP.pathLeaf(0)));
    }

    private static void taken(QueuedProposal queued) {
        GROUP.each(true).check(queued);
        GROUP.each(false).check(queued);
        GROUP.commit(member(0), List.of(queued), Optional.of(GROUP.pathLeaf(0)));
    }

    private static GroupContextExtensionsProposal with(Extension... extensions) {
        return new GroupContextExtensionsProposal(new Extensions(List.of(extensions)));
    }

    @Test
    @DisplayName("PR-2 LN-12 of an Add over its lifetime is not sent or committed by us, and taken from others")
    void lifetime() {
        long now = TestDevice.NOW.getEpochSecond();
        LeafNode over = BOB.leaf(content -> BOB.draft().forKeyPackage(BOB.freshKey(), new Lifetime(now - 9, now - 1)));
        Add add = new Add(BOB.keyPackage(over));
        refused("LN-12", () -> GROUP.each(true).check(received(1, add)));
        refused("LN-12", () -> GROUP.commit(true, member(0), List.of(received(1, add)), Optional.empty()));
        GROUP.each(false).check(received(1, add));
        GROUP.commit(false, member(1), byValue(member(1), add), Optional.empty());
    }

    @Test
    @DisplayName("PR-2 of an Add follows the table: what proves nothing is added by others only, what lies by nobody")
    void table() {
        for (Kind kind : Kind.values()) {
            if (kind == Kind.BASIC || kind == Kind.MALFORMED) {
                continue;
            }
            Add add = new Add(TestClient.x509(kind, 20).keyPackage());
            QueuedProposal queued = received(1, add);
            switch (kind) {
                case VALID -> taken(queued);
                case EXPIRED, NOT_YET_VALID, REVOKED, UNTRUSTED -> {
                    refused("LN-4", () -> GROUP.each(true).check(queued));
                    GROUP.each(false).check(queued);
                    GROUP.commit(false, member(1), byValue(member(1), add), Optional.empty());
                }
                default -> refusedEverywhere(kind == Kind.KEY_MISMATCH ? "CR-2" : "LN-4", queued);
            }
        }
        Add malformed = new Add(
                BOB.with(new X509Credential(List.of(Bytes.of((byte) 1)))).keyPackage());
        refusedEverywhere("LN-4", received(1, malformed));
    }

    @Test
    @DisplayName("PR-3 LN-1 LN-3 LN-14 CR-4 of an Update has a fresh leaf of the same client, signed for its place")
    void update() {
        TestClient carol = GROUP.members.get(2);
        taken(received(2, GROUP.update(2)));
        refusedEverywhere("LN-3", received(1, GROUP.update(2)));
        refusedEverywhere("LN-1", received(2, new Update(carol.leaf())));
        refusedEverywhere("LN-1", received(2, new Update(GROUP.pathLeaf(2))));
        Bytes before = GROUP.tree.leaf(2).orElseThrow().encryptionKey();
        refusedEverywhere(
                "LN-14", received(2, new Update(carol.sign(carol.draft().forUpdate(before), GROUP.place(2)))));
        refusedEverywhere("CR-4", received(2, updateOf(BOB, 2)));
        taken(received(2, updateOf(TestClient.x509(Kind.VALID, 2), 2)));
        taken(received(2, updateOf(TestClient.x509(Kind.EXPIRED, 2), 2)));
        refusedEverywhere("CR-4", received(2, updateOf(TestClient.x509(Kind.VALID, 3), 2)));
        refusedEverywhere("CR-2", received(2, updateOf(TestClient.x509(Kind.KEY_MISMATCH, 2), 2)));
        refused("PR-3", () -> GROUP.each(false).check(received(9, GROUP.update(2))));
        refused("PR-3", () -> GROUP.each(false).check(received(new Sender.NewMemberCommit(), GROUP.update(2))));
    }

    private static Update updateOf(TestClient client, int leafIndex) {
        return new Update(client.sign(client.draft().forUpdate(client.freshKey()), GROUP.place(leafIndex)));
    }

    @Test
    @DisplayName("PR-4 of a Remove names a leaf that is filled, whatever the number")
    void remove() {
        taken(received(1, new Remove(3)));
        for (int leaf : List.of(4, 7, 100, Integer.MAX_VALUE, Integer.MIN_VALUE, -1)) {
            refusedEverywhere("PR-4", received(1, new Remove(leaf)));
        }
    }

    @Test
    @DisplayName("PR-5 of a pre-shared key has a nonce of Nh octets, and no key of another usage than application")
    void psk() {
        Bytes nonce = Bytes.of(new byte[32]);
        taken(received(1, new PreSharedKeyProposal(new PreSharedKeyId.External(Bytes.EMPTY, nonce))));
        for (int size : List.of(0, 31, 33)) {
            refusedEverywhere(
                    "PR-5",
                    received(
                            1,
                            new PreSharedKeyProposal(
                                    new PreSharedKeyId.External(Bytes.EMPTY, Bytes.of(new byte[size])))));
        }
        for (ResumptionUsage usage : ResumptionUsage.values()) {
            QueuedProposal queued =
                    received(1, new PreSharedKeyProposal(new PreSharedKeyId.Resumption(usage, TestGroup.ID, 4, nonce)));
            if (usage == ResumptionUsage.APPLICATION) {
                taken(queued);
            } else {
                refusedEverywhere("PR-5", queued);
            }
        }
    }

    @Test
    @DisplayName("PR-6 EXT-2 of a ReInit names no older version, and no extension that somebody does not know")
    void reInit() {
        taken(received(1, new ReInit(Bytes.EMPTY, 1, 0xf00d, Extensions.NONE)));
        taken(received(1, new ReInit(Bytes.EMPTY, 2, 1, Extensions.NONE)));
        refusedEverywhere("PR-6", received(1, new ReInit(Bytes.EMPTY, 0, 1, Extensions.NONE)));
        Extensions unknown = new Extensions(List.of(new Extension(0xf00d, Bytes.EMPTY)));
        refusedEverywhere("EXT-2", received(1, new ReInit(Bytes.EMPTY, 1, 1, unknown)));
    }

    @Test
    @DisplayName("PR-7 of ExternalInit has a kem_output of the suite, and comes in an external commit only")
    void externalInit() {
        Sender joiner = new Sender.NewMemberCommit();
        Optional<LeafNode> path = Optional.of(GROUP.pathLeaf(BOB, 4));
        for (int size : List.of(0, 31, 33)) {
            GROUP.refused("PR-7", joiner, byValue(joiner, new ExternalInitProposal(Bytes.of(new byte[size]))), path);
        }
        refused("PR-7", () -> GROUP.each(false).check(received(1, new ExternalInitProposal(Bytes.of(new byte[32])))));
    }

    @Test
    @DisplayName("PR-8 LN-5 LN-7 LN-8 EXT-2 EXT-7 of extensions asks of no leaf what it does not support")
    void extensions() {
        Extension wire = TestGroup.WIRE.toExtension();
        taken(received(1, with()));
        taken(received(1, with(wire)));
        taken(received(1, with(required(List.of(1, 2, 3, 4, 5), List.of(1, 2, 3, 4, 5, 6, 7), List.of(2)))));
        QueuedProposal unknown = received(1, with(new Extension(0xf00d, Bytes.EMPTY)));
        GROUP.refused("LN-8", List.of(unknown));
        GROUP.refused("LN-5", List.of(received(1, with(required(List.of(0xf00d), List.of(), List.of())))));
        GROUP.refused("LN-5", List.of(received(1, with(required(List.of(), List.of(8), List.of())))));
        GROUP.refused("LN-5", List.of(received(1, with(required(List.of(), List.of(), List.of(3))))));
        for (int misplaced :
                List.of(ExtensionType.APPLICATION_ID, ExtensionType.RATCHET_TREE, ExtensionType.EXTERNAL_PUB)) {
            refusedEverywhere("EXT-7", received(1, with(new Extension(misplaced, Bytes.EMPTY))));
        }
        QueuedProposal garbled =
                received(1, with(new Extension(ExtensionType.REQUIRED_CAPABILITIES, Bytes.of((byte) 9))));
        Assertions.assertThrows(
                MalformedMessageException.class, () -> GROUP.each(false).check(garbled));
    }

    private static Extension required(List<Integer> extensions, List<Integer> proposals, List<Integer> credentials) {
        return new RequiredCapabilities(extensions, proposals, credentials).toExtension();
    }

    @Test
    @DisplayName("PR-2 PR-8 LN-5 LN-7 are judged on what comes of the whole list: new extensions, adds, removes, path")
    void result() {
        Capabilities own = OwnLeaf.capabilities(TestClient.PROFILE);
        Capabilities basicOnly = new Capabilities(own.versions(), own.ciphersuites(), List.of(), List.of(), List.of(1));
        Add basic = new Add(BOB.keyPackage(BOB.leaf(content -> with(content, basicOnly))));
        GROUP.refused("LN-5", basic);
        GROUP.commit(basic, with());
        TestGroup mixed = new TestGroup(List.of(TestClient.basic(0), TestClient.x509(Kind.VALID, 1)));
        refused(
                "LN-7",
                () -> mixed.commit(
                        false, member(0), byValue(member(0), basic, with()), Optional.of(mixed.pathLeaf(0))));
        mixed.commit(
                false, member(0), byValue(member(0), basic, with(), new Remove(1)), Optional.of(mixed.pathLeaf(0)));
        TestGroup alone = TestGroup.of(1);
        TestClient alice = alone.members.get(0);
        Extension demand = required(List.of(0xf00d), List.of(), List.of());
        LeafNodeDraft more = new LeafNodeDraft(
                alice.publicKey(),
                alice.credential(),
                new Capabilities(own.versions(), own.ciphersuites(), List.of(0xf00d), List.of(), List.of(1, 2)),
                Extensions.NONE);
        alone.commit(
                member(0),
                byValue(member(0), with(demand)),
                Optional.of(alice.sign(more.forCommit(alice.freshKey(), Bytes.EMPTY), alone.place(0))));
    }

    private static LeafNodeContent with(LeafNodeContent content, Capabilities capabilities) {
        return new LeafNodeContent(
                content.encryptionKey(),
                content.signatureKey(),
                content.credential(),
                capabilities,
                content.source(),
                content.lifetime(),
                content.parentHash(),
                content.extensions());
    }

    @Test
    @DisplayName("PR-9 CR-3 of external senders names keys of the suite and credentials that fit them")
    void externalSenders() {
        TestClient backend = TestClient.basic(98);
        BasicCredential name = new BasicCredential(Bytes.ofUtf8("wire-server"));
        taken(received(1, with(senders(new ExternalSenderEntry(backend.publicKey(), name)))));
        taken(received(1, with(senders())));
        refusedEverywhere("PR-9", received(1, with(senders(new ExternalSenderEntry(Bytes.of(new byte[31]), name)))));
        refusedEverywhere(
                "CR-2",
                received(
                        1,
                        with(senders(new ExternalSenderEntry(
                                backend.publicKey(),
                                TestClient.x509(Kind.VALID, 98).credential())))));
    }

    private static Extension senders(ExternalSenderEntry... senders) {
        return new ExternalSenders(List.of(senders)).toExtension();
    }

    @Test
    @DisplayName("MP-3 PR-12 of senders from outside is one of those that they may send, from an index that there is")
    void outside() {
        Add add = new Add(BOB.keyPackage());
        Sender backend = new Sender.External(0);
        taken(received(backend, add));
        taken(received(backend, new Remove(2)));
        taken(received(backend, with()));
        taken(received(backend, new ReInit(Bytes.EMPTY, 1, 1, Extensions.NONE)));
        refusedEverywhere("MP-3", received(backend, GROUP.update(1)));
        refused(
                "MP-3",
                () -> GROUP.each(false).check(received(backend, new ExternalInitProposal(Bytes.of(new byte[32])))));
        for (int index : List.of(1, Integer.MAX_VALUE, -1)) {
            refusedEverywhere("PR-12", received(new Sender.External(index), new Remove(2)));
        }
        Sender newcomer = new Sender.NewMemberProposal();
        taken(received(newcomer, add));
        refusedEverywhere("MP-3", received(newcomer, new Remove(2)));
    }
}
