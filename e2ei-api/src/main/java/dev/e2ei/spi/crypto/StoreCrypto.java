package dev.e2ei.spi.crypto;

/** What the sealed store needs; it does not depend on a ciphersuite. Safe for use by several threads. */
public interface StoreCrypto {
    /**
     * AES-256-GCM with a tag of 16 octets.
     *
     * @param key 32 octets
     * @param nonce 12 octets, never used twice with one key
     * @param associatedData authenticated, not encrypted
     * @param plaintext what is sealed
     * @return the ciphertext with the tag at its end
     * @throws IllegalArgumentException if key or nonce has another size
     */
    byte[] seal(byte[] key, byte[] nonce, byte[] associatedData, byte[] plaintext);

    /**
     * Opens what {@link #seal} sealed.
     *
     * @param key 32 octets
     * @param nonce 12 octets
     * @param associatedData as it was given when sealing
     * @param ciphertext the ciphertext with the tag at its end
     * @return the plaintext
     * @throws dev.e2ei.api.error.DecryptionFailedException whatever was wrong with key, data or ciphertext
     * @throws IllegalArgumentException if key or nonce has another size
     */
    byte[] open(byte[] key, byte[] nonce, byte[] associatedData, byte[] ciphertext);

    /**
     * HKDF with SHA-256, RFC 5869: extract, then expand.
     *
     * @param salt the salt; empty for none
     * @param inputKeyMaterial the input key material
     * @param info the context
     * @param length 1 to 8160 octets
     * @return that many octets
     * @throws IllegalArgumentException if the length is outside
     */
    byte[] hkdfSha256(byte[] salt, byte[] inputKeyMaterial, byte[] info, int length);

    /**
     * HMAC with SHA-256.
     *
     * @param key the key
     * @param content any octets
     * @return 32 octets
     */
    byte[] hmacSha256(byte[] key, byte[] content);

    /**
     * SHA-256.
     *
     * @param content any octets
     * @return 32 octets
     */
    byte[] sha256(byte[] content);

    /**
     * Argon2id, RFC 9106, version 1.3.
     *
     * @param password the password; neither kept nor changed
     * @param salt at least 16 octets
     * @param iterations passes over the memory, 1 to 1024
     * @param memoryKib memory in KiB, at least 8 times the lanes, at most 1048576
     * @param lanes parallel lanes, 1 to 255
     * @param length 16 to 1024 octets
     * @return that many octets
     * @throws IllegalArgumentException if a number is outside
     */
    byte[] argon2id(byte[] password, byte[] salt, int iterations, int memoryKib, int lanes, int length);
}
