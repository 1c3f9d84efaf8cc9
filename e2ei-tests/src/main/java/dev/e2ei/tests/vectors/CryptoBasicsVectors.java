package dev.e2ei.tests.vectors;

import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.spi.crypto.HpkeCiphertext;

/** {@code crypto-basics}: primitives under labels. */
final class CryptoBasicsVectors implements VectorKind {
    @Override
    public String name() {
        return "crypto-basics";
    }

    @Override
    public void verify(VectorCase vector) {
        LabeledCrypto crypto = vector.crypto();
        VectorCase ref = vector.object("ref_hash");
        VectorCase.same("ref_hash", ref.bytes("out"), crypto.refHash(ref.text("label"), ref.octets("value")));
        derivations(crypto, vector);
        signature(crypto, vector.object("sign_with_label"));
        encryption(crypto, vector.object("encrypt_with_label"));
    }

    private static void derivations(LabeledCrypto crypto, VectorCase vector) {
        VectorCase expand = vector.object("expand_with_label");
        VectorCase.sameOctets(
                "expand_with_label",
                expand.bytes("out"),
                crypto.expandWithLabel(
                        expand.octets("secret"),
                        expand.text("label"),
                        expand.octets("context"),
                        expand.index("length")));
        VectorCase derive = vector.object("derive_secret");
        VectorCase.sameOctets(
                "derive_secret",
                derive.bytes("out"),
                crypto.deriveSecret(derive.octets("secret"), derive.text("label")));
        VectorCase tree = vector.object("derive_tree_secret");
        VectorCase.sameOctets(
                "derive_tree_secret",
                tree.bytes("out"),
                crypto.deriveTreeSecret(
                        tree.octets("secret"), tree.text("label"), tree.index("generation"), tree.index("length")));
    }

    private static void signature(LabeledCrypto crypto, VectorCase vector) {
        byte[] publicKey = vector.octets("pub");
        byte[] content = vector.octets("content");
        String label = vector.text("label");
        VectorCase.require(
                "the signature verifies", crypto.verify(publicKey, label, content, vector.octets("signature")));
        VectorCase.require(
                "our signature verifies",
                crypto.verify(publicKey, label, content, crypto.sign(vector.octets("priv"), label, content)));
        VectorCase.require(
                "a signature under another label does not",
                !crypto.verify(publicKey, label + "x", content, vector.octets("signature")));
    }

    private static void encryption(LabeledCrypto crypto, VectorCase vector) {
        byte[] privateKey = vector.octets("priv");
        byte[] publicKey = vector.octets("pub");
        byte[] context = vector.octets("context");
        String label = vector.text("label");
        HpkeCiphertext theirs = new HpkeCiphertext(vector.octets("kem_output"), vector.octets("ciphertext"));
        VectorCase.sameOctets(
                "plaintext", vector.bytes("plaintext"), crypto.decrypt(privateKey, publicKey, label, context, theirs));
        HpkeCiphertext ours = crypto.encrypt(publicKey, label, context, vector.octets("plaintext"));
        VectorCase.sameOctets(
                "plaintext of our ciphertext",
                vector.bytes("plaintext"),
                crypto.decrypt(privateKey, publicKey, label, context, ours));
    }
}
