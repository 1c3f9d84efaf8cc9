package dev.e2ei.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.pki.TestCertificate;
import dev.e2ei.core.pki.TestCrl;
import dev.e2ei.core.pki.TestExtensions;
import dev.e2ei.core.pki.TestKey;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What is read of certificates and lists, up to the limits")
class CertificateLimitsTest {
    private static final TestKey KEY = TestKey.ed25519();

    private static Reason refusal(Runnable read) {
        return assertThrows(MalformedCertificateException.class, read::run).reason();
    }

    private static byte[] serial(int octets) {
        byte[] number = new byte[octets];
        number[0] = 1;
        return number;
    }

    @Test
    @DisplayName("a certificate has at most 64 KiB, and a list 64 MiB")
    void sizes() {
        assertEquals(Reason.TOO_LARGE, refusal(() -> ParsedCertificate.parse(new byte[65_537])));
        assertNotEquals(Reason.TOO_LARGE, refusal(() -> ParsedCertificate.parse(new byte[65_536])));
        byte[] tooLong = new byte[ParsedCrl.MAX_SIZE + 1];
        assertEquals(Reason.TOO_LARGE, refusal(() -> ParsedCrl.parse(tooLong)));
        assertEquals(Reason.TOO_LARGE, refusal(() -> ParsedCrl.take(tooLong)));
        assertNotEquals(Reason.TOO_LARGE, refusal(() -> ParsedCrl.take(new byte[ParsedCrl.MAX_SIZE])));
    }

    @Test
    @DisplayName("a certificate has at most 64 extensions, each of them once")
    void extensions() {
        TestCertificate certificate = TestCertificate.authority("CA");
        for (int i = 0; i < 62; i++) {
            certificate.extension("1.2.3." + i, false, new byte[] {5, 0});
        }
        assertEquals(64, certificate.signedBy(KEY).extensions().all().size());
        certificate.extension("1.2.4", false, new byte[] {5, 0});
        assertEquals(Reason.TOO_LARGE, refusal(() -> certificate.signedBy(KEY)));
    }

    @Test
    @DisplayName("a certificate has its parts by their names")
    void parts() {
        byte[] policies = DerWriter.sequenceOf(all -> all.sequence(one -> one.objectIdentifier(
                        ObjectIdentifier.of("1.2.3"))
                .sequence(qualifiers -> qualifiers.sequence(qualifier ->
                        qualifier.objectIdentifier(ObjectIdentifier.of("1.2.9")).utf8String("x")))));
        ParsedCertificate certificate = TestCertificate.authority("CA")
                .extension("2.5.29.32", true, policies)
                .extension("2.5.29.33", true, HexFormat.of().parseHex("3008300606012a06012b"))
                .extension("2.5.29.36", true, HexFormat.of().parseHex("3003800102"))
                .extension("2.5.29.54", true, HexFormat.of().parseHex("020103"))
                .extension("1.2.3.4", true, new byte[] {5, 0})
                .signedBy(KEY);
        CertificateExtensions extensions = certificate.extensions();
        assertEquals(3, certificate.version());
        assertEquals(certificate, ParsedCertificate.parse(certificate.encoded()));
        assertEquals(certificate.encoded().hashCode(), certificate.hashCode());
        assertEquals("CA certificate of CN=CA", certificate.toString());
        assertEquals(
                "certificate 1267", TestCertificate.leaf("CA").signedBy(KEY).toString());
        assertEquals(
                Set.of(ObjectIdentifier.of("1.2.3")),
                extensions.policies().orElseThrow().policies());
        assertTrue(extensions.policies().orElseThrow().unknownQualifier());
        assertEquals(
                List.of(new PolicyMapping(ObjectIdentifier.of("1.2"), ObjectIdentifier.of("1.3"))),
                extensions.policyMappings());
        assertEquals(
                new PolicyConstraints(OptionalInt.of(2), OptionalInt.empty()),
                extensions.policyConstraints().orElseThrow());
        assertEquals(OptionalInt.of(3), extensions.inhibitAnyPolicy());
        assertEquals(
                Set.of(ObjectIdentifier.of("1.2.3.4"), CertificatePolicies.OID), extensions.unrecognizedCritical());
        assertTrue(extensions.keyUsage().isPresent());
    }

