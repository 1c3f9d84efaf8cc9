package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.proposal.PreSharedKeyProposal;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.tree.TreeLeaf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A random history of one group, whose members are compared after each step, in memory and as their stores have them. The
 * seed decides what happens; keys are fresh each time.
 */
final class GroupWalk {
    static final Bytes PSK = Bytes.ofUtf8("a key from outside");

    /** What may happen, and how often. */
    enum Step {
        ADD(3),
        REMOVE(1),
        UPDATE(1),
        ROTATE_KEPT_KEY(1),
        ROTATE_FRESH_KEY(1),
        PROPOSE(3),
        PROPOSE_FROM_OUTSIDE(2),
        COMMIT_PROPOSALS(2),
        JOIN_FROM_OUTSIDE(1),
        RESYNC(1),
        EXTENSIONS(1),
        PRE_SHARED_KEY(1),
        RACE(1),
        REJECTED(1),
        EARLY_MESSAGE(1),
        MESSAGES(6),
        LATE_MESSAGES(1);

        private final int share;

        Step(int share) {
            this.share = share;
        }
    }

    private static final List<Step> STEPS = Stream.of(Step.values())
            .flatMap(step -> Stream.generate(() -> step).limit(step.share))
            .toList();

    final Random random;
    final TestGroup group;
    final WalkMessages messages;
    final WalkProposals proposals;
    final int most;
    final Map<Step, Integer> done = new EnumMap<>(Step.class);
    private final boolean mixedCredentials;

    GroupWalk(long seed, Ciphersuite suite, boolean encryptHandshakes, boolean mixedCredentials, int most) {
        this.random = new Random(seed);
        this.group = new TestGroup(suite, encryptHandshakes);
        this.mixedCredentials = mixedCredentials;
        this.most = most;
        Secret psk = Secret.copyOf(new byte[] {1, 2, 3, (byte) seed});
        for (int device = 1; device <= most + 3; device++) {
            boolean certified = mixedCredentials && random.nextInt(3) > 0;
            TestMember member =
                    group.member(device, certified, random.nextBoolean() ? MlsProfile.wire() : MlsProfile.rfc9420());
            member.psks.put(PSK, psk.copy());
        }
        this.messages = new WalkMessages(this);
        this.proposals = new WalkProposals(this);
        group.at(0).create(group.config, List.of(proposals.backend()));
        add(group.at(0), group.members.subList(1, 1 + random.nextInt(most / 2)));
    }

    /** One step more; the name of what happened. */
    Step step() {
        Step step = pick(STEPS);
        boolean happened = switch (step) {
            case ADD -> add();
            case REMOVE -> remove();
            case UPDATE -> commit(member(), CommitRequest.update());
            case ROTATE_KEPT_KEY -> rotate(false);
            case ROTATE_FRESH_KEY -> rotate(true);
            case PROPOSE -> proposals.propose();
            case PROPOSE_FROM_OUTSIDE -> proposals.proposeFromOutside();
            case COMMIT_PROPOSALS -> commit(member(), CommitRequest.pending());
            case JOIN_FROM_OUTSIDE -> joinFromOutside(outsider());
            case RESYNC -> active().size() > 1 && joinFromOutside(Optional.of(member()));
            case EXTENSIONS -> commit(member(), CommitRequest.extensions(proposals.otherExtensions()));
            case PRE_SHARED_KEY -> commit(member(), request(List.of(preSharedKey())));
            case RACE -> race();
            case REJECTED -> rejected();
            case EARLY_MESSAGE -> commitAfterMessage();
            case MESSAGES -> messages.send();
            case LATE_MESSAGES -> messages.deliverLate();
        };
        if (happened) {
            done.merge(step, 1, Integer::sum);
        }
        settle();
        return step;
    }

    /** All agree, and each goes on either with what it has in memory or with what it finds in its store. */
    private void settle() {
        group.assertAgreed(member -> random.nextInt(3) > 0);
    }

    List<TestMember> active() {
        return group.active();
    }

    TestMember member() {
        return pick(active());
    }

