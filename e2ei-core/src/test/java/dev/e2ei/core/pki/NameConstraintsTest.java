package dev.e2ei.core.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.X509Crypto;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Name constraints")
class NameConstraintsTest {
    private static final X509Crypto CRYPTO =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().x509();
    private static final TestKey ROOT_KEY = TestKey.p256();
    private static final TestKey CA_KEY = TestKey.p256();
    private static final ParsedCertificate ROOT =
            TestCertificate.authority("Root").key(ROOT_KEY).selfSigned();

    private static void validate(ParsedCertificate root, ParsedCertificate ca, ParsedCertificate leaf) {
        TrustStore trust = TrustStore.empty().withAnchor(root, TestCertificate.fingerprint(root));
        new PathBuilder(trust, CRYPTO, PathRequirements.forAuthority(true)).build(leaf, List.of(ca));
    }

    private static Reason refusal(ParsedCertificate root, ParsedCertificate ca, ParsedCertificate leaf) {
        return assertThrows(PathRejectedException.class, () -> validate(root, ca, leaf))
                .reason();
    }

    private static ParsedCertificate ca(List<String> permitted, List<String> excluded) {
        return TestCertificate.authority("CA")
                .key(CA_KEY)
                .issuer("Root")
                .constraints(permitted, excluded)
                .signedBy(ROOT_KEY);
    }

    private static ParsedCertificate plainCa() {
        return TestCertificate.authority("CA").key(CA_KEY).issuer("Root").signedBy(ROOT_KEY);
    }

