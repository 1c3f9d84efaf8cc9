package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.credential.Credential;
import dev.e2ei.core.credential.X509Credential;
import dev.e2ei.core.framing.MlsMessageIn;
import dev.e2ei.core.framing.Welcome;
import dev.e2ei.core.framing.WelcomeIn;
import dev.e2ei.core.identity.TestDevice;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.keypackage.KeyPackageBuilder;
import dev.e2ei.core.keypackage.LeafAdmission;
import dev.e2ei.core.keypackage.NewKeyPackage;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.proposal.ReInit;
import dev.e2ei.core.store.TestStore;
import dev.e2ei.core.tree.ExternalSenderEntry;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.x509.SubjectPublicKey;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.RandomSource;
import dev.e2ei.spi.storage.StorageEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;

/** A client of the tests with one group: its credentials and key packages, its state in memory and the same in a store. */
final class TestMember {
    static final RandomSource RANDOM =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().random();

    private static final LeafAdmission ADMISSION = TestClient.admission();

    final int device;
    final Bytes groupId;
    final LabeledCrypto crypto;
    final MlsProfile profile;
    final GroupRepository groups = new GroupRepository();
    final PendingJoinRepository joins = new PendingJoinRepository();
    final Map<Bytes, Secret> psks = new HashMap<>();
    private final Map<Bytes, LeafSigner> signers = new HashMap<>();
    private final List<NewKeyPackage> keyPackages = new ArrayList<>();
    private final TestStore store;
    private LeafSigner newest;
    private Optional<GroupState> state = Optional.empty();
    private Optional<PendingJoin> join = Optional.empty();

    Instant now = TestDevice.NOW;

    TestMember(Ciphersuite suite, int device, Bytes groupId, MlsProfile profile, boolean certified) {
        this(suite, device, groupId, profile, certified, TestStore.memory());
    }

    TestMember(
            Ciphersuite suite, int device, Bytes groupId, MlsProfile profile, boolean certified, StorageEngine engine) {
        this.device = device;
        this.groupId = groupId;
        this.crypto = TestClient.crypto(suite);
        this.profile = profile;
        this.store = TestStore.over(engine);
        this.newest = freshKey(certified);
    }

    // Credentials

    /** A signer with a fresh key, which is the one for new leaves from now on. */
    LeafSigner freshKey(boolean certified) {
        KeyPairOctets pair = crypto.crypto().generateSignatureKeyPair();
        return remember(new LeafSigner(
                credential(Bytes.of(pair.publicKey()), certified),
                Bytes.of(pair.publicKey()),
                Secret.copyOf(pair.privateKey()),
                Optional.empty()));
    }

    /** A signer with the same key, certified anew. */
    LeafSigner keptKey(LeafSigner signer) {
        return remember(new LeafSigner(
                credential(signer.publicKey(), true), signer.publicKey(), signer.privateKey(), Optional.empty()));
    }

    /** From now on this is the one for new leaves. */
    void use(LeafSigner signer) {
        newest = signer;
    }

    private LeafSigner remember(LeafSigner signer) {
        signers.put(signer.publicKey(), signer);
        newest = signer;
        return signer;
    }

    private Credential credential(Bytes key, boolean certified) {
        return certified
                ? new X509Credential(TestDevice.chain(
                                TestDevice.Kind.VALID,
                                device,
                                TestKey.ofPublic(
                                        SubjectPublicKey.of(crypto.suite().signatureScheme(), key)))
                        .certificates())
                : new BasicCredential(Bytes.ofUtf8(TestDevice.clientId(device)));
    }

    LeafSigner newest() {
        return newest;
    }

    boolean certified() {
        return newest.credential() instanceof X509Credential;
    }

    /** The signer of the own leaf as it is. */
    LeafSigner signer() {
        return signers.get(ownLeaf().signatureKey());
    }

    LeafNode ownLeaf() {
        GroupEpoch current = state().operational().current();
        return current.leaf(current.ownLeaf()).orElseThrow();
    }

    KeyPackage keyPackage() {
        NewKeyPackage made = newest.privateKey()
                .use(key -> new KeyPackageBuilder(crypto, profile, newest.credential(), newest.publicKey())
                        .build(key, now));
        keyPackages.add(made);
        return made.keyPackage();
    }

    // State

    GroupEnvironment environment() {
        return new GroupEnvironment(crypto, RANDOM, now, ADMISSION, new RegisteredPsks(psks), GroupSettings.WIRE);
    }

    Group group() {
        return new Group(environment());
    }

    GroupState state() {
        return state.orElseThrow(() -> new AssertionError("device " + device + " has no group"));
    }

    boolean hasState() {
        return state.isPresent();
    }

    boolean active() {
        return state.isPresent() && !(state.get() instanceof Inactive);
    }

    boolean pending() {
        return state.isPresent() && state.get() instanceof PendingCommit;
    }

    GroupEpoch epoch() {
        return state().operational().current();
    }

    /** What a restart finds. */
    GroupState stored() {
        return store.read(rows -> groups.load(rows, groupId)).orElseThrow();
    }

    /** Memory and store are the same. */
    void assertStored() {
        assertStored(false);
    }

    /** The same; then it may be with what the store has that this client goes on. */
    void assertStored(boolean restart) {
        if (state.isPresent()) {
            GroupState stored = stored();
            assertEquals(
                    RecordedRows.of(state.get()).content(),
                    RecordedRows.of(stored).content(),
                    "device " + device);
            state = Optional.of(restart ? stored : state.get());
        }
    }

