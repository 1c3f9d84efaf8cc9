package dev.e2ei.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A device that speaks the protocol by hand")
class WireStackRawTest {
    static List<X509Certificate> parse(String pem) throws Exception {
        List<X509Certificate> chain = new ArrayList<>();
        CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .forEach(certificate -> chain.add((X509Certificate) certificate));
        return chain;
    }

    @ParameterizedTest(name = "account {0}, MLS key {1}, {2}")
    @DisplayName("gets its certificate, in Wire's profile")
    @CsvSource({
        "ES256, ES256, CRL_IN_INTERMEDIATE",
        "EDDSA, EDDSA, BACKEND_KEY_FOR_EACH_ALGORITHM",
        "ES384, ES384, EDDSA_ID_TOKENS",
        "ES512, ES512, CLIENT_ID_IN_OIDC_TARGET",
        "ES256, EDDSA, RSA_ID_TOKENS",
        "EDDSA, ES512, TICKING_CLOCK"
    })
    void enrolls(JwsAlgorithm account, JwsAlgorithm mls, StackOption option) throws Exception {
        try (WireStack stack = WireStack.start(option)) {
            StackUser alice = stack.user("alice_wire", "Alice \"Smith\" \\ Ärger 日本");
            RawDevice device = new RawDevice(stack, alice, account);
            List<X509Certificate> chain = parse(device.enroll(SigningKey.generate(mls)));
            assertEquals(2, chain.size());
            X509Certificate leaf = chain.get(0);
            X509Certificate intermediate = chain.get(1);
            X509Certificate root = parse(stack.trustAnchorPem()).get(0);
            leaf.verify(intermediate.getPublicKey());
            intermediate.verify(root.getPublicKey());
            List<String> names = leaf.getSubjectAlternativeNames().stream()
                    .map(name -> name.get(1).toString())
                    .toList();
            assertEquals(List.of(alice.handle().uri(), device.client.uri().replace("!", "%21")), names);
            assertEquals(List.of("1.3.6.1.5.5.7.3.2"), leaf.getExtendedKeyUsage());
            assertTrue(leaf.getKeyUsage()[0] && leaf.getCriticalExtensionOIDs().contains("2.5.29.15"));
            assertEquals(-1, leaf.getBasicConstraints());
            assertEquals(0, intermediate.getBasicConstraints());
            assertEquals(1, root.getBasicConstraints());
            assertTrue(intermediate.getCriticalExtensionOIDs().contains("2.5.29.30"));
            assertEquals(1, stack.issuedCertificates());
            X509CRL crl = (X509CRL) CertificateFactory.getInstance("X.509")
                    .generateCRL(new ByteArrayInputStream(stack.crl().toByteArray()));
            crl.verify(intermediate.getPublicKey());
        }
    }
}
