package dev.e2ei.tests.vectors;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.framing.SenderDataCipher;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.schedule.EpochSecret;
import dev.e2ei.core.schedule.EpochSecrets;
import dev.e2ei.core.schedule.MessageKeyUse;
import dev.e2ei.core.schedule.RatchetId;
import dev.e2ei.core.schedule.RatchetKind;
import dev.e2ei.core.schedule.RatchetWindow;
import dev.e2ei.core.schedule.SecretTree;
import java.util.List;
import java.util.Map;

/** {@code secret-tree}: the keys of messages, taken one after the other, and those of sender data. */
final class SecretTreeVectors implements VectorKind {
    private static final RatchetWindow WINDOW = new RatchetWindow(0, 1000);

    @Override
    public String name() {
        return "secret-tree";
    }

    @Override
    public void verify(VectorCase vector) {
        LabeledCrypto crypto = vector.crypto();
        senderData(crypto, vector.object("sender_data"));
        List<List<VectorCase>> leaves = vector.lists("leaves");
        SecretTree tree = SecretTree.of(leaves.size(), vector.secret("encryption_secret"));
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            for (VectorCase message : leaves.get(leaf)) {
                tree = used(crypto, tree, new RatchetId(leaf, RatchetKind.HANDSHAKE), message, "handshake");
                tree = used(crypto, tree, new RatchetId(leaf, RatchetKind.APPLICATION), message, "application");
            }
        }
    }

    private static void senderData(LabeledCrypto crypto, VectorCase vector) {
        SenderDataCipher cipher = new SenderDataCipher(
                crypto, EpochSecrets.of(Map.of(EpochSecret.SENDER_DATA, vector.secret("sender_data_secret"))));
        Bytes ciphertext = vector.bytes("ciphertext");
        VectorCase.sameOctets("sender_data key", vector.bytes("key"), cipher.key(ciphertext));
        VectorCase.sameOctets("sender_data nonce", vector.bytes("nonce"), cipher.nonce(ciphertext));
    }

    private static SecretTree used(
            LabeledCrypto crypto, SecretTree tree, RatchetId ratchet, VectorCase message, String kind) {
        try (MessageKeyUse use = tree.receiving(crypto, ratchet, message.index("generation"), WINDOW)) {
            VectorCase.same(
                    ratchet + " key", message.secret(kind + "_key"), use.key().key());
            VectorCase.same(
                    ratchet + " nonce",
                    message.secret(kind + "_nonce"),
                    use.key().nonce());
            return use.keep();
        }
    }
}