    /** Forgets the group and reads it again. */
    void restart() {
        state = state.map(before -> stored());
        join = store.read(rows -> joins.find(rows, groupId));
    }

    private <T> T change(Function<GroupState, T> operation, Function<T, GroupState> after) {
        GroupState before = state();
        T result = operation.apply(before);
        become(after.apply(result));
        return result;
    }

    private void become(GroupState after) {
        Optional<GroupState> before = state;
        Optional<GroupState> base = before.filter(one -> !(one instanceof Inactive) || after instanceof Inactive);
        try {
            store.write(rows -> groups.save(rows, base, after));
        } catch (RuntimeException e) {
            before.ifPresent(kept -> GroupState.retire(after, kept));
            throw e;
        }
        state = Optional.of(after);
        before.ifPresent(former -> GroupState.retire(former, after));
    }

    // Operations

    void create(GroupConfig config, List<ExternalSenderEntry> senders) {
        become(new GroupCreation(environment(), profile)
                .create(groupId, config, GroupExtensions.of(profile, senders), newest));
    }

    CommitMade commit(CommitRequest request) {
        return change(before -> new CommitBuilder(environment()).build(before, request, signer()), CommitMade::state);
    }

    /** The delivery service has taken the commit. */
    void accepted() {
        change(before -> group().mergePending((PendingCommit) before), Function.identity());
    }

    void rejected() {
        change(before -> group().clearPending((PendingCommit) before), Function.identity());
    }

    MessageMade propose(Function<OwnProposals, MessageMade> proposal) {
        return change(before -> proposal.apply(new OwnProposals(environment())), MessageMade::state);
    }

    Bytes encrypt(Bytes plaintext) {
        return change(
                        before -> new OwnApplicationMessages(environment())
                                .encrypt(before, plaintext, Bytes.EMPTY, signer()),
                        MessageMade::state)
                .message();
    }

    Received receive(Bytes message) {
        return change(before -> group().receive(before, message), TestMember::after);
    }

    /** Reads a message, and lets a commit take effect. */
    Received process(Bytes message) {
        return change(before -> group().receive(before, message), this::merged);
    }

    /** What had come too early. */
    List<Received> replay() {
        List<Received> all = new ArrayList<>();
        while (active()) {
            Replayed replayed = change(
                    before -> group().replay(before),
                    one -> one.received().map(this::merged).orElse(one.state()));
            if (replayed.received().isEmpty()) {
                break;
            }
            all.add(replayed.received().get());
        }
        return all;
    }

    private static GroupState after(Received received) {
        return received.state();
    }

    private GroupState merged(Received received) {
        if (received instanceof Received.CommitReceived commit) {
            return group().merge(commit.state(), commit.commit());
        }
        return received instanceof Received.OwnCommitAccepted own
                ? group().mergePending(own.state())
                : received.state();
    }

    boolean hasKeyPackageFor(Bytes welcome) {
        return keyPackageFor(((WelcomeIn) MlsMessageIn.read(welcome.toByteArray())).welcome())
                .isPresent();
    }

    private Optional<NewKeyPackage> keyPackageFor(Welcome welcome) {
        return keyPackages.stream()
                .filter(one -> welcome.secretsFor(one.keyPackage().ref(crypto)).isPresent())
                .findFirst();
    }

    void join(Bytes message, GroupConfig config) {
        WelcomeIn welcome = (WelcomeIn) MlsMessageIn.read(message.toByteArray());
        NewKeyPackage used = keyPackageFor(welcome.welcome())
                .orElseThrow(() -> new AssertionError("the welcome is not for device " + device));
        become(group().join(welcome.welcome(), Optional.empty(), used, Optional.empty(), config, id -> active()));
        keyPackages.remove(used);
        used.close();
    }

    JoinMade joinFromOutside(Bytes groupInfo, GroupConfig config) {
        JoinMade made = new ExternalJoin(environment(), profile)
                .join(MlsMessageIn.readGroupInfo(groupInfo.toByteArray()), Optional.empty(), config, newest);
        store.write(rows -> joins.save(rows, made.pending()));
        join = Optional.of(made.pending());
        return made;
    }

    PendingJoin pendingJoin() {
        return join.orElseThrow();
    }

    void joinAccepted() {
        PendingJoin taken = join.orElseThrow();
        Operational joined = taken.accepted(environment());
        store.write(rows -> {
            groups.delete(rows, groupId);
            groups.save(rows, Optional.empty(), joined);
            joins.delete(rows, groupId);
        });
        state.ifPresent(former -> GroupState.retire(former, joined));
        state = Optional.of(joined);
        join = Optional.empty();
    }

    void joinRejected() {
        store.write(rows -> joins.delete(rows, groupId));
        join.orElseThrow().discard();
        join = Optional.empty();
    }

    Bytes groupInfo() {
        return group().groupInfo(epoch(), signer());
    }

    Bytes exported() {
        try (Secret secret = group().export(state(), "exporter", new byte[0], 32)) {
            return secret.use(Bytes::of);
        }
    }

    @Override
    public String toString() {
        return "device " + device;
    }

    private record RegisteredPsks(Map<Bytes, Secret> keys) implements PreSharedKeys {
        @Override
        public Optional<Secret> external(Bytes pskId) {
            return Optional.ofNullable(keys.get(pskId)).map(Secret::copy);
        }

        @Override
        public Optional<Secret> resumption(Bytes groupId, long epoch) {
            return Optional.empty();
        }

        @Override
        public Optional<ReInit> reInit(Bytes groupId, long epoch) {
            return Optional.empty();
        }
    }
}
