package dev.e2ei.crypto.bc;

import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.RandomSource;
import java.util.Arrays;
import java.util.Optional;

/** DHKEM, RFC 9180, section 4.1. */
final class DhKem {
    private final DiffieHellmanGroup group;
    private final LabeledHkdf kdf;

    DhKem(DiffieHellmanGroup group) {
        this.group = group;
        this.kdf = new LabeledHkdf(new Hkdf(group.hash()), "KEM", group.kemId());
    }

    DiffieHellmanGroup group() {
        return group;
    }

    KeyPairOctets derive(byte[] inputKeyMaterial) {
        return group.derive(kdf, inputKeyMaterial);
    }

    Encapsulation encapsulate(byte[] publicKey, RandomSource random) {
        return encapsulate(publicKey, group.generate(random));
    }

    /** Wipes the ephemeral pair. */
    Encapsulation encapsulate(byte[] publicKey, KeyPairOctets ephemeral) {
        try {
            byte[] agreed = group.agree(ephemeral.privateKey(), publicKey)
                    .orElseThrow(() -> InvalidKey.because("not a public key of this ciphersuite's KEM"));
            return new Encapsulation(ephemeral.publicKey(), sharedSecret(agreed, ephemeral.publicKey(), publicKey));
        } finally {
            ephemeral.wipe();
        }
    }

    /** The shared secret, or empty if a key is none. */
    Optional<byte[]> decapsulate(byte[] kemOutput, byte[] privateKey, byte[] publicKey) {
        if (publicKey.length != group.publicKeyLength()) {
            return Optional.empty();
        }
        return group.agree(privateKey, kemOutput).map(agreed -> sharedSecret(agreed, kemOutput, publicKey));
    }

    // ExtractAndExpand; wipes what was agreed.
    private byte[] sharedSecret(byte[] agreed, byte[] kemOutput, byte[] publicKey) {
        byte[] pseudoRandomKey = kdf.extract("eae_prk", agreed);
        Arrays.fill(agreed, (byte) 0);
        byte[] secret = kdf.expand(pseudoRandomKey, "shared_secret", kdf.hashLength(), kemOutput, publicKey);
        Arrays.fill(pseudoRandomKey, (byte) 0);
        return secret;
    }

    /** What encapsulation gives: the output to send and the secret to keep. */
    static final class Encapsulation {
        private final byte[] kemOutput;
        private final byte[] sharedSecret;

        private Encapsulation(byte[] kemOutput, byte[] sharedSecret) {
            this.kemOutput = kemOutput;
            this.sharedSecret = sharedSecret;
        }

        byte[] kemOutput() {
            return kemOutput;
        }

        byte[] sharedSecret() {
            return sharedSecret;
        }
    }
}
