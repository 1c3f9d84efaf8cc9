package dev.e2ei.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.id.Domain;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TestCertificate;
import dev.e2ei.core.pki.TestCrl;
import dev.e2ei.core.x509.CertificatePem;
import dev.e2ei.core.x509.CertificateRequest;
import dev.e2ei.core.x509.DistinguishedName;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.core.x509.ParsedCrl;
import dev.e2ei.core.x509.SubjectPublicKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Altered octets")
class MutationTest {
    private static final int MUTATIONS = 20_000;
    private static final TestHierarchy HIERARCHY = new TestHierarchy();
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static byte[] mutate(byte[] original, Random random) {
        byte[] octets = original.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && octets.length > 0; i++) {
            int place = random.nextInt(octets.length);
            switch (random.nextInt(5)) {
                case 0 -> octets[place] ^= (byte) (1 << random.nextInt(8));
                case 1 -> octets[place] = (byte) random.nextInt(256);
                case 2 -> octets[place] = (byte) 0xff;
                case 3 -> octets = Arrays.copyOf(octets, place);
                default -> {
                    byte[] longer = new byte[octets.length + 1];
                    System.arraycopy(octets, 0, longer, 0, place);
                    longer[place] = (byte) random.nextInt(256);
                    System.arraycopy(octets, place, longer, place + 1, octets.length - place);
                    octets = longer;
                }
            }
        }
        return octets;
    }

    /** Anything but the declared exception fails the test by itself. */
    private static int refusedOf(List<byte[]> corpus, Consumer<byte[]> parser, long seed) {
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] octets = mutate(corpus.get(i % corpus.size()), random);
            try {
                parser.accept(octets);
            } catch (MalformedCertificateException e) {
                assertTrue(e.offset() >= 0 && e.offset() <= Math.max(octets.length, ParsedCertificate.MAX_SIZE));
                assertNotNull(e.reason());
                refused++;
            }
        }
        return refused;
    }

    private static List<byte[]> realCertificates() {
        List<byte[]> certificates = new ArrayList<>();
        for (RecordedEnrollment recording : RecordedEnrollment.all()) {
            for (String pem : List.of(recording.chain(), recording.root())) {
                CertificatePem.parse(pem).forEach(der -> certificates.add(der.toByteArray()));
            }
        }
        return certificates;
    }

    private static byte[] crl() {
        return TestCrl.of("CA", NOW)
                .number(7)
                .revoke(1, 2, 3)
                .revoke(4, "2.5.29.21", false, new byte[] {0x0a, 1, 1})
                .about("http://crl.wire.com/", out -> out.primitive(0x81, new byte[] {(byte) 0xff}))
                .signedBy(HIERARCHY.caKey);
    }

    @Test
    @DisplayName("of real certificates are refused with the declared exception or read whole")
    void certificates() {
        List<byte[]> corpus = realCertificates();
        int refused = refusedOf(
                corpus,
                octets -> {
                    ParsedCertificate parsed = ParsedCertificate.parse(octets);
                    assertEquals(Bytes.of(octets), parsed.encoded());
                    assertNotNull(parsed.toString()
                            + parsed.subject()
                            + parsed.issuer()
                            + parsed.publicKey().scheme());
                    try {
                        LeafProfileRule.of(TrustPolicy.wire()).check(parsed);
                        WireIdentityReader.read(parsed);
                    } catch (PathRejectedException e) {
                        assertNotNull(e.reason());
                    }
                },
                1);
        assertTrue(refused > MUTATIONS / 4, refused + " refused");
    }

    @Test
    @DisplayName(
            "of revocation lists, requests, PEM, keys and names are refused with the declared exception or read whole")
    void others() {
        refusedOf(List.of(crl()), octets -> ParsedCrl.parse(octets).entries(Bytes.of((byte) 4)), 2);
        List<byte[]> pem = new ArrayList<>();
        RecordedEnrollment.all().forEach(recording -> pem.add(recording.chain().getBytes(StandardCharsets.US_ASCII)));
        refusedOf(pem, octets -> CertificatePem.parse(octets).forEach(ParsedCertificate::parse), 3);
        byte[] request = CertificateRequest.encode(
                Domain.parse("wire.com"),
                "Alice",
                TestCertificate.CLIENT_ID,
                TestCertificate.HANDLE,
                HIERARCHY.leafKey.publicKey(),
                content -> new byte[64]);
        refusedOf(List.of(request), CertificateRequest::parse, 4);
        refusedOf(
                List.of(
                        HIERARCHY.leafKey.publicKey().encoded().toByteArray(),
                        HIERARCHY.caKey.publicKey().encoded().toByteArray()),
                octets -> SubjectPublicKey.parse(octets).scheme(),
                5);
        refusedOf(
                List.of(HIERARCHY.ca.subject().encoded().toByteArray()),
                octets -> DistinguishedName.parse(octets).toString(),
                6);
    }

    @Test
    @DisplayName("of a leaf are never Valid, and always a verdict")
    void verdicts() {
        byte[] leaf = HIERARCHY.leaf().encodedBy(HIERARCHY.caKey);
        Random random = new Random(7);
        for (int i = 0; i < MUTATIONS / 10; i++) {
            byte[] octets = mutate(leaf, random);
            if (Arrays.equals(octets, leaf)) {
                continue;
            }
            DeviceVerdict verdict = TestVerdicts.judge(
                            HIERARCHY.chain(octets), HIERARCHY.trust, CrlRegistry.empty(), TrustPolicy.wire(), NOW)
                    .verdict();
            assertTrue(verdict != DeviceVerdict.VALID, "mutation " + i);
        }
    }

    @Test
    @DisplayName("cut off anywhere, or one octet too long, are no certificate and no list")
    void prefixes() {
        byte[] leaf = HIERARCHY.leaf().encodedBy(HIERARCHY.caKey);
        byte[] crl = crl();
        for (int length = 0; length < leaf.length; length++) {
            assertRefused(Arrays.copyOf(leaf, length), ParsedCertificate::parse);
        }
        for (int length = 0; length < crl.length; length++) {
            assertRefused(Arrays.copyOf(crl, length), ParsedCrl::parse);
        }
        assertRefused(Arrays.copyOf(leaf, leaf.length + 1), ParsedCertificate::parse);
        assertRefused(Arrays.copyOf(crl, crl.length + 1), ParsedCrl::parse);
        assertRefused(new byte[ParsedCertificate.MAX_SIZE + 1], ParsedCertificate::parse);
        CertificateChain nine = new CertificateChain(Collections.nCopies(9, HIERARCHY.ca.encoded()));
        assertRefused(new byte[0], octets -> new ChainReader().read(nine.certificates()));
    }

    private static void assertRefused(byte[] octets, Consumer<byte[]> parser) {
        try {
            parser.accept(octets);
        } catch (MalformedCertificateException e) {
            return;
        }
        throw new AssertionError(octets.length + " octets were read");
    }
}
