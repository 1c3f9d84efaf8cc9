package dev.e2ei.crypto.bc;

import dev.e2ei.api.error.DecryptionFailedException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("AEADs, HMAC and HKDF of Project Wycheproof")
class WycheproofSymmetricTest {
    @ParameterizedTest(name = "{0}: {1} cases with a nonce of 12 octets")
    @CsvSource({"AES_128_GCM, aes_gcm, 67", "AES_256_GCM, aes_gcm, 66", "CHACHA20_POLY1305, chacha20_poly1305, 316"})
    @DisplayName("each case with our sizes is sealed and opened, or refused, as the file says")
    void aead(Aead aead, String file, int cases) {
        Wycheproof vectors = new Wycheproof(file);
        vectors.run(
                        group -> group.required("ivSize").intValue() == 8 * Aead.NONCE_LENGTH
                                && group.required("keySize").intValue() == 8 * aead.keyLength()
                                && group.required("tagSize").intValue() == 8 * Aead.TAG_LENGTH,
                        test -> opensAndSeals(aead, test))
                .expect(cases, vectors.size() - cases);
    }

    @ParameterizedTest
    @EnumSource(Aead.class)
    @DisplayName("a nonce of any other size is refused before any work is done")
    void nonceSizes(Aead aead) {
        String file = aead == Aead.CHACHA20_POLY1305 ? "chacha20_poly1305" : "aes_gcm";
        Wycheproof vectors = new Wycheproof(file);
        int cases = aead == Aead.CHACHA20_POLY1305 ? 9 : aead == Aead.AES_128_GCM ? 41 : 39;
        vectors.run(
                        group -> group.required("ivSize").intValue() != 8 * Aead.NONCE_LENGTH
                                && group.required("keySize").intValue() == 8 * aead.keyLength(),
                        test -> {
                            try {
                                opensAndSeals(aead, test);
                                return false;
                            } catch (IllegalArgumentException e) {
                                return true;
                            }
                        })
                .expect(cases, vectors.size() - cases);
    }

    @Test
    @DisplayName("each HMAC-SHA-256 is computed, truncated tags included")
    void hmac() {
        new Wycheproof("hmac_sha256")
                .run(group -> true, test -> {
                    byte[] tag = Sha2.SHA_256.mac(test.hex("key"), test.hex("msg"));
                    int length = test.group().required("tagSize").intValue() / 8;
                    return Arrays.equals(Arrays.copyOf(tag, length), test.hex("tag")) == test.isValid();
                })
                .expect(174, 0);
    }

    @ParameterizedTest(name = "HKDF with {0}: {2} cases")
    @CsvSource({"SHA_256, hkdf_sha256, 86", "SHA_384, hkdf_sha384, 83", "SHA_512, hkdf_sha512, 83"})
    @DisplayName("each HKDF output is computed, and sizes beyond the limit are refused")
    void hkdf(Sha2 hash, String file, int cases) {
        Hkdf hkdf = new Hkdf(hash);
        new Wycheproof(file)
                .run(group -> true, test -> {
                    byte[] key = hkdf.extract(test.hex("salt"), test.hex("ikm"));
                    try {
                        byte[] output = hkdf.expand(key, test.number("size"), test.hex("info"));
                        return test.isValid() && Arrays.equals(output, test.hex("okm"));
                    } catch (IllegalArgumentException e) {
                        return !test.isValid();
                    }
                })
                .expect(cases, 0);
    }

    private static boolean opensAndSeals(Aead aead, Wycheproof.Case test) {
        byte[] key = test.hex("key");
        byte[] nonce = test.hex("iv");
        byte[] associatedData = test.hex("aad");
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        sealed.writeBytes(test.hex("ct"));
        sealed.writeBytes(test.hex("tag"));
        try {
            byte[] opened = aead.open(key, nonce, associatedData, sealed.toByteArray());
            return test.isValid()
                    && Arrays.equals(opened, test.hex("msg"))
                    && Arrays.equals(aead.seal(key, nonce, associatedData, opened), sealed.toByteArray());
        } catch (DecryptionFailedException e) {
            return !test.isValid();
        }
    }
}
