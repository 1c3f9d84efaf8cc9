package dev.e2ei.crypto.bc;

import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.X509Crypto;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Signatures of Project Wycheproof")
class WycheproofSignatureTest {
    private final X509Crypto x509 = new BouncyCastleCryptoProvider().x509();

    @ParameterizedTest(name = "{0} by suite {1}: {2} cases")
    @CsvSource({"ecdsa_secp256r1_sha256, 2, 484", "ecdsa_secp384r1_sha384, 7, 504", "ecdsa_secp521r1_sha512, 5, 542"})
    @DisplayName("each ECDSA signature in DER is accepted or refused as the file says")
    void ecdsa(String file, int suite, int cases) {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        new Wycheproof(file)
                .run(group -> true, test -> {
                    byte[] key = Vectors.hex(test.group().required("publicKey"), "uncompressed");
                    return crypto.verify(key, test.hex("msg"), test.hex("sig")) == test.isValid();
                })
                .expect(cases, 0);
    }

    @ParameterizedTest(name = "suite {0}")
    @CsvSource({"1", "3"})
    @DisplayName("each Ed25519 signature is accepted or refused as the file says")
    void ed25519(int suite) {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        new Wycheproof("ed25519")
                .run(group -> true, test -> {
                    byte[] key = Vectors.hex(test.group().required("publicKey"), "pk");
                    return crypto.verify(key, test.hex("msg"), test.hex("sig")) == test.isValid();
                })
                .expect(151, 0);
    }

    @ParameterizedTest(name = "{0} as certificate signatures")
    @CsvSource({
        "ecdsa_secp256r1_sha256, 300a06082a8648ce3d040302, 484",
        "ecdsa_secp384r1_sha384, 300a06082a8648ce3d040303, 504",
        "ecdsa_secp521r1_sha512, 300a06082a8648ce3d040304, 542",
        "ed25519, 300506032b6570, 151"
    })
    @DisplayName("the same holds for signatures of certificates")
    void certificates(String file, String algorithm, int cases) {
        byte[] algorithmIdentifier = HexFormat.of().parseHex(algorithm);
        new Wycheproof(file)
                .run(group -> true, test -> {
                    byte[] key = Vectors.hex(test.group(), "publicKeyDer");
                    boolean verified = x509.verify(key, algorithmIdentifier, test.hex("msg"), test.hex("sig"));
                    return verified == test.isValid();
                })
                .expect(cases, 0);
    }
}