    Optional<TestMember> outsider() {
        List<TestMember> outside =
                group.members.stream().filter(member -> !member.active()).toList();
        return outside.isEmpty() || active().size() >= most ? Optional.empty() : Optional.of(pick(outside));
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    static CommitRequest request(List<Proposal> proposals) {
        return new CommitRequest(proposals, Optional.empty(), false);
    }

    private Proposal preSharedKey() {
        return new PreSharedKeyProposal(new PreSharedKeyId.External(
                PSK, Bytes.of(TestMember.RANDOM.bytes(member().crypto.hashLength()))));
    }

    private boolean add() {
        Set<TestMember> newcomers = new LinkedHashSet<>();
        int wanted = 1 + random.nextInt(3);
        for (int i = 0; i < wanted && active().size() + newcomers.size() < most; i++) {
            outsider().ifPresent(newcomers::add);
        }
        return add(member(), newcomers);
    }

    private boolean add(TestMember committer, Collection<TestMember> newcomers) {
        return !newcomers.isEmpty()
                && commit(
                        committer,
                        new CommitRequest(
                                CommitRequest.add(newcomers.stream()
                                                .map(TestMember::keyPackage)
                                                .toList())
                                        .proposals(),
                                Optional.empty(),
                                random.nextInt(3) == 0));
    }

    private boolean remove() {
        TestMember committer = member();
        List<Integer> leaves = new ArrayList<>();
        for (TreeLeaf leaf : committer.epoch().tree().leaves()) {
            if (leaf.index() != committer.epoch().ownLeaf() && random.nextInt(active().size()) < 2) {
                leaves.add(leaf.index());
            }
        }
        return !leaves.isEmpty() && commit(committer, CommitRequest.remove(leaves));
    }

    private boolean rotate(boolean fresh) {
        TestMember member = member();
        LeafSigner successor = fresh ? member.freshKey(mixedCredentials || member.certified()) : rotated(member);
        return commit(member, CommitRequest.rotate(successor));
    }

    private LeafSigner rotated(TestMember member) {
        // The key of the leaf, which need not be that of the newest credential after a resync that was refused.
        return mixedCredentials ? member.keptKey(member.signer()) : member.signer();
    }

    /** A commit that everybody takes. */
    boolean commit(TestMember committer, CommitRequest request) {
        CommitMade made = committer.commit(request);
        if (random.nextBoolean()) {
            committer.restart();
        }
        taken(committer, made);
        return true;
    }

    private void taken(TestMember committer, CommitMade made) {
        Bytes commit = made.state().message();
        if (random.nextInt(4) == 0) {
            committer.process(commit);
        } else {
            committer.accepted();
        }
        assertThrows(MlsException.class, () -> committer.process(commit), "an own commit comes once more");
        group.deliver(committer, commit);
        made.state().welcome().ifPresent(this::welcome);
        messages.epochEnded();
    }

    private void welcome(Bytes welcome) {
        int joined = 0;
        for (TestMember member : group.members) {
            if (!member.active() && member.hasKeyPackageFor(welcome)) {
                member.join(welcome, group.config);
                joined++;
            }
        }
        assertTrue(joined > 0, "nobody was welcome");
    }

    private boolean joinFromOutside(Optional<TestMember> who) {
        if (who.isEmpty()) {
            return false;
        }
        TestMember joiner = who.get();
        boolean was = joiner.active();
        int before = active().size();
        TestMember helper = pick(active().stream().filter(one -> one != joiner).toList());
        if (was && random.nextBoolean()) {
            joiner.freshKey(mixedCredentials || joiner.certified());
        } else if (was) {
            joiner.use(joiner.signer());
        }
        JoinMade made = joiner.joinFromOutside(helper.groupInfo(), group.config);
        joiner.restart();
        if (random.nextInt(4) == 0) {
            joiner.joinRejected();
            return true;
        }
        group.deliver(joiner, made.pending().message());
        joiner.joinAccepted();
        messages.forget(joiner);
        messages.epochEnded();
        assertEquals(was ? before : before + 1, active().size());
        return true;
    }

    /** Two commit in one epoch; the first one counts. */
    private boolean race() {
        if (active().size() < 2) {
            return false;
        }
        TestMember first = member();
        TestMember second = pick(active().stream().filter(one -> one != first).toList());
        CommitMade made = first.commit(CommitRequest.update());
        second.commit(CommitRequest.update());
        taken(first, made);
        return true;
    }

    private boolean rejected() {
        TestMember member = member();
        member.commit(CommitRequest.update());
        if (random.nextBoolean()) {
            member.restart();
        }
        if (member.state().operational().proposals().isEmpty()) {
            messages.send(member);
        }
        member.rejected();
        return true;
    }

    /** Somebody reads the first message of an epoch before the commit that begins it. */
    private boolean commitAfterMessage() {
        if (active().size() < 2) {
            return false;
        }
        TestMember committer = member();
        TestMember late = pick(active().stream().filter(one -> one != committer).toList());
        CommitMade made = committer.commit(CommitRequest.update());
        committer.accepted();
        Bytes text = Bytes.ofUtf8("early");
        Bytes message = committer.encrypt(text);
        for (TestMember member : active()) {
            if (member == late) {
                assertTrue(member.receive(message) instanceof Received.Buffered);
                member.restart();
                member.process(made.state().message());
                assertEquals(
                        member.active() ? List.of(text) : List.of(),
                        member.replay().stream().map(GroupWalk::text).toList());
            } else if (member != committer) {
                member.process(made.state().message());
                if (member.active()) {
                    assertEquals(text, text(member.receive(message)));
                }
            }
        }
        made.state().welcome().ifPresent(this::welcome);
        messages.epochEnded();
        return true;
    }

    private static Bytes text(Received received) {
        return ((Received.Application) received).content();
    }
}
