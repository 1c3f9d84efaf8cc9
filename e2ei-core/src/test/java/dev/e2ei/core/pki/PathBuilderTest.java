package dev.e2ei.core.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.x509.ExtendedKeyUsage;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.X509Crypto;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The path builder")
class PathBuilderTest {
    private static final X509Crypto CRYPTO =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().x509();
    private static final TestKey ROOT_KEY = TestKey.p256();
    private static final TestKey CA_KEY = TestKey.p256();
    private static final ParsedCertificate ROOT =
            TestCertificate.authority("Root").key(ROOT_KEY).selfSigned();
    private static final ParsedCertificate CA = ca().signedBy(ROOT_KEY);
    private static final ParsedCertificate LEAF = TestCertificate.leaf("CA").signedBy(CA_KEY);

    private static TestCertificate ca() {
        return TestCertificate.authority("CA").key(CA_KEY).issuer("Root");
    }

    private static TrustStore trust(ParsedCertificate... roots) {
        TrustStore trust = TrustStore.empty();
        for (ParsedCertificate root : roots) {
            trust = trust.withAnchor(root, TestCertificate.fingerprint(root));
        }
        return trust;
    }

    private static PathBuilder builder(TrustStore trust) {
        return new PathBuilder(trust, CRYPTO, PathRequirements.forPurpose(ExtendedKeyUsage.CLIENT_AUTH, false));
    }

    private static VerifiedPath build(ParsedCertificate... offered) {
        return builder(trust(ROOT)).build(LEAF, List.of(offered));
    }

    private static Reason refusal(TrustStore trust, ParsedCertificate leaf, ParsedCertificate... offered) {
        return assertThrows(PathRejectedException.class, () -> builder(trust).build(leaf, List.of(offered)))
                .reason();
    }

    private static Reason refusal(ParsedCertificate... offered) {
        return refusal(trust(ROOT), LEAF, offered);
    }

    private static byte[] keyIdentifier(String identifier) {
        return new DerWriter()
                .octetString(identifier.getBytes(StandardCharsets.US_ASCII))
                .toByteArray();
    }

