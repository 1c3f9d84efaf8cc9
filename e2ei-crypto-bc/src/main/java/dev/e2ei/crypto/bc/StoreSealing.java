package dev.e2ei.crypto.bc;

import dev.e2ei.spi.crypto.StoreCrypto;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** The store's primitives: always AES-256-GCM and SHA-256, whatever suites its conversations use. */
final class StoreSealing implements StoreCrypto {
    private static final int MIN_SALT = 16;
    private static final int MAX_LANES = 255;
    // Parameters are read from a file that others may have written: work and memory have an end.
    private static final int MAX_ITERATIONS = 1024;
    private static final int MAX_MEMORY_KIB = 1 << 20;

    private final Hkdf hkdf = new Hkdf(Sha2.SHA_256);

    @Override
    public byte[] seal(byte[] key, byte[] nonce, byte[] associatedData, byte[] plaintext) {
        return Aead.AES_256_GCM.seal(key, nonce, associatedData, plaintext);
    }

    @Override
    public byte[] open(byte[] key, byte[] nonce, byte[] associatedData, byte[] ciphertext) {
        return Aead.AES_256_GCM.open(key, nonce, associatedData, ciphertext);
    }

    @Override
    public byte[] hkdfSha256(byte[] salt, byte[] inputKeyMaterial, byte[] info, int length) {
        requireRange("output octets", length, 1, 255 * Sha2.SHA_256.length());
        byte[] pseudoRandomKey = hkdf.extract(salt, inputKeyMaterial);
        try {
            return hkdf.expand(pseudoRandomKey, length, info);
        } finally {
            Arrays.fill(pseudoRandomKey, (byte) 0);
        }
    }

    @Override
    public byte[] hmacSha256(byte[] key, byte[] content) {
        return Sha2.SHA_256.mac(key, content);
    }

    @Override
    public byte[] sha256(byte[] content) {
        return Sha2.SHA_256.digest(content);
    }

    @Override
    public byte[] argon2id(byte[] password, byte[] salt, int iterations, int memoryKib, int lanes, int length) {
        requireRange("salt octets", salt.length, MIN_SALT, Integer.MAX_VALUE);
        requireRange("iterations", iterations, 1, MAX_ITERATIONS);
        requireRange("lanes", lanes, 1, MAX_LANES);
        requireRange("memory in KiB", memoryKib, 8 * lanes, MAX_MEMORY_KIB);
        requireRange("output octets", length, 16, 1024);
        return argon2id(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withSalt(salt)
                        .withIterations(iterations)
                        .withMemoryAsKB(memoryKib)
                        .withParallelism(lanes),
                password,
                length);
    }

    /** Apart, because the RFC's example also has inputs that the store does not use. */
    static byte[] argon2id(Argon2Parameters.Builder parameters, byte[] password, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                parameters.withVersion(Argon2Parameters.ARGON2_VERSION_13).build());
        byte[] key = new byte[length];
        generator.generateBytes(password, key);
        return key;
    }

    private static void requireRange(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " must be " + min + " to " + max + ", not " + value);
        }
    }
}
