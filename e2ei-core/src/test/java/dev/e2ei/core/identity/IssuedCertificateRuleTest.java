package dev.e2ei.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.error.CertificateRejectedException;
import dev.e2ei.api.error.CertificateRejectedException.Reason;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TestCertificate;
import dev.e2ei.core.pki.TestCrl;
import dev.e2ei.core.pki.TestExtensions;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.pki.TestName;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.core.x509.ParsedCertificate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A certificate that the server issued")
class IssuedCertificateRuleTest {
    private static final TestHierarchy HIERARCHY = new TestHierarchy();
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration EXPIRY = Duration.ofDays(90);
    private static final EnrollmentRequest REQUEST = EnrollmentRequest.builder()
            .clientId("0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:4959bc6ab12f2846@wire.com")
            .displayName("Alice Smith")
            .handle("alice_wire")
            .expiry(EXPIRY)
            .ciphersuite(Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519)
            .build();

    private static TestCertificate leaf() {
        return HIERARCHY.leaf().validity(NOW.minusSeconds(60), NOW.plus(EXPIRY));
    }

    private static IssuedCertificate check(byte[] pem, TrustStore trust, CrlRegistry crls, TrustPolicy policy) {
        return IssuedCertificateRule.check(
                pem,
                REQUEST,
                HIERARCHY.leafKey.mlsKey(),
                trust,
                crls,
                policy,
                TestHierarchy.CRYPTO,
                content -> content,
                NOW,
                NOW);
    }

    private static IssuedCertificate check(CertificateChain chain) {
        return check(pem(chain), HIERARCHY.trust, CrlRegistry.empty(), TrustPolicy.wire());
    }

    private static byte[] pem(CertificateChain chain) {
        return chain.toPem().getBytes(StandardCharsets.US_ASCII);
    }

    private static Reason refusal(CertificateChain chain) {
        return refusal(pem(chain), HIERARCHY.trust, CrlRegistry.empty());
    }

    private static Reason refusal(TestCertificate leaf) {
        return refusal(HIERARCHY.chain(leaf));
    }

    private static Reason refusal(byte[] pem, TrustStore trust, CrlRegistry crls) {
        CertificateRejectedException refused =
                assertThrows(CertificateRejectedException.class, () -> check(pem, trust, crls, TrustPolicy.wire()));
        assertFalse(refused.getMessage().toLowerCase(Locale.ROOT).contains("alice"), "no names in messages");
        return refused.reason();
    }

    @Test
    @DisplayName("is taken as it was asked for, with its chain, thumbprint and distribution points")
    void accepted() {
        IssuedCertificate issued = check(HIERARCHY.chain(leaf().distributionPoints("HTTP://crl.wire.com")));
        assertEquals(2, issued.chain().certificates().size());
        assertEquals("Alice Smith", issued.identity().displayName());
        assertEquals(List.of(URI.create("http://crl.wire.com/")), issued.crlDistributionPoints());
        assertEquals(
                KeyThumbprint.jwk(HIERARCHY.leafKey.publicKey()).canonicalJson(),
                issued.thumbprint().octets().utf8());
    }

    @Test
    @DisplayName("may come with its root, which is left out, and under the strict policy too")
    void withRoot() {
        List<Bytes> certificates = new ArrayList<>(HIERARCHY.chain(leaf()).certificates());
        certificates.add(HIERARCHY.root.encoded());
        IssuedCertificate issued = check(
                pem(new CertificateChain(certificates)), HIERARCHY.trust, CrlRegistry.empty(), TrustPolicy.strict());
        assertEquals(2, issued.chain().certificates().size());
    }

    @Test
    @DisplayName("is refused for another key, client, handle, name or domain")
    void mismatches() {
        String client = "uri:" + TestCertificate.CLIENT_ID;
        String handle = "uri:" + TestCertificate.HANDLE;
        assertEquals(Reason.KEY_MISMATCH, refusal(leaf().key(TestKey.ed25519())));
        assertEquals(Reason.KEY_MISMATCH, refusal(leaf().key(TestKey.p256())));
        assertEquals(Reason.CLIENT_ID_MISMATCH, refusal(leaf().names(handle, client.replace("4959", "4958"))));
        assertEquals(Reason.CLIENT_ID_MISMATCH, refusal(leaf().names(handle)));
        assertEquals(Reason.CLIENT_ID_MISMATCH, refusal(leaf().names(handle, client, client)));
        assertEquals(Reason.HANDLE_MISMATCH, refusal(leaf().names(handle.replace("alice", "bob"), client)));
        assertEquals(Reason.UNEXPECTED_NAME, refusal(leaf().names(handle, client, "dns:wire.com")));
        assertEquals(
                Reason.DISPLAY_NAME_MISMATCH,
                refusal(leaf().subject(TestName.of("O", "wire.com", "CN", "Alice smith"))));
        assertEquals(
                Reason.DOMAIN_MISMATCH, refusal(leaf().subject(TestName.of("O", "evil.com", "CN", "Alice Smith"))));
        assertEquals(
                Reason.DOMAIN_MISMATCH,
                refusal(leaf().subject(TestName.of("O", "evil.com", "CN", "Alice Smith"))
                        .names(handle.replace("wire.com", "evil.com"), client.replace("wire.com", "evil.com"))));
    }