    private static ParsedCertificate leaf(String... names) {
        return TestCertificate.leaf("CA").names(names).signedBy(CA_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wireapp://evil.com\\@wire.com",
                "wireapp:wire.com",
                "im:wireapp=alice@wire.com",
                "//x@wire.com",
                "wire.com",
                "",
                "wireapp://wire.com\n",
                "wireapp://wire\n.com",
                "wireapp://evil.com\n@wire.com",
                "wireapp:// wire.com",
                "wireapp://evil%2Ecom",
                "wireapp://wire%2Ecom",
                "wireapp://%77ire.com",
                "wireapp://evil.com/@wire.com",
                "wireapp://evil.com?@wire.com",
                "wireapp://evil.com#@wire.com",
                "wireapp://wire.com:80@evil.com",
                "wireapp://wire.com@evil.com",
                "wireapp://wire.com@wire.com@evil.com",
                "wireapp://a@b@wire.com",
                "wireapp://wire.com:port",
                "wireapp://wire.com:80:80",
                "wireapp://wire.com.",
                "wireapp://.wire.com",
                "wireapp://wire..com",
                "wireapp://[::1]",
                "wireapp://[wire.com]",
                "wireapp://127.0.0.1",
                "wireapp://2130706433",
                "wireapp://0x7f.0x1",
                "wireapp://",
                "wireapp:///wire.com",
                "://wire.com",
                "1wire://wire.com",
                "wireapp://u%zz@wire.com",
                "wireapp://u%4@wire.com",
                "wireapp://wire.com#a#b",
                "wireapp://wire.com/\u0000",
                "wireapp://wire.com/{}",
                "wireapp://xwire.com",
                "wireapp://wire.com.evil.com",
                "wireapp://x.wire.com"
            })
    @DisplayName("on URIs: a host that is another one, or not beyond doubt, is not permitted")
    void uriTraps(String uri) {
        assertEquals(Reason.NAME_CONSTRAINT, refusal(ROOT, ca(List.of("uri:wire.com"), List.of()), leaf("uri:" + uri)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wireapp://evil.com",
                "wireapp://EVIL.com",
                "wireapp://evil.com\\@wire.com",
                "wireapp:evil.com",
                "evil.com",
                "wireapp://evil%2Ecom",
                "wireapp://evil.com/@wire.com",
                "wireapp://evil.com?@wire.com",
                "wireapp://evil.com#@wire.com",
                "wireapp://wire.com:80@evil.com",
                "wireapp://alice@evil.com:80/path?query#fragment",
                "wireapp://evil.com.",
                "wireapp://127.0.0.1",
                "wireapp://[::1]",
                "mailto:alice@wire.com",
                "\n"
            })
    @DisplayName("on URIs: what cannot be decided is excluded")
    void excludedUris(String uri) {
        assertEquals(Reason.NAME_CONSTRAINT, refusal(ROOT, ca(List.of(), List.of("uri:evil.com")), leaf("uri:" + uri)));
    }

    @ParameterizedTest(name = "{1} below {0}")
    @CsvSource({
        "wire.com, wireapp://wire.com",
        "wire.com, wireapp://WIRE.com",
        "WIRE.com, wireapp://%40alice_wire@wire.com",
        "wire.com, wireapp://Dx4tPEtaSXiHlqW0w9Lh8A!4959bc6ab12f2846@wire.com",
        "wire.com, wireapp://Dx4tPEtaSXiHlqW0w9Lh8A%214959bc6ab12f2846@wire.com",
        "wire.com, https://wire.com:8443/a/b?c=d#e",
        ".wire.com, wireapp://x.wire.com",
        ".wire.com, wireapp://y.x.wire.com"
    })
    @DisplayName("on URIs: the host decides, whatever stands around it")
    void permittedUris(String base, String uri) {
        validate(ROOT, ca(List.of("uri:" + base), List.of()), leaf("uri:" + uri));
        validate(ROOT, ca(List.of(), List.of("uri:evil.com")), leaf("uri:" + uri));
    }

    @Test
    @DisplayName("on URIs: a leading dot leaves out the host itself, and its absence what lies below")
    void leadingDot() {
        assertEquals(
                Reason.NAME_CONSTRAINT,
                refusal(ROOT, ca(List.of("uri:.wire.com"), List.of()), leaf("uri:wireapp://wire.com")));
        assertEquals(
                Reason.NAME_CONSTRAINT,
                refusal(ROOT, ca(List.of("uri:wire.com"), List.of()), leaf("uri:wireapp://x.wire.com")));
        validate(ROOT, ca(List.of(), List.of("uri:.wire.com")), leaf("uri:wireapp://wire.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"uri:", "uri:wireapp://wire.com", "uri:.", "uri:wire..com", "uri:wire.com/", "uri:*.com"})
    @DisplayName("on URIs: a base that is neither host nor domain permits nothing and excludes everything")
    void malformedBases(String base) {
        ParsedCertificate leaf = leaf("uri:wireapp://wire.com");
        assertEquals(Reason.NAME_CONSTRAINT, refusal(ROOT, ca(List.of(base), List.of()), leaf));
        assertEquals(Reason.NAME_CONSTRAINT, refusal(ROOT, ca(List.of(), List.of(base)), leaf));
    }

    @Test
    @DisplayName("of the anchor bind too, and those of all issuers together")
    void anchors() {
        ParsedCertificate root = TestCertificate.authority("Root")
                .key(ROOT_KEY)
                .constraints(List.of("uri:wire.com"), List.of())
                .selfSigned();
        validate(root, plainCa(), leaf("uri:wireapp://wire.com"));
        assertEquals(Reason.NAME_CONSTRAINT, refusal(root, plainCa(), leaf("uri:wireapp://evil.com")));
        ParsedCertificate other = ca(List.of("uri:evil.com"), List.of());
        assertEquals(Reason.NAME_CONSTRAINT, refusal(root, other, leaf("uri:wireapp://evil.com")));
        assertEquals(Reason.NAME_CONSTRAINT, refusal(root, other, leaf("uri:wireapp://wire.com")));
    }

    @ParameterizedTest(name = "{0} permits {1}: {2}")
    @CsvSource({
        "dns:wire.com, dns:wire.com, true",
        "dns:wire.com, dns:a.b.WIRE.com, true",
        "dns:wire.com, dns:xwire.com, false",
        "dns:.wire.com, dns:wire.com, false",
        "dns:.wire.com, dns:a.wire.com, true",
        "dns:wire.com, dns:wire.com., false",
        "dns:wire.com, 'dns: wire.com', false",
        "dns:wire.com, dns:*.wire.com, true",
        "dns:a.wire.com, dns:*.wire.com, false",
        "dns:, dns:any.example, true",
        "mail:alice@wire.com, mail:alice@WIRE.com, true",
        "mail:alice@wire.com, mail:Alice@wire.com, false",
        "mail:wire.com, mail:bob@wire.com, true",
        "mail:wire.com, mail:bob@x.wire.com, false",
        "mail:.wire.com, mail:bob@x.wire.com, true",
        "mail:.wire.com, mail:bob@wire.com, false",
        "'mail:', mail:bob@wire.com, true",
        "mail:wire.com, mail:a@evil.com@wire.com, false",
        "mail:alice@wire.com, 'mail:\"\\a\\l\\ice\"@wire.com', true",
        "mail:alice@wire.com, 'mail:\"bob\"@wire.com', false",
        "mail:wire.com, 'mail:\"alice\\\"@wire.com', false",
        "mail:wire.com, 'mail:\"\"@wire.com', false",
        "uri:wire.com, 'dns:not a name', false",
        "uri:wire.com, 'mail:not @ mailbox', false",
        "uri:wire.com, mail:nobody, false",
        "mail:wire.com, mail:wire.com, false",
        "mail:wire.com, 'mail:\"a@evil.com\"@wire.com', false",
        "ip:0a000000ff000000, ip:0a010203, true",
        "ip:0a000000ff000000, ip:0b010203, false",
        "ip:0a000000ff00ff00, ip:0a010003, false",
        "ip:0a000000ff000000, ip:0a010203000000000000000000000000, false",
        "dn:wire, dn:WIRE, true",
        "dn:wire, dn:  wire , true",
        "dn:wire, dn:wir, false"
    })
    @DisplayName("on all other forms")
    void otherForms(String base, String name, boolean permitted) {
        ParsedCertificate ca = ca(List.of(base, "dn:Alice"), List.of());
        ParsedCertificate leaf = TestCertificate.leaf("CA")
                .subject(TestName.of("CN", "Alice"))
                .names(name)
                .signedBy(CA_KEY);
        if (permitted) {
            validate(ROOT, ca, leaf);
            assertEquals(Reason.NAME_CONSTRAINT, refusal(ROOT, ca(List.of(), List.of(base)), leaf));
        } else {
            assertEquals(Reason.NAME_CONSTRAINT, refusal(ROOT, ca, leaf));
        }
    }

    @Test
    @DisplayName("exclude a wildcard that may become an excluded name, and nothing that it may not")
    void wildcards() {
        assertEquals(
                Reason.NAME_CONSTRAINT,
                refusal(ROOT, ca(List.of(), List.of("dns:a.wire.com")), leaf("dns:*.wire.com")));
        validate(ROOT, ca(List.of(), List.of("dns:a.b.wire.com")), leaf("dns:*.wire.com"));
        validate(ROOT, ca(List.of(), List.of("dns:a.wire.org")), leaf("dns:*.wire.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"other:1.2.3", "rid:"})
    @DisplayName("of a form that is not supported refuse each name of that form, and no other")
    void unsupportedForms(String name) {
        ParsedCertificate ca = ca(List.of(name), List.of());
        assertEquals(Reason.UNSUPPORTED_NAME_CONSTRAINT, refusal(ROOT, ca, leaf(name)));
        validate(ROOT, ca, leaf("uri:wireapp://wire.com"));
    }

    @Test
    @DisplayName("bind the subject, and its mailbox where there are no alternative names")
    void subjects() {
        ParsedCertificate ca = ca(List.of("mail:wire.com"), List.of());
        TestCertificate leaf =
                TestCertificate.leaf("CA").subject(TestName.of("O", "wire.com", "CN", "Alice", "E", "alice@evil.com"));
        validate(ROOT, ca, leaf.signedBy(CA_KEY));
        assertEquals(
                Reason.NAME_CONSTRAINT,
                refusal(ROOT, ca, leaf.without("2.5.29.17").signedBy(CA_KEY)));
        assertEquals(
                Reason.NAME_CONSTRAINT,
                refusal(ROOT, ca(List.of("dn:Bob"), List.of()), leaf("uri:wireapp://wire.com")));
    }

    @Test
    @DisplayName("refuse in words that name both sides and no person")
    void explanation() {
        PathRejectedException refused = assertThrows(
                PathRejectedException.class,
                () -> validate(
                        ROOT, ca(List.of("uri:wire.com"), List.of()), leaf("uri:wireapp://%40alice_smith@evil.com")));
        assertTrue(refused.expected().contains("wire.com"), refused.expected());
        assertTrue(refused.found().contains("evil.com"), refused.found());
        assertTrue(
                !refused.getMessage().contains("alice") && !refused.getMessage().contains("Alice"));
    }

    @Test
    @DisplayName("cost a bounded number of comparisons")
    void budget() {
        List<String> bases =
                IntStream.range(0, 600).mapToObj(i -> "dns:a" + i + ".example").toList();
        String[] names =
                IntStream.range(0, 600).mapToObj(i -> "dns:b" + i + ".example").toArray(String[]::new);
        assertEquals(Reason.BUDGET_EXCEEDED, refusal(ROOT, ca(List.of(), bases), leaf(names)));
        validate(ROOT, ca(List.of(), bases.subList(0, 400)), leaf(names));
    }
}
