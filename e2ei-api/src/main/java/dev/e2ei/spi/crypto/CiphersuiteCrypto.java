package dev.e2ei.spi.crypto;

import dev.e2ei.api.Ciphersuite;
import java.util.List;

/**
 * The primitives of one ciphersuite, RFC 9420, section 5.1. No method takes an algorithm, and MLS labels never come
 * here. Safe for use by several threads.
 *
 * <p><b>Security.</b> Arrays that are given are neither kept nor changed; arrays that are returned belong to the caller,
 * who wipes secret ones. Inputs of any length, content or origin end in a result or a declared exception.
 *
 * <p>Keys have the forms of {@link KeyPairOctets}. ECDSA signatures are DER (RFC 9420, section 5.1.2), Ed25519 and Ed448
 * signatures are those of RFC 8032.
 */
public interface CiphersuiteCrypto {
    /** {@return the suite} */
    Ciphersuite ciphersuite();

    /** {@return Nh, the size of hash, MAC and KDF output in octets} */
    int hashLength();

    /** {@return Nk, the size of AEAD keys in octets} */
    int aeadKeyLength();

    /** {@return Nn, the size of AEAD nonces in octets} */
    int aeadNonceLength();

    /** {@return the size of the AEAD tag in octets} */
    int aeadTagLength();

    /** {@return the size of a KEM public key in octets} */
    int kemPublicKeyLength();

    /** {@return the size of a KEM private key in octets} */
    int kemPrivateKeyLength();

    /** {@return the size of a signature public key in octets} */
    int signaturePublicKeyLength();

    /**
     * The suite's hash.
     *
     * @param content any octets
     * @return Nh octets
     */
    byte[] hash(byte[] content);

    /**
     * HMAC with the suite's hash.
     *
     * @param key the key, of any length
     * @param content any octets
     * @return Nh octets
     */
    byte[] mac(byte[] key, byte[] content);

    /**
     * HKDF-Extract, RFC 5869, section 2.2.
     *
     * @param salt the salt; empty for none
     * @param inputKeyMaterial the input key material
     * @return Nh octets
     */
    byte[] extract(byte[] salt, byte[] inputKeyMaterial);

    /**
     * HKDF-Expand, RFC 5869, section 2.3.
     *
     * @param pseudoRandomKey the pseudo-random key
     * @param info the context
     * @param length 0 to 255 Nh octets
     * @return that many octets
     * @throws IllegalArgumentException if the length is outside
     */
    byte[] expand(byte[] pseudoRandomKey, byte[] info, int length);

    /**
     * Encrypts with the suite's AEAD.
     *
     * @param key Nk octets
     * @param nonce Nn octets, never used twice with one key
     * @param associatedData authenticated, not encrypted
     * @param plaintext what is sealed
     * @return the ciphertext with the tag at its end
     * @throws IllegalArgumentException if key or nonce has another size
     */
    byte[] seal(byte[] key, byte[] nonce, byte[] associatedData, byte[] plaintext);

    /**
     * Decrypts with the suite's AEAD.
     *
     * @param key Nk octets
     * @param nonce Nn octets
     * @param associatedData as it was given when sealing
     * @param ciphertext the ciphertext with the tag at its end
     * @return the plaintext
     * @throws dev.e2ei.api.error.DecryptionFailedException whatever was wrong with key, data or ciphertext
     * @throws IllegalArgumentException if key or nonce has another size
     */
    byte[] open(byte[] key, byte[] nonce, byte[] associatedData, byte[] ciphertext);

    /** {@return a fresh KEM key pair} */
    KeyPairOctets generateHpkeKeyPair();

    /**
     * DeriveKeyPair, RFC 9180, section 7.1.3.
     *
     * @param inputKeyMaterial octets with as much entropy as a private key; any length is taken, since the node secrets of
     *     RFC 9420 are Nh octets, in suite 5 fewer than a private key has
     * @return the key pair, always the same for the same input
     */
    KeyPairOctets deriveHpkeKeyPair(byte[] inputKeyMaterial);

    /**
     * Checks a KEM public key: its form, that it is on the curve and not the point at infinity.
     *
     * @param publicKey the key
     * @throws dev.e2ei.api.error.ProviderException with code {@code INVALID_KEY}
     */
    void validateHpkePublicKey(byte[] publicKey);

    /**
     * HPKE single-shot encryption in base mode, RFC 9180, section 6.1.
     *
     * @param publicKey the recipient's key
     * @param info the context
     * @param associatedData authenticated, not encrypted
     * @param plaintext what is sealed
     * @return encapsulated key and ciphertext
     * @throws dev.e2ei.api.error.ProviderException with code {@code INVALID_KEY} if the key is none
     */
    HpkeCiphertext hpkeSeal(byte[] publicKey, byte[] info, byte[] associatedData, byte[] plaintext);

