package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.e2ei.spi.crypto.StoreCrypto;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Examples of the RFCs")
class RfcExamplesTest {
    private final StoreCrypto store = new BouncyCastleCryptoProvider().store();

    @Test
    @DisplayName("HKDF, RFC 5869, A.1: a salt and an info")
    void hkdfBasic() {
        assertArrayEquals(
                Vectors.hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"),
                store.hkdfSha256(
                        Vectors.hex("000102030405060708090a0b0c"),
                        filled(22, 0x0b),
                        Vectors.hex("f0f1f2f3f4f5f6f7f8f9"),
                        42));
    }

    @Test
    @DisplayName("HKDF, RFC 5869, A.3: neither salt nor info")
    void hkdfEmpty() {
        assertArrayEquals(
                Vectors.hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"),
                store.hkdfSha256(new byte[0], filled(22, 0x0b), new byte[0], 42));
    }

    @Test
    @DisplayName("HMAC, RFC 4231, cases 2 and 6: a short key, and one longer than a block")
    void hmac() {
        assertArrayEquals(
                Vectors.hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
                store.hmacSha256(ascii("Jefe"), ascii("what do ya want for nothing?")));
        assertArrayEquals(
                Vectors.hex("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
                store.hmacSha256(filled(131, 0xaa), ascii("Test Using Larger Than Block-Size Key - Hash Key First")));
    }

    @Test
    @DisplayName("SHA-256 of nothing and of abc, FIPS 180")
    void sha256() {
        assertArrayEquals(
                Vectors.hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
                store.sha256(new byte[0]));
        assertArrayEquals(
                Vectors.hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
                store.sha256(ascii("abc")));
    }

    @Test
    @DisplayName("Argon2id, RFC 9106, 5.3, which also has a secret and associated data")
    void argon2id() {
        Argon2Parameters.Builder parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(filled(16, 2))
                .withSecret(filled(8, 3))
                .withAdditional(filled(12, 4));
        assertArrayEquals(
                Vectors.hex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"),
                StoreSealing.argon2id(parameters, filled(32, 1), 32));
    }

    @Test
    @DisplayName("Argon2id as the reference implementation in C computes it, with the store's inputs alone")
    void argon2idReference() {
        byte[] salt = Vectors.hex("000102030405060708090a0b0c0d0e0f");
        assertArrayEquals(
                Vectors.hex("c760c305ae1d5b24527edbc8db77158f2b632197d8bad49cec5ab071809f3def"),
                store.argon2id(ascii("correct horse battery staple"), salt, 3, 64, 2, 32));
        assertArrayEquals(
                Vectors.hex("35858230a16f87fed2b29838c1fe2df6"), store.argon2id(new byte[0], salt, 1, 8, 1, 16));
    }

    @Test
    @DisplayName("ECDSA with the number of RFC 6979, A.2.5: P-256, SHA-256, message sample")
    void deterministicEcdsa() {
        byte[] privateKey = Vectors.hex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
        assertArrayEquals(
                Vectors.hex("3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                        + "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"),
                Suites.crypto(2).sign(privateKey, ascii("sample")));
    }

    @Test
    @DisplayName("Ed25519, RFC 8032, 7.1, test 2")
    void ed25519() {
        byte[] seed = Vectors.hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        assertArrayEquals(
                Vectors.hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"),
                Suites.crypto(1).signaturePublicKey(seed));
        assertArrayEquals(
                Vectors.hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
                Suites.crypto(1).sign(seed, new byte[] {0x72}));
    }

    private static byte[] filled(int length, int octet) {
        byte[] octets = new byte[length];
        Arrays.fill(octets, (byte) octet);
        return octets;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
