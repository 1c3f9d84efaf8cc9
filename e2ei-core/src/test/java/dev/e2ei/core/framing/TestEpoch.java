package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.proposal.Add;
import dev.e2ei.core.proposal.Commit;
import dev.e2ei.core.proposal.Remove;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.schedule.EpochSecret;
import dev.e2ei.core.schedule.EpochSecrets;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.KeySchedule;
import dev.e2ei.core.schedule.RatchetWindow;
import dev.e2ei.core.schedule.SecretTree;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafPosition;
import dev.e2ei.core.tree.UpdatePath;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.RandomSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;

/** An epoch with members 0, 1 and 2, a blank leaf 3, one external sender, and somebody who wants to come in. */
final class TestEpoch implements SenderKeys {
    static final RandomSource RANDOM =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().random();
    static final RatchetWindow WINDOW = new RatchetWindow(2, 10);
    static final Bytes TAG = Bytes.ofUtf8("tag");
    static final Content APPLICATION = new Content.ApplicationContent(Bytes.ofUtf8("hello"));
    static final Content REMOVE = new Content.ProposalContent(new Remove(2));
    static final int LEAVES = 4;
    static final int BLANK = 3;

    final LabeledCrypto crypto;
    final List<TestClient> members;
    final TestClient outsider;
    final GroupContext context;
    final EpochSecrets secrets;
    final SecretTree tree;
    final MessageProtection protection;

    TestEpoch(Ciphersuite suite) {
        crypto = TestClient.crypto(suite);
        members = IntStream.range(0, BLANK)
                .mapToObj(device -> TestClient.basic(suite, device))
                .toList();
        outsider = TestClient.basic(suite, 9);
        context = new GroupContext(
                suite, Bytes.ofUtf8("group"), 7, Bytes.ofUtf8("tree"), Bytes.ofUtf8("transcript"), Extensions.NONE);
        secrets = new KeySchedule(crypto).creation(RANDOM);
        tree = SecretTree.of(LEAVES, secrets.get(EpochSecret.ENCRYPTION));
        protection = new MessageProtection(crypto, RANDOM);
    }

    TestEpoch() {
        this(TestClient.SUITE);
    }

    @Override
    public Optional<Bytes> member(int leafIndex) {
        return leafIndex == BLANK
                ? Optional.empty()
                : Optional.of(members.get(leafIndex).publicKey());
    }

    @Override
    public Optional<Bytes> external(int senderIndex) {
        return senderIndex == 0 ? Optional.of(outsider.publicKey()) : Optional.empty();
    }

    MessageEpoch of(int leaf) {
        return of(leaf, tree);
    }

    MessageEpoch of(int leaf, SecretTree keys) {
        return new MessageEpoch(context, secrets, keys, leaf, this);
    }

    /** The same epoch when it is past. */
    MessageEpoch past(int leaf) {
        return new MessageEpoch(context, secrets.only(EnumSet.of(EpochSecret.SENDER_DATA)), tree, leaf, this);
    }

    Content commit() {
        return new Content.CommitContent(new Commit(List.of(new Remove(2)), Optional.empty()));
    }

    Content add() {
        return new Content.ProposalContent(new Add(outsider.keyPackage()));
    }

    /** What somebody who adds itself sends. */
    Content externalCommit() {
        LeafNode leaf = outsider.sign(
                outsider.draft().forCommit(outsider.freshKey(), Bytes.EMPTY),
                new LeafPosition(context.groupId(), BLANK));
        return new Content.CommitContent(new Commit(List.of(), Optional.of(new UpdatePath(leaf, List.of()))));
    }

    FramedContent framed(Sender sender, Content content) {
        return FramedContent.of(context.groupId(), context.epoch(), sender, Bytes.ofUtf8("aad"), content);
    }

    AuthenticatedContent signed(WireFormat format, FramedContent content, TestClient signer) {
        SignedContent signed = protection.sign(format, content, context, signer.privateKey());
        return content.content().type() == ContentType.COMMIT ? signed.confirmed(TAG) : signed.complete();
    }

    PublicMessage publicMessage(Sender sender, Content content, TestClient signer) {
        return protection.publicMessage(
                signed(WireFormat.PUBLIC_MESSAGE, framed(sender, content), signer), context, Optional.of(secrets));
    }

    PublicMessage publicMessage(int leaf, Content content) {
        return publicMessage(new Sender.Member(leaf), content, members.get(leaf));
    }

    ProtectedMessage privateMessage(int leaf, Content content, SecretTree keys) {
        AuthenticatedContent signed =
                signed(WireFormat.PRIVATE_MESSAGE, framed(new Sender.Member(leaf), content), members.get(leaf));
        return protection.privateMessage(signed, of(leaf, keys), new Padding(32));
    }

    PrivateMessage privateMessage(int leaf, Content content) {
        return privateMessage(leaf, content, tree).message();
    }

    /** As a member reads it who has the given keys. */
    VerifiedContent receive(MessageEpoch receiver, MlsMessageOut message) {
        GroupMessageIn in = (GroupMessageIn) MlsMessageIn.read(message.octets().toByteArray());
        return new MessageUnprotection(crypto, receiver, WINDOW).open(in).verify();
    }

    VerifiedContent receive(PublicMessage message) {
        return receive(of(1), MlsMessageOut.of(message));
    }

    VerifiedContent receive(PrivateMessage message) {
        return receive(of(1), MlsMessageOut.of(message));
    }
}
