package dev.e2ei.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.SignatureScheme;
import dev.e2ei.core.x509.SubjectPublicKey;
import dev.e2ei.spi.enrollment.PublicJwk;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The thumbprint of a key")
class KeyThumbprintTest {
    private static byte[] hash(String algorithm, byte[] octets) {
        try {
            return MessageDigest.getInstance(algorithm).digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Bytes point(String x, String y) {
        byte[] left = Base64.getUrlDecoder().decode(x);
        byte[] right = Base64.getUrlDecoder().decode(y);
        return Bytes.fromHex("04" + Bytes.of(left).hex() + Bytes.of(right).hex());
    }

    @Test
    @DisplayName("is that of RFC 8037, appendix A.3")
    void rfc8037() {
        Bytes key = Bytes.of(Base64.getUrlDecoder().decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));
        PublicJwk jwk = KeyThumbprint.jwk(SignatureScheme.ED25519, key);
        assertEquals(
                "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
                jwk.canonicalJson());
        assertEquals(
                "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
                KeyThumbprint.of(jwk, octets -> hash("SHA-256", octets)).base64Url());
    }

    @ParameterizedTest(name = "{0} by {3}")
    @CsvSource({
        "ECDSA_SECP256R1_SHA256,UVw9brnjlrkE0_7Kf1T9zQzB6Ze_N13KUVrQpsO0A18,RTa-OlDzGPv5pUdZAqIhUCvvDVfgjFOyzApW8X2fk1Q,"
                + "SHA-256,6UoWwDCkLjV0J-pQG8c0THxbVhBcpR0AZDift1Yl5DM",
        "ECDSA_SECP384R1_SHA384,KWw9HSTcy1kMwIjdDOrA6jAOf583TP7j4KSl9jkUY51EPP0IB8k89oyKORqfxsfC,"
                + "m3zOdqYBrmaaNMjYGoOwtrBoGNuaqkV9zh9bIBqTGeYzc-UMRqay-YraI5NEFINX,"
                + "SHA-384,LtupiT3CR23BFlbG8KuZlI6Utzd7b4lMOV8mioL_u_4HydGhnC4y-SxyOETEjH6h",
        "ECDSA_SECP521R1_SHA512,"
                + "AODMIKgQvVRr73DIahRqWAvt68fCaolnTeUuuMa5WrJeFJ88maQ3-R368T09grOq4fCiwI2REsDvTe-wmbh1YrYQ,"
                + "AfsocoV4-_l0kYGbi2sl2igmo1JgXtJusKv7hBFlYBd_eIezJ91NfY32-Y1Q6G41XbPoGs6ev7qKNBfuE_lMYI9n,"
                + "SHA-256,u_zDXYu2WKiDNS46qo1K9uTzaRlNrGww3XMR4f26zRI"
    })
    @DisplayName("has coordinates padded to the size of the field")
    void curves(SignatureScheme scheme, String x, String y, String hash, String thumbprint) {
        Bytes key = point(x, y);
        PublicJwk jwk = KeyThumbprint.jwk(scheme, key);
        assertEquals(x, jwk.x());
        assertEquals(y, jwk.y().orElseThrow());
        assertEquals(
                thumbprint,
                KeyThumbprint.of(SubjectPublicKey.of(scheme, key), octets -> hash(hash, octets))
                        .base64Url());
    }

    @Test
    @DisplayName("is refused for keys of another form")
    void otherForms() {
        Bytes compressed = Bytes.fromHex("02" + "00".repeat(32));
        assertThrows(
                IllegalArgumentException.class,
                () -> KeyThumbprint.jwk(SignatureScheme.ECDSA_SECP256R1_SHA256, compressed));
        assertThrows(IllegalArgumentException.class, () -> KeyThumbprint.jwk(SignatureScheme.ED25519, compressed));
        assertThrows(
                IllegalArgumentException.class, () -> KeyThumbprint.jwk(SignatureScheme.ED448, Bytes.of(new byte[56])));
    }

    @Test
    @DisplayName("is there for the Ed448 key of a Basic device too, RFC 8032, section 7.4, and RFC 8037, section 2")
    void ed448() {
        Bytes key = Bytes.fromHex("5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778"
                + "edf124769b46c7061bd6783df1e50f6cd1fa1abeafe8256180");
        String json = "{\"crv\":\"Ed448\",\"kty\":\"OKP\",\"x\":"
                + "\"X9dEm1m0Yf0s54fsYWrUah2hNCSFpw4fig6nXYDpZ3jt8SR2m0bHBhvWeD3x5Q9s0foavq_oJWGA\"}";
        assertEquals(json, KeyThumbprint.jwk(SignatureScheme.ED448, key).canonicalJson());
        assertEquals(
                Bytes.of(hash("SHA-512", json.getBytes(StandardCharsets.US_ASCII))),
                KeyThumbprint.of(
                                Ciphersuite.MLS_256_DHKEMX448_AES256GCM_SHA512_Ed448,
                                key,
                                octets -> hash("SHA-512", octets))
                        .octets());
    }
}
