package dev.e2ei.tests.vectors;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.framing.MlsMessageIn;
import dev.e2ei.core.framing.Welcome;
import dev.e2ei.core.framing.WelcomeIn;
import dev.e2ei.core.group.Group;
import dev.e2ei.core.group.GroupConfig;
import dev.e2ei.core.group.GroupEnvironment;
import dev.e2ei.core.group.GroupSettings;
import dev.e2ei.core.group.GroupState;
import dev.e2ei.core.group.Received;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.keypackage.LifetimePolicy;
import dev.e2ei.core.keypackage.NewKeyPackage;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.schedule.RatchetWindow;
import dev.e2ei.core.tree.RatchetTree;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code passive-client-...}: a client that joins and follows what others do. After each step the group is written to a
 * store and read again.
 */
final class PassiveClientVectors implements VectorKind {
    private static final int MANY = 1000;
    private static final GroupSettings SETTINGS = new GroupSettings(
            new RatchetWindow(MANY, MANY), 3, MANY, 0, MANY, Integer.MAX_VALUE, LifetimePolicy.unlimited());

    @Override
    public String name() {
        return "passive-client";
    }

    @Override
    public void verify(VectorCase vector) {
        Group groups = new Group(new GroupEnvironment(
                vector.crypto(),
                vector.random(),
                Instant.EPOCH,
                new AnyLeaf(),
                new VectorPsks(vector.objects("external_psks")),
                SETTINGS));
        try (VectorStore store = new VectorStore(vector.provider())) {
            GroupState group = store.reloaded(Optional.empty(), joined(groups, vector));
            same("initial_epoch_authenticator", vector, group);
            int place = 0;
            for (VectorCase epoch : vector.objects("epochs")) {
                group = followed(groups, store, group, epoch);
                same("epoch_authenticator", epoch, group, place++);
            }
        }
    }

    private static GroupState joined(Group groups, VectorCase vector) {
        KeyPackage keyPackage = MlsMessageIn.readKeyPackage(vector.octets("key_package"));
        requireOwn(vector, keyPackage);
        Welcome welcome = ((WelcomeIn) MlsMessageIn.read(vector.octets("welcome"))).welcome();
        Optional<RatchetTree> tree = vector.has("ratchet_tree")
                ? Optional.of(RatchetTree.CODEC.fromOctets(vector.octets("ratchet_tree"), DecodeLimits.GROUP))
                : Optional.empty();
        try (NewKeyPackage own = new NewKeyPackage(
                keyPackage,
                Secret.take(vector.privateKey("init_priv")),
                Secret.take(vector.privateKey("encryption_priv")))) {
            return groups.join(welcome, tree, own, Optional.empty(), new GroupConfig(false), groupId -> false);
        }
    }

    private static void requireOwn(VectorCase vector, KeyPackage keyPackage) {
        LabeledCrypto crypto = vector.crypto();
        byte[] content = {1, 2, 3};
        byte[] signature = crypto.sign(vector.signaturePrivateKey("signature_priv"), "Own", content);
        byte[] signatureKey = keyPackage.leaf().signatureKey().toByteArray();
        VectorCase.require("signature_priv is the leaf's", crypto.verify(signatureKey, "Own", content, signature));
        requireOwn("init_priv", vector, keyPackage.initKey());
        requireOwn("encryption_priv", vector, keyPackage.leaf().encryptionKey());
    }

    private static void requireOwn(String member, VectorCase vector, Bytes publicKey) {
        LabeledCrypto crypto = vector.crypto();
        byte[] plaintext = {4, 5, 6};
        byte[] opened = crypto.decrypt(
                vector.privateKey(member),
                publicKey.toByteArray(),
                "Own",
                plaintext,
                crypto.encrypt(publicKey.toByteArray(), "Own", plaintext, plaintext));
        VectorCase.sameOctets(member, Bytes.of(plaintext), opened);
    }

    private static GroupState followed(Group groups, VectorStore store, GroupState before, VectorCase epoch) {
        GroupState group = before;
        for (Optional<Bytes> proposal : epoch.allBytes("proposals")) {
            Received received = groups.receive(group, proposal.orElseThrow());
            VectorCase.require("a proposal is stored", received instanceof Received.ProposalStored);
            group = store.reloaded(Optional.of(group), received.state());
        }
        if (groups.receive(group, epoch.bytes("commit")) instanceof Received.CommitReceived received) {
            return store.reloaded(Optional.of(group), groups.merge(received.state(), received.commit()));
        }
        throw new VectorMismatchException("the commit is not received as one");
    }

    private static void same(String member, VectorCase vector, GroupState group) {
        Bytes authenticator = group.operational().current().authenticator();
        VectorCase.same(member, vector.bytes(member), authenticator);
    }

    private static void same(String member, VectorCase epoch, GroupState group, int place) {
        try {
            same(member, epoch, group);
        } catch (VectorMismatchException e) {
            throw new VectorMismatchException("epochs[" + place + "]: " + e.getMessage());
        }
    }
}