    @Test
    @DisplayName("policies occur once, and constraints constrain something")
    void malformedPolicies() {
        byte[] twice = DerWriter.sequenceOf(all -> {
            all.sequence(one -> one.objectIdentifier(ObjectIdentifier.of("1.2.3")));
            all.sequence(one -> one.objectIdentifier(ObjectIdentifier.of("1.2.3")));
        });
        TestCertificate first = TestCertificate.authority("CA").extension("2.5.29.32", true, twice);
        assertEquals(Reason.DUPLICATE, refusal(() -> first.signedBy(KEY)));
        TestCertificate second = TestCertificate.authority("CA").extension("2.5.29.36", true, new byte[] {0x30, 0});
        assertEquals(Reason.VALUE, refusal(() -> second.signedBy(KEY)));
    }

    @ParameterizedTest(name = "{0} octets: {1}")
    @CsvSource({"1, true", "20, true", "21, false"})
    @DisplayName("a serial number has at most 20 octets")
    void serialNumbers(int octets, boolean read) {
        byte[] tbs = TestCertificate.leaf("CA").signedBy(KEY).tbsCertificate().toByteArray();
        // Version, then the serial number 4711 in four octets of DER.
        byte[] head = HexFormat.of().parseHex("a003020102");
        byte[] rest = Arrays.copyOfRange(tbs, tbs.length - (contentSize(tbs) - 9), tbs.length);
        byte[] der = DerWriter.sequenceOf(out -> out.sequence(inner -> inner.element(head)
                        .primitive(DerTag.INTEGER, serial(octets))
                        .element(rest))
                .sequence(id -> id.objectIdentifier(ObjectIdentifier.of("1.3.101.112")))
                .bitString(new byte[64]));
        if (read) {
            assertEquals(octets, ParsedCertificate.parse(der).serialNumber().size());
        } else {
            assertEquals(Reason.VALUE, refusal(() -> ParsedCertificate.parse(der)));
        }
    }

    private static int contentSize(byte[] sequence) {
        int count = sequence[1] < 0 ? sequence[1] & 0x7f : 0;
        return sequence.length - 2 - count;
    }

    @Test
    @DisplayName("entries are found whatever their serial numbers, equal hashes among them")
    void equalHashes() {
        // 31 * a + b is the same for both.
        byte[][] numbers = {{1, 32}, {2, 1}, {1, 33}, {2, 2}};
        assertEquals(Bytes.of(numbers[0]).hashCode(), Bytes.of(numbers[1]).hashCode());
        TestCrl list = TestCrl.of("CA", TestCertificate.FROM);
        for (byte[] number : numbers) {
            list.revoke(new BigInteger(number).longValue());
        }
        ParsedCrl crl = ParsedCrl.parse(list.signedBy(KEY));
        for (byte[] number : numbers) {
            assertEquals(1, crl.entries(Bytes.of(number)).size());
            assertEquals(Bytes.of(number), crl.entries(Bytes.of(number)).get(0).serialNumber());
        }
        assertTrue(crl.entries(Bytes.of((byte) 0, (byte) 63)).isEmpty());
        ParsedCrl other = ParsedCrl.parse(TestCrl.of("CA", TestCertificate.FROM)
                .revoke(new BigInteger(numbers[1]).longValue())
                .signedBy(KEY));
        assertTrue(crl.listsAllOf(other));
        assertFalse(other.listsAllOf(crl));
        ParsedCrl third = ParsedCrl.parse(TestCrl.of("CA", TestCertificate.FROM)
                .revoke(new BigInteger(numbers[0]).longValue())
                .signedBy(KEY));
        assertFalse(third.listsAllOf(other));
    }

    @Test
    @DisplayName("a serial number is listed at most sixteen times")
    void repetitions() {
        long[] most = new long[16];
        Arrays.fill(most, 5);
        assertEquals(
                16,
                ParsedCrl.parse(TestCrl.of("CA", TestCertificate.FROM)
                                .revoke(most)
                                .signedBy(KEY))
                        .size());
        byte[] more =
                TestCrl.of("CA", TestCertificate.FROM).revoke(most).revoke(5).signedBy(KEY);
        assertEquals(Reason.DUPLICATE, refusal(() -> ParsedCrl.parse(more)));
    }

    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource({
        "19, AZaz09, true",
        "19, ' ()+-./:=?', true",
        "19, @, false",
        "19, [, false",
        "19, `, false",
        "19, {, false",
        "19, *, false",
        "19, ;, false",
        "22, @[`{*, true",
        "26, @[`{*, true",
        "18, 123, true",
        "12, \u00e4, true",
        "19, \u00e4, false",
        "22, \u00e4, false"
    })
    @DisplayName("strings have the characters of their type")
    void strings(int tag, String text, boolean read) {
        Optional<String> decoded = CharacterString.decode(tag, Bytes.ofUtf8(text));
        assertEquals(read ? Optional.of(text) : Optional.empty(), decoded);
        assertTrue(CharacterString.isOne(tag));
        assertFalse(CharacterString.isOne(DerTag.OCTET_STRING));
    }

