package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.List;
import java.util.Optional;

/** A client with the keys of a leaf that it offers. */
final class TestMember {
    final LabeledCrypto crypto;
    final KeyPairOctets signatureKeys;
    final KeyPairOctets leafKeys;
    final LeafNodeDraft draft;

    TestMember(LabeledCrypto crypto, String name) {
        this.crypto = crypto;
        signatureKeys = crypto.crypto().generateSignatureKeyPair();
        leafKeys = crypto.crypto().generateHpkeKeyPair();
        draft = new LeafNodeDraft(
                Bytes.of(signatureKeys.publicKey()),
                new BasicCredential(Bytes.ofUtf8(name)),
                new Capabilities(
                        List.of(Capabilities.MLS10), List.of(crypto.suite().id()), List.of(), List.of(), List.of(1, 2)),
                Extensions.NONE);
    }

    /** A leaf as a key package has it. */
    LeafNode leaf() {
        return LeafNode.sign(
                crypto,
                draft.forKeyPackage(Bytes.of(leafKeys.publicKey()), new Lifetime(0, -1)),
                Optional.empty(),
                signatureKeys.privateKey());
    }

    PrivateTree keysAt(int leafIndex) {
        try (Secret key = Secret.copyOf(leafKeys.privateKey())) {
            return PrivateTree.of(leafIndex, Bytes.of(leafKeys.publicKey()), key);
        }
    }
}
