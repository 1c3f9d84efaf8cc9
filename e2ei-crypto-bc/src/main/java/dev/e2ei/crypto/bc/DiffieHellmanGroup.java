package dev.e2ei.crypto.bc;

import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.RandomSource;
import java.util.Optional;

/** What DHKEM needs of a group, RFC 9180, section 4.1. Safe for use by several threads. */
interface DiffieHellmanGroup {
    /** The number of DHKEM with this group in the HPKE registry, RFC 9180, section 7.1. */
    int kemId();

    /** The hash that the registry joins with this group. */
    Sha2 hash();

    int publicKeyLength();

    int privateKeyLength();

    KeyPairOctets generate(RandomSource random);

    /** DeriveKeyPair, RFC 9180, section 7.1.3. */
    KeyPairOctets derive(LabeledHkdf kdf, byte[] inputKeyMaterial);

    /** Whether octets are a public key with which an agreement gives a secret. */
    boolean isPublicKey(byte[] publicKey);

    /** The shared secret, or empty if a key is none or the result would be zero, RFC 9180, section 7.1.4. */
    Optional<byte[]> agree(byte[] privateKey, byte[] publicKey);
}
