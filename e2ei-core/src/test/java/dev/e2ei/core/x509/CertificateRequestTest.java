package dev.e2ei.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.SignatureScheme;
import dev.e2ei.api.id.Domain;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A certificate request")
class CertificateRequestTest {
    private static final CryptoProvider CRYPTO =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow();
    private static final String CLIENT_ID = "wireapp://Dx4tPEtaSXiHlqW0w9Lh8A!4959bc6ab12f2846@wire.example";
    private static final String HANDLE = "wireapp://%40alice_wire@wire.example";

    static List<Ciphersuite> suites() {
        return Ciphersuite.enrollable();
    }

    @ParameterizedTest
    @MethodSource("suites")
    @DisplayName("has the shape that Wire's ACME server takes, and verifies")
    void shape(Ciphersuite suite) {
        CiphersuiteCrypto crypto = CRYPTO.forCiphersuite(suite).orElseThrow();
        KeyPairOctets pair = crypto.generateSignatureKeyPair();
        SubjectPublicKey key = SubjectPublicKey.of(suite.signatureScheme(), Bytes.of(pair.publicKey()));
        byte[] der = CertificateRequest.encode(
                Domain.parse("wire.example"),
                "Alice \"Ä\" Smith",
                CLIENT_ID,
                HANDLE,
                key,
                content -> crypto.sign(pair.privateKey(), content));

        CertificateRequest request = CertificateRequest.parse(der);
        assertEquals(List.of("wire.example"), request.subject().texts(AttributeTypeAndValue.ORGANIZATION));
        assertEquals(List.of("Alice \"Ä\" Smith"), request.subject().texts(CertificateRequest.DISPLAY_NAME));
        assertEquals(2, request.subject().size());
        assertEquals(key, request.publicKey());
        assertEquals(
                List.of(
                        new GeneralName.UniformResourceIdentifier(CLIENT_ID),
                        new GeneralName.UniformResourceIdentifier(HANDLE)),
                request.subjectAlternativeNames());
        assertTrue(CRYPTO.x509()
                .verify(
                        key.encoded().toByteArray(),
                        request.signatureAlgorithm().encoded().toByteArray(),
                        request.certificationRequestInfo().toByteArray(),
                        request.signature().toByteArray()));
    }

    @Test
    @DisplayName("is not written for keys with which MLS does not sign")
    void otherKeys() {
        byte[] der = Bytes.fromHex("3013300d06092a864886f70d010101050003020001").toByteArray();
        SubjectPublicKey rsa = SubjectPublicKey.parse(der);
        assertThrows(
                IllegalArgumentException.class,
                () -> CertificateRequest.encode(
                        Domain.parse("wire.example"), "Alice", CLIENT_ID, HANDLE, rsa, content -> content));
    }

    @Test
    @DisplayName("takes keys of the right form only")
    void keyForms() {
        assertThrows(
                IllegalArgumentException.class,
                () -> SubjectPublicKey.of(SignatureScheme.ED25519, Bytes.of(new byte[31])));
        assertThrows(
                IllegalArgumentException.class,
                () -> SubjectPublicKey.of(SignatureScheme.ECDSA_SECP256R1_SHA256, Bytes.of(new byte[65])));
    }
}