    @Test
    @DisplayName("may live five minutes longer than was asked for, and as much shorter as the server likes")
    void lifetime() {
        check(HIERARCHY.chain(
                leaf().validity(NOW.minusSeconds(86_400), NOW.plus(EXPIRY).plusSeconds(300))));
        check(HIERARCHY.chain(leaf().validity(NOW, NOW)));
        assertEquals(
                Reason.LIFETIME_TOO_LONG,
                refusal(leaf().validity(NOW, NOW.plus(EXPIRY).plusSeconds(301))));
        assertEquals(Reason.EXPIRED, refusal(leaf().validity(NOW.minusSeconds(60), NOW.minusSeconds(1))));
        assertEquals(Reason.NOT_YET_VALID, refusal(leaf().validity(NOW.plusSeconds(1), NOW.plus(EXPIRY))));
    }

    @Test
    @DisplayName("is refused with another profile")
    void profile() {
        assertEquals(Reason.LEAF_IS_CA, refusal(leaf().pathLength(0)));
        assertEquals(Reason.KEY_USAGE, refusal(leaf().extension("2.5.29.15", true, TestExtensions.keyUsage(0x84))));
        assertEquals(Reason.KEY_USAGE, refusal(leaf().without("2.5.29.15")));
        assertEquals(Reason.EXTENDED_KEY_USAGE, refusal(leaf().without("2.5.29.37")));
        assertEquals(Reason.PROFILE, refusal(leaf().extension("1.2.3", true, new byte[] {5, 0})));
    }

    @Test
    @DisplayName("is refused without a path to an anchor, whatever breaks it")
    void paths() {
        assertEquals(Reason.UNTRUSTED, refusal(pem(HIERARCHY.chain(leaf())), TrustStore.empty(), CrlRegistry.empty()));
        assertEquals(
                Reason.UNTRUSTED, refusal(new CertificateChain(List.of(Bytes.of(leaf().encodedBy(HIERARCHY.caKey))))));
        assertEquals(Reason.BAD_SIGNATURE, refusal(HIERARCHY.chain(leaf().encodedBy(TestKey.p256()))));
        ParsedCertificate elsewhere = TestCertificate.authority("Other Root").selfSigned();
        TrustStore others = TrustStore.empty().withAnchor(elsewhere, TestCertificate.fingerprint(elsewhere));
        assertEquals(Reason.UNTRUSTED, refusal(pem(HIERARCHY.chain(leaf())), others, CrlRegistry.empty()));
    }

    @Test
    @DisplayName("is refused when a list already names it or its authority")
    void revoked() {
        CrlRegistry crls = CrlRegistry.empty()
                .register(
                        URI.create("http://crl.wire.com/"),
                        TestCrl.of("Root", NOW).revoke(2).signedBy(HIERARCHY.rootKey),
                        HIERARCHY.trust,
                        TestHierarchy.CRYPTO,
                        NOW)
                .registry();
        assertEquals(Reason.REVOKED, refusal(pem(HIERARCHY.chain(leaf())), HIERARCHY.trust, crls));
    }

    @Test
    @DisplayName("is refused as anything but one to eight certificates")
    void shapes() {
        assertEquals(Reason.EMPTY_CHAIN, refusal(new byte[0], HIERARCHY.trust, CrlRegistry.empty()));
        assertEquals(Reason.MALFORMED, refusal(new byte[] {0x30, 0}, HIERARCHY.trust, CrlRegistry.empty()));
        String pem = HIERARCHY.chain(leaf()).toPem();
        String key = "-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----\n";
        byte[] withKey = (pem + key).getBytes(StandardCharsets.US_ASCII);
        assertEquals(Reason.MALFORMED, refusal(withKey, HIERARCHY.trust, CrlRegistry.empty()));
        byte[] many = pem.repeat(500).getBytes(StandardCharsets.US_ASCII);
        assertEquals(Reason.MALFORMED, refusal(many, HIERARCHY.trust, CrlRegistry.empty()));
        byte[] noCertificate =
                CertificateChain.pem(Bytes.ofUtf8("no certificate")).getBytes(StandardCharsets.US_ASCII);
        assertEquals(Reason.MALFORMED, refusal(noCertificate, HIERARCHY.trust, CrlRegistry.empty()));
    }
}
