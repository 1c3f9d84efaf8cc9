package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.SignatureScheme;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A signature in the form of JWS")
class JwsSignatureTest {
    private static final SignatureScheme P256 = SignatureScheme.ECDSA_SECP256R1_SHA256;
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

    private static byte[] der(BigInteger r, BigInteger s) {
        return DerWriter.sequenceOf(out -> out.integer(r).integer(s));
    }

    @Test
    @DisplayName("has R and S side by side, each padded to the size of the field")
    void padded() {
        byte[] expected = new byte[64];
        expected[31] = 5;
        Arrays.fill(expected, 32, 64, (byte) 0xff);
        assertArrayEquals(expected, JwsSignature.of(P256, der(BigInteger.valueOf(5), LARGEST)));
        byte[] swapped = JwsSignature.of(P256, der(LARGEST, BigInteger.ONE));
        assertEquals(-1, swapped[0]);
        assertEquals(1, swapped[63]);
    }

    @ParameterizedTest(name = "{0}: {1} octets")
    @CsvSource({"1, 64", "2, 64", "3, 64", "5, 132", "7, 96"})
    void sizes(int suite, int size) {
        CiphersuiteCrypto crypto = new TestClients()
                .crypto
                .forCiphersuite(Ciphersuite.ofId(suite).orElseThrow())
                .orElseThrow();
        for (int i = 0; i < 50; i++) {
            try (SignatureKey key = SignatureKey.generate(crypto)) {
                byte[] content = {(byte) i};
                assertEquals(size, key.signJws(content).length);
                assertTrue(crypto.verify(key.publicKey().toByteArray(), content, key.sign(content)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "3006020101020101ff", // more after it
                "300702020001020101", // R not minimal
                "3006020100020101", // R zero
                "3006020101020100", // S zero
                "30060201ff020101", // R negative
                "3003020101", // no S
                "3009020101020101020101", // a third number
                "308106020101020101", // length not minimal
                "3106020101020101", // no sequence
            })
    @DisplayName("comes of strict DER only; anything else is the provider's defect")
    void notDer(String hex) {
        refused(P256, HexFormat.of().parseHex(hex));
    }

    @Test
    @DisplayName("has no number larger than the field, and no other size for Ed25519")
    void tooLarge() {
        refused(P256, der(LARGEST.add(BigInteger.ONE), BigInteger.ONE));
        refused(P256, der(BigInteger.ONE, LARGEST.add(BigInteger.ONE)));
        refused(SignatureScheme.ED25519, new byte[63]);
        refused(SignatureScheme.ED25519, new byte[65]);
    }

    private static void refused(SignatureScheme scheme, byte[] signature) {
        assertEquals(
                ErrorCode.PROVIDER_FAILED,
                assertThrows(ProviderException.class, () -> JwsSignature.of(scheme, signature))
                        .code());
    }
}
