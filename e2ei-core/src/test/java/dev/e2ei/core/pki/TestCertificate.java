package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.x509.ParsedCertificate;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes certificates, right and wrong ones. The default is a leaf as Wire's authority issues it. */
public final class TestCertificate {
    public static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");
    public static final String CLIENT_ID = "wireapp://Dx4tPEtaSXiHlqW0w9Lh8A%214959bc6ab12f2846@wire.com";
    public static final String HANDLE = "wireapp://%40alice_wire@wire.com";

    static final String SAN = "2.5.29.17";
    static final String NAME_CONSTRAINTS = "2.5.29.30";
    static final String BASIC_CONSTRAINTS = "2.5.29.19";
    static final String KEY_USAGE = "2.5.29.15";
    static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    static final String DISTRIBUTION_POINTS = "2.5.29.31";
    static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private record Extension(boolean critical, byte[] value) {}

    private final Map<String, Extension> extensions = new LinkedHashMap<>();
    private byte[] issuer;
    private byte[] subject;
    private TestKey key = TestKey.ed25519();
    private BigInteger serialNumber = BigInteger.valueOf(4711);
    private Instant from = FROM;
    private Instant to = TO;

    private TestCertificate(byte[] issuer, byte[] subject) {
        this.issuer = issuer;
        this.subject = subject;
    }

    /** An authority; self-issued unless another issuer is set. */
    public static TestCertificate authority(String commonName) {
        byte[] name = TestName.of("CN", commonName);
        return new TestCertificate(name, name)
                .key(TestKey.p256())
                .extension(BASIC_CONSTRAINTS, true, TestExtensions.basicConstraints(true, -1))
                .extension(KEY_USAGE, true, TestExtensions.keyUsage(0x06));
    }

    /** A leaf of Alice's below the authority of the given name. */
    public static TestCertificate leaf(String issuerName) {
        return new TestCertificate(TestName.of("CN", issuerName), TestName.of("O", "wire.com", "CN", "Alice Smith"))
                .extension(KEY_USAGE, true, TestExtensions.keyUsage(0x80))
                .extension(EXTENDED_KEY_USAGE, false, TestExtensions.extendedKeyUsage(CLIENT_AUTH))
                .names("uri:" + HANDLE, "uri:" + CLIENT_ID);
    }

    public TestCertificate issuer(String commonName) {
        issuer = TestName.of("CN", commonName);
        return this;
    }

    public TestCertificate subject(byte[] name) {
        subject = name.clone();
        return this;
    }

    public TestCertificate key(TestKey other) {
        key = other;
        return this;
    }

    public TestCertificate serialNumber(long number) {
        serialNumber = BigInteger.valueOf(number);
        return this;
    }

    public TestCertificate validity(Instant notBefore, Instant notAfter) {
        from = notBefore;
        to = notAfter;
        return this;
    }

    public TestCertificate extension(String id, boolean critical, byte[] value) {
        extensions.put(id, new Extension(critical, value));
        return this;
    }

    public TestCertificate without(String id) {
        extensions.remove(id);
        return this;
    }

    public TestCertificate names(String... names) {
        return extension(SAN, false, TestExtensions.subjectAlternativeName(List.of(names)));
    }

    public TestCertificate constraints(List<String> permitted, List<String> excluded) {
        return extension(NAME_CONSTRAINTS, true, TestExtensions.nameConstraints(permitted, excluded));
    }

    public TestCertificate pathLength(int length) {
        return extension(BASIC_CONSTRAINTS, true, TestExtensions.basicConstraints(true, length));
    }

    public TestCertificate distributionPoints(String... uris) {
        return extension(DISTRIBUTION_POINTS, false, TestExtensions.distributionPoints(uris));
    }

    public TestKey key() {
        return key;
    }

    public ParsedCertificate selfSigned() {
        return signedBy(key);
    }

    public ParsedCertificate signedBy(TestKey signer) {
        return ParsedCertificate.parse(encodedBy(signer));
    }

    /** The certificate in DER, whatever a parser thinks of it. */
    public byte[] encodedBy(TestKey signer) {
        byte[] tbs = DerWriter.sequenceOf(out -> {
            out.constructed(DerTag.constructed(0), version -> version.integer(2))
                    .integer(serialNumber);
            signer.writeAlgorithm(out);
            out.element(issuer)
                    .sequence(validity -> {
                        writeTime(validity, from);
                        writeTime(validity, to);
                    })
                    .element(subject)
                    .element(key.publicKey().encoded());
            if (!extensions.isEmpty()) {
                out.constructed(DerTag.constructed(3), explicit -> explicit.sequence(this::writeExtensions));
            }
        });
        return DerWriter.sequenceOf(out -> {
            out.element(tbs);
            signer.writeAlgorithm(out);
            out.bitString(signer.sign(tbs));
        });
    }

    private void writeExtensions(DerWriter out) {
        extensions.forEach((id, extension) -> out.sequence(one -> {
            one.objectIdentifier(ObjectIdentifier.of(id));
            if (extension.critical()) {
                one.bool(true);
            }
            one.octetString(extension.value());
        }));
    }

    static void writeTime(DerWriter out, Instant time) {
        boolean generalized = time.atZone(ZoneOffset.UTC).getYear() >= 2050;
        String text = TIME.format(time).substring(generalized ? 0 : 2);
        out.primitive(
                generalized ? DerTag.GENERALIZED_TIME : DerTag.UTC_TIME, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A stand-in for the SHA-256 by which a store knows its anchors. */
    public static Bytes fingerprint(ParsedCertificate root) {
        return Bytes.of(ByteBuffer.allocate(4).putInt(root.encoded().hashCode()).array());
    }
}