    private static byte[] authorityKeyIdentifier(String identifier) {
        return DerWriter.sequenceOf(
                out -> out.primitive(DerTag.context(0), identifier.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    @DisplayName("takes intermediates that were offered, and those that are registered")
    void intermediates() {
        assertEquals(List.of(LEAF, CA), build(CA).certificates());
        assertEquals(ROOT, build(CA).anchor());
        assertEquals(
                List.of(LEAF, CA),
                builder(trust(ROOT).withIntermediate(CA)).build(LEAF, List.of()).certificates());
        assertEquals(Reason.NO_PATH, refusal());
        assertEquals(Reason.NO_ANCHOR, refusal(TrustStore.empty(), LEAF, CA));
        assertEquals(
                Reason.NO_PATH, refusal(trust(TestCertificate.authority("Other").selfSigned()), LEAF, CA));
    }

    @Test
    @DisplayName("takes no certificate for its own anchor")
    void ownAnchor() {
        assertEquals(Reason.NO_PATH, refusal(trust(LEAF), LEAF, CA));
        ParsedCertificate selfSigned =
                TestCertificate.leaf("Me").subject(TestName.of("CN", "Me")).selfSigned();
        assertEquals(Reason.NO_PATH, refusal(trust(selfSigned), selfSigned));
    }

    @Test
    @DisplayName("tries all authorities that share a name")
    void sameName() {
        List<ParsedCertificate> offered = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            offered.add(TestCertificate.authority("CA").issuer("Root").signedBy(ROOT_KEY));
        }
        offered.add(CA);
        ParsedCertificate otherRoot = TestCertificate.authority("Root").selfSigned();
        assertEquals(ROOT, builder(trust(otherRoot, ROOT)).build(LEAF, offered).anchor());
    }

    @Test
    @DisplayName("finds its way over cross-certificates, and out of loops")
    void crossCertificates() {
        TestKey bridgeKey = TestKey.p256();
        ParsedCertificate cross =
                TestCertificate.authority("CA").key(CA_KEY).issuer("Bridge").signedBy(bridgeKey);
        ParsedCertificate bridge = TestCertificate.authority("Bridge")
                .key(bridgeKey)
                .issuer("Root")
                .signedBy(ROOT_KEY);
        ParsedCertificate back =
                TestCertificate.authority("Bridge").key(bridgeKey).issuer("CA").signedBy(CA_KEY);
        assertEquals(List.of(LEAF, cross, bridge), build(back, cross, bridge).certificates());
        assertEquals(Reason.NO_PATH, refusal(cross, back));
    }

    @Test
    @DisplayName("prefers a path that is valid now, and returns another one rather than none")
    void preference() {
        Instant now = TestCertificate.FROM.plus(Duration.ofDays(10));
        ParsedCertificate expired =
                ca().validity(TestCertificate.FROM, now.minusSeconds(1)).signedBy(ROOT_KEY);
        PathBuilder builder = builder(trust(ROOT));
        Predicate<VerifiedPath> valid = path ->
                ValidityCheck.finding(path.certificates(), now, Duration.ZERO).isEmpty();
        assertEquals(CA, builder.build(LEAF, List.of(expired, CA), valid).issuerOf(0));
        assertEquals(expired, builder.build(LEAF, List.of(expired), valid).issuerOf(0));
    }

    @Test
    @DisplayName("tells a forged signature from an authority that is unknown")
    void forged() {
        assertEquals(Reason.BAD_SIGNATURE, refusal(ca().signedBy(CA_KEY)));
        ParsedCertificate named = TestCertificate.authority("Root")
                .key(ROOT_KEY)
                .extension("2.5.29.14", false, keyIdentifier("ours"))
                .selfSigned();
        ParsedCertificate foreign = ca().extension("2.5.29.35", false, authorityKeyIdentifier("theirs"))
                .signedBy(TestKey.p256());
        assertEquals(Reason.NO_PATH, refusal(trust(named), LEAF, foreign));
        ParsedCertificate forged = ca().extension("2.5.29.35", false, authorityKeyIdentifier("ours"))
                .signedBy(TestKey.p256());
        assertEquals(Reason.BAD_SIGNATURE, refusal(trust(named), LEAF, forged));
    }

    @Test
    @DisplayName("lets only authorities issue, and only those with keyCertSign")
    void issuers() {
        assertEquals(Reason.NOT_A_CA, refusal(ca().without("2.5.29.19").signedBy(ROOT_KEY)));
        assertEquals(
                Reason.NOT_A_CA,
                refusal(ca().extension("2.5.29.19", true, TestExtensions.basicConstraints(false, -1))
                        .signedBy(ROOT_KEY)));
        assertEquals(
                Reason.KEY_USAGE,
                refusal(ca().extension("2.5.29.15", true, TestExtensions.keyUsage(0x82))
                        .signedBy(ROOT_KEY)));
        build(ca().without("2.5.29.15").signedBy(ROOT_KEY));
    }

    @Test
    @DisplayName(
            "counts intermediates against the path length of each issuer, the anchor's too, and self-issued ones not")
    void pathLengths() {
        TestKey subKey = TestKey.p256();
        ParsedCertificate sub =
                TestCertificate.authority("Sub").key(subKey).issuer("CA").signedBy(CA_KEY);
        ParsedCertificate leaf = TestCertificate.leaf("Sub").signedBy(subKey);
        ParsedCertificate zero = ca().pathLength(0).signedBy(ROOT_KEY);
        ParsedCertificate one = ca().pathLength(1).signedBy(ROOT_KEY);
        builder(trust(ROOT)).build(leaf, List.of(sub, one));
        assertEquals(Reason.PATH_LENGTH, refusal(trust(ROOT), leaf, sub, zero));
        builder(trust(ROOT)).build(LEAF, List.of(zero));
        ParsedCertificate shortRoot =
                TestCertificate.authority("Root").key(ROOT_KEY).pathLength(1).selfSigned();
        assertEquals(Reason.PATH_LENGTH, refusal(trust(shortRoot), leaf, sub, one));
        TestKey newKey = TestKey.p256();
        ParsedCertificate selfIssued =
                TestCertificate.authority("CA").key(newKey).signedBy(CA_KEY);
        ParsedCertificate below = TestCertificate.leaf("CA").signedBy(newKey);
        builder(trust(ROOT)).build(below, List.of(selfIssued, zero));
    }

    @Test
    @DisplayName("asks every issuer that restricts purposes for the leaf's, the anchor too")
    void purposes() {
        String serverAuth = "1.3.6.1.5.5.7.3.1";
        ParsedCertificate other = ca().extension("2.5.29.37", false, TestExtensions.extendedKeyUsage(serverAuth))
                .signedBy(ROOT_KEY);
        assertEquals(Reason.EXTENDED_KEY_USAGE, refusal(other));
        build(ca().extension("2.5.29.37", false, TestExtensions.extendedKeyUsage("2.5.29.37.0"))
                .signedBy(ROOT_KEY));
        build(ca().extension("2.5.29.37", false, TestExtensions.extendedKeyUsage(TestCertificate.CLIENT_AUTH))
                .signedBy(ROOT_KEY));
        ParsedCertificate root = TestCertificate.authority("Root")
                .key(ROOT_KEY)
                .extension("2.5.29.37", false, TestExtensions.extendedKeyUsage(serverAuth))
                .selfSigned();
        assertEquals(Reason.EXTENDED_KEY_USAGE, refusal(trust(root), LEAF, CA));
    }

    @Test
    @DisplayName("refuses critical extensions that are not understood, on every certificate")
    void criticalExtensions() {
        byte[] value = {5, 0};
        assertEquals(
                Reason.CRITICAL_EXTENSION,
                refusal(ca().extension("1.2.3", true, value).signedBy(ROOT_KEY)));
        build(ca().extension("1.2.3", false, value).signedBy(ROOT_KEY));
        ParsedCertificate leaf =
                TestCertificate.leaf("CA").extension("1.2.3", true, value).signedBy(CA_KEY);
        assertEquals(Reason.CRITICAL_EXTENSION, refusal(trust(ROOT), leaf, CA));
    }

    @Test
    @DisplayName("takes RSA where the policy lets it")
    void rsa() {
        TestKey rsa = TestKey.rsa();
        ParsedCertificate root = TestCertificate.authority("Root").key(rsa).selfSigned();
        ParsedCertificate ca = ca().signedBy(rsa);
        assertEquals(Reason.UNSUPPORTED_ALGORITHM, refusal(trust(root), LEAF, ca));
        PathRequirements lenient = PathRequirements.forPurpose(ExtendedKeyUsage.CLIENT_AUTH, true);
        new PathBuilder(trust(root), CRYPTO, lenient).build(LEAF, List.of(ca));
    }

    @Test
    @DisplayName("gives up a search that takes too much work, and says so")
    void budget() {
        List<ParsedCertificate> offered = new ArrayList<>();
        TestKey wrong = TestKey.p256();
        for (int i = 0; i < 110; i++) {
            offered.add(TestCertificate.authority("CA")
                    .key(wrong)
                    .issuer("Root")
                    .serialNumber(i)
                    .signedBy(wrong));
        }
        assertEquals(Reason.BUDGET_EXCEEDED, refusal(offered.toArray(ParsedCertificate[]::new)));
        assertEquals(Reason.NO_PATH, meshRefusal(3));
        assertEquals(Reason.NO_PATH, meshRefusal(7), "no walk is begun that cannot end");
    }

    /** Authorities that have all certified each other, and none of which is certified by the root. */
    private static Reason meshRefusal(int size) {
        List<ParsedCertificate> mesh = new ArrayList<>();
        List<TestKey> keys = Stream.generate(TestKey::p256).limit(size).toList();
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                if (from != to) {
                    mesh.add(TestCertificate.authority("M" + from)
                            .key(keys.get(from))
                            .issuer("M" + to)
                            .signedBy(keys.get(to)));
                }
            }
        }
        ParsedCertificate leaf = TestCertificate.leaf("M0").signedBy(keys.get(0));
        return refusal(trust(ROOT), leaf, mesh.toArray(ParsedCertificate[]::new));
    }
}
