package dev.e2ei.crypto.bc;

import dev.e2ei.api.error.DecryptionFailedException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/** The AEADs of RFC 9180, section 7.3, by the JDK, which has intrinsics for them. */
enum Aead {
    AES_128_GCM(0x0001, 16, "AES/GCM/NoPadding", "AES"),
    AES_256_GCM(0x0002, 32, "AES/GCM/NoPadding", "AES"),
    CHACHA20_POLY1305(0x0003, 32, "ChaCha20-Poly1305", "ChaCha20");

    static final int NONCE_LENGTH = 12;
    static final int TAG_LENGTH = 16;

    private final int id;
    private final int keyLength;
    private final String transformation;
    private final String keyAlgorithm;

    Aead(int id, int keyLength, String transformation, String keyAlgorithm) {
        this.id = id;
        this.keyLength = keyLength;
        this.transformation = transformation;
        this.keyAlgorithm = keyAlgorithm;
    }

    /** The number in the HPKE registry. */
    int id() {
        return id;
    }

    int keyLength() {
        return keyLength;
    }

    byte[] seal(byte[] key, byte[] nonce, byte[] associatedData, byte[] plaintext) {
        checkSizes(key, nonce);
        try {
            return run(Cipher.ENCRYPT_MODE, key, nonce, associatedData, plaintext);
        } catch (GeneralSecurityException e) {
            throw new ProviderException(ErrorCode.PROVIDER_FAILED, "this JDK cannot seal with " + transformation, e);
        }
    }

    byte[] open(byte[] key, byte[] nonce, byte[] associatedData, byte[] ciphertext) {
        checkSizes(key, nonce);
        if (ciphertext.length < TAG_LENGTH) {
            throw new DecryptionFailedException();
        }
        try {
            return run(Cipher.DECRYPT_MODE, key, nonce, associatedData, ciphertext);
        } catch (GeneralSecurityException e) {
            throw new DecryptionFailedException();
        }
    }

    private void checkSizes(byte[] key, byte[] nonce) {
        if (key.length != keyLength) {
            throw new IllegalArgumentException("a key has " + keyLength + " octets, not " + key.length);
        }
        if (nonce.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("a nonce has " + NONCE_LENGTH + " octets, not " + nonce.length);
        }
    }

    private byte[] run(int mode, byte[] key, byte[] nonce, byte[] associatedData, byte[] input)
            throws GeneralSecurityException {
        AlgorithmParameterSpec parameters =
                this == CHACHA20_POLY1305 ? new IvParameterSpec(nonce) : new GCMParameterSpec(8 * TAG_LENGTH, nonce);
        try (RawKey lent = new RawKey(keyAlgorithm, key)) {
            Cipher cipher = Cipher.getInstance(transformation);
            cipher.init(mode, lent, parameters);
            cipher.updateAAD(associatedData);
            return cipher.doFinal(input);
        }
    }
}