    /**
     * The same for many recipients with one context, whose hash is computed once.
     *
     * @param publicKeys the recipients' keys
     * @param info the one context
     * @param associatedData authenticated, not encrypted
     * @param plaintexts what is sealed, one for each recipient
     * @return encapsulated keys and ciphertexts, in the order of the recipients
     * @throws IllegalArgumentException if there are not as many plaintexts as keys
     * @throws dev.e2ei.api.error.ProviderException with code {@code INVALID_KEY} if any key is none
     */
    List<HpkeCiphertext> hpkeSealAll(
            List<byte[]> publicKeys, byte[] info, byte[] associatedData, List<byte[]> plaintexts);

    /**
     * HPKE single-shot decryption in base mode, RFC 9180, section 6.1.
     *
     * @param kemOutput the encapsulated key
     * @param privateKey the recipient's private key
     * @param publicKey the recipient's public key
     * @param info the context
     * @param associatedData as it was given when sealing
     * @param ciphertext the ciphertext
     * @return the plaintext
     * @throws dev.e2ei.api.error.DecryptionFailedException whatever was wrong
     */
    byte[] hpkeOpen(
            byte[] kemOutput,
            byte[] privateKey,
            byte[] publicKey,
            byte[] info,
            byte[] associatedData,
            byte[] ciphertext);

    /**
     * HPKE single-shot encryption in PSK mode, RFC 9180, section 6.1.
     *
     * @param publicKey the recipient's key
     * @param info the context
     * @param associatedData authenticated, not encrypted
     * @param plaintext what is sealed
     * @param psk the pre-shared key, at least 32 octets
     * @param pskId its id, not empty
     * @return encapsulated key and ciphertext
     * @throws IllegalArgumentException if the pre-shared key is shorter or has no id
     * @throws dev.e2ei.api.error.ProviderException with code {@code INVALID_KEY} if the key is none
     */
    HpkeCiphertext hpkeSealPsk(
            byte[] publicKey, byte[] info, byte[] associatedData, byte[] plaintext, byte[] psk, byte[] pskId);

    /**
     * HPKE single-shot decryption in PSK mode, RFC 9180, section 6.1.
     *
     * @param kemOutput the encapsulated key
     * @param privateKey the recipient's private key
     * @param publicKey the recipient's public key
     * @param info the context
     * @param associatedData as it was given when sealing
     * @param ciphertext the ciphertext
     * @param psk the pre-shared key
     * @param pskId its id
     * @return the plaintext
     * @throws dev.e2ei.api.error.DecryptionFailedException whatever was wrong
     */
    byte[] hpkeOpenPsk(
            byte[] kemOutput,
            byte[] privateKey,
            byte[] publicKey,
            byte[] info,
            byte[] associatedData,
            byte[] ciphertext,
            byte[] psk,
            byte[] pskId);

    /**
     * The sender's side of an HPKE export in base mode, RFC 9180, section 6.2.
     *
     * @param publicKey the recipient's key
     * @param info the context
     * @param exporterContext what the export is for
     * @param length how many octets, 0 to 255 Nh
     * @return encapsulated key and secret
     * @throws IllegalArgumentException if the length is outside
     * @throws dev.e2ei.api.error.ProviderException with code {@code INVALID_KEY} if the key is none
     */
    HpkeExport hpkeExportSender(byte[] publicKey, byte[] info, byte[] exporterContext, int length);

    /**
     * The recipient's side of an HPKE export in base mode, RFC 9180, section 6.2.
     *
     * @param kemOutput the encapsulated key
     * @param privateKey the recipient's private key
     * @param publicKey the recipient's public key
     * @param info the context
     * @param exporterContext what the export is for
     * @param length how many octets, 0 to 255 Nh
     * @return the secret
     * @throws IllegalArgumentException if the length is outside
     * @throws dev.e2ei.api.error.DecryptionFailedException if the encapsulated key is none
     */
    byte[] hpkeExportRecipient(
            byte[] kemOutput, byte[] privateKey, byte[] publicKey, byte[] info, byte[] exporterContext, int length);

    /** {@return a fresh signature key pair} */
    KeyPairOctets generateSignatureKeyPair();

    /**
     * The public key of a signature private key.
     *
     * @param privateKey the private key
     * @return the public key
     * @throws dev.e2ei.api.error.ProviderException with code {@code INVALID_KEY} if it is none
     */
    byte[] signaturePublicKey(byte[] privateKey);

    /**
     * Checks a signature public key: its form, and that it is on the curve.
     *
     * @param publicKey the key
     * @throws dev.e2ei.api.error.ProviderException with code {@code INVALID_KEY}
     */
    void validateSignaturePublicKey(byte[] publicKey);

    /**
     * Signs.
     *
     * @param privateKey the private key
     * @param content any octets
     * @return the signature
     * @throws dev.e2ei.api.error.ProviderException with code {@code INVALID_KEY} if the key is none
     */
    byte[] sign(byte[] privateKey, byte[] content);

    /**
     * Verifies. Only strict DER and exact lengths are accepted.
     *
     * @param publicKey the public key
     * @param content any octets
     * @param signature the signature
     * @return whether it verifies; false also for a key or signature that is none
     */
    boolean verify(byte[] publicKey, byte[] content, byte[] signature);
}
