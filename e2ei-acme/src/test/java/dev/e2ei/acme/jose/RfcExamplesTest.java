package dev.e2ei.acme.jose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.fixture.Crypto;
import dev.e2ei.acme.fixture.Vectors;
import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonArray;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.spi.enrollment.PublicJwk;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Keys and signatures as the RFCs show them")
class RfcExamplesTest {
    @TestFactory
    @DisplayName("RFC 7515, 7638, 8037 and 9449: thumbprints, and signatures that verify over the octets that we sign")
    List<DynamicTest> examples() {
        return ((JsonArray) Vectors.read("jose/rfc-examples.json"))
                .objects("examples").stream()
                        .map(example -> DynamicTest.dynamicTest(example.text("source"), () -> check(example)))
                        .toList();
    }

    private static void check(JsonObject example) throws NoSuchAlgorithmException {
        switch (example.text("kind")) {
            case "jws" -> {
                PublicJwk key = key(example.object("jwk"));
                assertEquals(example.text("thumbprint"), Crypto.thumbprint(key));
                String[] parts = example.text("jws").split("\\.");
                byte[] signature = Base64Url.decode(parts[2]);
                assertTrue(verifies(key, parts[0] + "." + parts[1], signature));
                assertFalse(verifies(key, parts[0] + "." + parts[1] + "A", signature));
                // what JWS makes of this signature is this text again
                assertEquals(parts[2], Base64Url.encode(signature));
            }
            case "thumbprint" -> {
                JsonObject jwk = example.object("jwk");
                if (jwk.text("kty").equals("RSA")) {
                    // no key of ours, but the same canonical form
                    String canonical =
                            "{\"e\":\"" + jwk.text("e") + "\",\"kty\":\"RSA\",\"n\":\"" + jwk.text("n") + "\"}";
                    assertEquals(example.text("thumbprint"), Base64Url.encode(sha256(canonical)));
                } else {
                    assertEquals(example.text("thumbprint"), Crypto.thumbprint(key(jwk)));
                }
            }
            case "ath" -> assertEquals(example.text("ath"), Base64Url.encode(sha256(example.text("access_token"))));
            default -> throw new AssertionError(example.text("kind"));
        }
    }

    @Test
    @DisplayName("RFC 7517: a key is written with the members that Wire uses, in that order")
    void keysAreWritten() {
        var ec = new PublicJwk("EC", "P-256", "x1", Optional.of("y1"));
        assertEquals(
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"x1\",\"y\":\"y1\"}",
                new String(Json.write(Jwk.write(ec)), StandardCharsets.UTF_8));
        var okp = new PublicJwk("OKP", "Ed25519", "x1", Optional.empty());
        assertEquals(
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"x1\"}",
                new String(Json.write(Jwk.write(okp)), StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "suite {0}")
    @CsvSource({
        "1,A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg,,1IG2tMH7J2wbJZnOf8LJzQitKf7LMvoAElsuDMVM54Y",
        "2,UVw9brnjlrkE0_7Kf1T9zQzB6Ze_N13KUVrQpsO0A18,RTa-OlDzGPv5pUdZAqIhUCvvDVfgjFOyzApW8X2fk1Q,"
                + "6UoWwDCkLjV0J-pQG8c0THxbVhBcpR0AZDift1Yl5DM",
        "7,KWw9HSTcy1kMwIjdDOrA6jAOf583TP7j4KSl9jkUY51EPP0IB8k89oyKORqfxsfC,"
                + "m3zOdqYBrmaaNMjYGoOwtrBoGNuaqkV9zh9bIBqTGeYzc-UMRqay-YraI5NEFINX,"
                + "YF6pH0y5eUgEFVqqDv9TtRvLeCzQejyh1NwcH9o8cwU",
        "5,AODMIKgQvVRr73DIahRqWAvt68fCaolnTeUuuMa5WrJeFJ88maQ3-R368T09grOq4fCiwI2REsDvTe-wmbh1YrYQ,"
                + "AfsocoV4-_l0kYGbi2sl2igmo1JgXtJusKv7hBFlYBd_eIezJ91NfY32-Y1Q6G41XbPoGs6ev7qKNBfuE_lMYI9n,"
                + "u_zDXYu2WKiDNS46qo1K9uTzaRlNrGww3XMR4f26zRI"
    })
    @DisplayName("keys of known private octets have the known coordinates, and SHA-256 thumbprints whatever the suite")
    void knownKeys(int id, String x, String y, String thumbprint) {
        Ciphersuite suite = Ciphersuite.ofId(id).orElseThrow();
        byte[] seed = HexFormat.of()
                .parseHex(
                        id == 1
                                ? "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
                                : "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20");
        int length = id == 7 ? 48 : id == 5 ? 66 : 32;
        byte[] privateKey = new byte[length];
        System.arraycopy(seed, 0, privateKey, length - seed.length, seed.length);
        PublicJwk key = Crypto.jwk(suite, Crypto.suite(suite).signaturePublicKey(privateKey));
        assertEquals(x, key.x());
        assertEquals(Optional.ofNullable(y), key.y());
        assertEquals(thumbprint, Crypto.thumbprint(key));
    }

    @Test
    @DisplayName("base64url is read in its one spelling")
    void base64Url() {
        assertArrayEquals(new byte[] {(byte) 0xfb, (byte) 0xff}, Base64Url.decode("-_8"));
        assertEquals("-_8", Base64Url.encode(new byte[] {(byte) 0xfb, (byte) 0xff}));
        assertArrayEquals(new byte[0], Base64Url.decode(""));
        for (String wrong : List.of("-_8=", "+/8", "-_9", "A", "AAAAA", "AA AA", "AAA\n", "ÄAAA", "AA==", "AB")) {
            assertThrows(JoseException.class, () -> Base64Url.decode(wrong), wrong);
        }
        assertEquals(BigInteger.ZERO, new BigInteger(1, Base64Url.decode("AAAA")));
    }

    private static PublicJwk key(JsonObject jwk) {
        return new PublicJwk(jwk.text("kty"), jwk.text("crv"), jwk.text("x"), jwk.optionalText("y"));
    }

    private static boolean verifies(PublicJwk key, String signingInput, byte[] signature) {
        Ciphersuite suite = Ciphersuite.ofId(key.kty().equals("OKP") ? 1 : 2).orElseThrow();
        return Crypto.suite(suite)
                .verify(
                        Crypto.publicKey(key),
                        signingInput.getBytes(StandardCharsets.US_ASCII),
                        Crypto.derSignature(suite, signature));
    }

    private static byte[] sha256(String text) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