    @Test
    @DisplayName("strings of wider characters are whole, and have no surrogates where those are none")
    void wideStrings() {
        byte[] wide = "\ud83d\ude00".getBytes(StandardCharsets.UTF_16BE);
        assertEquals(Optional.empty(), CharacterString.decode(DerTag.BMP_STRING, Bytes.of(wide)));
        assertEquals(Optional.of("\u00e4"), CharacterString.decode(DerTag.BMP_STRING, Bytes.of((byte) 0, (byte) 0xe4)));
        assertEquals(Optional.empty(), CharacterString.decode(DerTag.BMP_STRING, Bytes.of((byte) 0)));
        assertEquals(Optional.of("\u00e4"), CharacterString.decode(DerTag.TELETEX_STRING, Bytes.of((byte) 0xe4)));
        assertEquals(
                Optional.of("a"),
                CharacterString.decode(DerTag.UNIVERSAL_STRING, Bytes.of((byte) 0, (byte) 0, (byte) 0, (byte) 'a')));
        assertEquals("a b", CharacterString.prepare(" A \u00a0 B "));
        assertEquals("a\u007f", CharacterString.prepare("A\u007f"));
        assertEquals("\u00e4", CharacterString.prepare("\u00c4"));
    }

    @Test
    @DisplayName("distribution points have addresses on the web, each once")
    void distributionPoints() {
        ParsedCertificate certificate = TestCertificate.leaf("CA")
                .distributionPoints(
                        "http://A.wire.com:80",
                        "http://a.wire.com/",
                        "https://b.wire.com:443/x?y#z",
                        "https://b.wire.com:80/x",
                        "ldap://c.wire.com/",
                        "http:d",
                        "not a uri",
                        "http://e.wire.com/" + "x".repeat(2048))
                .signedBy(KEY);
        assertEquals(
                List.of(
                        URI.create("http://a.wire.com/"),
                        URI.create("https://b.wire.com/x?y"),
                        URI.create("https://b.wire.com:80/x")),
                CrlDistributionPoints.of(certificate));
        assertEquals(URI.create("ldap://C/"), CrlDistributionPoints.normalize(URI.create("ldap://C/")));
        assertEquals(URI.create("http:d"), CrlDistributionPoints.normalize(URI.create("http:d")));
        assertEquals(URI.create("http://u@a/"), CrlDistributionPoints.normalize(URI.create("HTTP://u@A.")));
    }

    @Test
    @DisplayName("key usage is that of a client where it signs and does nothing else")
    void keyUsage() {
        assertTrue(usage(0x80).digitalSignature());
        assertTrue(usage(0x80).digitalSignatureOnly());
        assertTrue(usage(0xc0).digitalSignature());
        assertFalse(usage(0x06).digitalSignature());
        assertFalse(usage(0x84).digitalSignatureOnly());
        assertFalse(usage(0x06).digitalSignatureOnly());
    }

    private static KeyUsage usage(int octet) {
        return TestCertificate.leaf("CA")
                .extension("2.5.29.15", true, TestExtensions.keyUsage(octet))
                .signedBy(KEY)
                .extensions()
                .keyUsage()
                .orElseThrow();
    }

    @Test
    @DisplayName("keys have a scheme where they are spelled as MLS' keys, and RSA has a size")
    void keys() {
        assertEquals(OptionalInt.of(2048), TestKey.rsa().publicKey().rsaModulusBits());
        assertEquals(OptionalInt.empty(), KEY.publicKey().rsaModulusBits());
        byte[] withParameters = DerWriter.sequenceOf(out -> out.sequence(id ->
                        id.objectIdentifier(ObjectIdentifier.of("1.3.101.112")).primitive(DerTag.NULL, new byte[0]))
                .bitString(new byte[32]));
        assertTrue(SubjectPublicKey.parse(withParameters).scheme().isEmpty());
        byte[] tooShort =
                DerWriter.sequenceOf(out -> out.sequence(id -> id.objectIdentifier(ObjectIdentifier.of("1.3.101.112")))
                        .bitString(new byte[31]));
        assertTrue(SubjectPublicKey.parse(tooShort).scheme().isEmpty());
        assertTrue(KEY.publicKey().scheme().isPresent());
    }
}
