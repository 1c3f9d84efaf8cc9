package dev.e2ei.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.TestCertificate;
import dev.e2ei.core.pki.TestExtensions;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.pki.TestName;
import dev.e2ei.core.x509.ParsedCertificate;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The leaf of a Wire client")
class LeafRulesTest {
    private static final LeafProfileRule WIRE = LeafProfileRule.of(TrustPolicy.wire());
    private static final LeafProfileRule STRICT = LeafProfileRule.of(TrustPolicy.strict());
    private static final TestKey CA_KEY = TestKey.p256();
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";

    private static ParsedCertificate leaf(String... uris) {
        return TestCertificate.leaf("CA")
                .names(Arrays.stream(uris).map(uri -> "uri:" + uri).toArray(String[]::new))
                .signedBy(CA_KEY);
    }

    private static Reason identityRefusal(ParsedCertificate leaf) {
        PathRejectedException refused = assertThrows(PathRejectedException.class, () -> WireIdentityReader.read(leaf));
        assertFalse(refused.getMessage().toLowerCase(Locale.ROOT).contains("alice"), "no names in messages");
        return refused.reason();
    }

    private static Reason profileRefusal(LeafProfileRule profile, TestCertificate leaf) {
        ParsedCertificate parsed = leaf.signedBy(CA_KEY);
        return assertThrows(PathRejectedException.class, () -> profile.check(parsed))
                .reason();
    }

    @Test
    @DisplayName("names one client and one handle, in either order and spelling")
    void identity() {
        String raw = TestCertificate.CLIENT_ID.replace("%21", "!");
        for (ParsedCertificate leaf : new ParsedCertificate[] {
            leaf(TestCertificate.HANDLE, TestCertificate.CLIENT_ID),
            leaf(TestCertificate.CLIENT_ID, TestCertificate.HANDLE),
            leaf(TestCertificate.HANDLE, raw),
            leaf(raw.replace("@wire.com", "@WIRE.com"), TestCertificate.HANDLE)
        }) {
            ClaimedIdentity claimed = WireIdentityReader.read(leaf);
            assertEquals(
                    "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:4959bc6ab12f2846@wire.com",
                    claimed.clientId().toString().replace("WIRE", "wire"));
            assertEquals("alice_wire", claimed.handle().name());
            assertEquals("Alice Smith", claimed.displayName());
            assertEquals("wire.com", claimed.domain().toString());
            assertFalse(claimed.toString().contains("Smith"));
        }
    }

    static Stream<Arguments> wrongNames() {
        String client = TestCertificate.CLIENT_ID;
        String handle = TestCertificate.HANDLE;
        return Stream.of(
                wrong(Reason.CLIENT_ID, handle),
                wrong(Reason.HANDLE, client),
                wrong(Reason.CLIENT_ID, handle, client, client),
                wrong(Reason.HANDLE, handle, handle, client),
                wrong(Reason.CLIENT_ID, handle, client, client.replace("4959", "4958")),
                wrong(Reason.UNEXPECTED_NAME, handle, client, "https://wire.com"),
                wrong(Reason.UNEXPECTED_NAME, handle, client.replace("wireapp", "im")),
                wrong(Reason.UNEXPECTED_NAME, handle, client.replace("wireapp", "WIREAPP")),
                wrong(Reason.UNEXPECTED_NAME, handle, client.replace("Dx4t", "%44x4t")),
                wrong(Reason.UNEXPECTED_NAME, handle, client.replace("@wire.com", ":80@wire.com")),
                wrong(Reason.UNEXPECTED_NAME, handle, client + ":80"),
                wrong(Reason.UNEXPECTED_NAME, handle, client + "/"),
                wrong(Reason.UNEXPECTED_NAME, handle, client + "#x"),
                wrong(Reason.CLIENT_ID, handle, client.replace("Lh8A", "Lh8B")),
                wrong(Reason.HANDLE, handle + ":80", client),
                wrong(Reason.HANDLE, "wireapp://%40@wire.com", client),
                wrong(Reason.DOMAIN, handle.replace("wire.com", "evil.com"), client),
                wrong(Reason.DOMAIN, handle, client.replace("wire.com", "evil.com")));
    }

    private static Arguments wrong(Reason reason, String... uris) {
        return Arguments.of(reason, uris);
    }

    @ParameterizedTest
    @MethodSource
    @DisplayName("is refused with other names, each with its reason")
    void wrongNames(Reason reason, String[] uris) {
        assertEquals(reason, identityRefusal(leaf(uris)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns:wire.com", "mail:alice@wire.com", "dn:Alice", "ip:0a000001", "other:1.2.3"})
    @DisplayName("is refused with names of other forms beside")
    void otherForms(String name) {
        ParsedCertificate leaf = TestCertificate.leaf("CA")
                .names("uri:" + TestCertificate.HANDLE, "uri:" + TestCertificate.CLIENT_ID, name)
                .signedBy(CA_KEY);
        assertEquals(Reason.UNEXPECTED_NAME, identityRefusal(leaf));
    }

    @Test
    @DisplayName("has one organization, which is the domain, and one common name, which is the display name")
    void subject() {
        assertEquals(Reason.DOMAIN, subjectRefusal("CN", "Alice"));
        assertEquals(Reason.DOMAIN, subjectRefusal("O", "wire.com", "O", "wire.com", "CN", "Alice"));
        assertEquals(Reason.DOMAIN, subjectRefusal("O", "evil.com", "CN", "Alice"));
        assertEquals(Reason.DOMAIN, subjectRefusal("O", "Wire Swiss GmbH", "CN", "Alice"));
        assertEquals(Reason.DISPLAY_NAME, subjectRefusal("O", "wire.com"));
        assertEquals(Reason.DISPLAY_NAME, subjectRefusal("O", "wire.com", "CN", "Alice", "CN", "Bob"));
        assertEquals(Reason.DISPLAY_NAME, subjectRefusal("O", "wire.com", "CN", " "));
        assertEquals(Reason.DISPLAY_NAME, subjectRefusal("O", "wire.com", "CN", "Alice\n"));
    }

    private static Reason subjectRefusal(String... pairs) {
        return identityRefusal(
                TestCertificate.leaf("CA").subject(TestName.of(pairs)).signedBy(CA_KEY));
    }

    @Test
    @DisplayName("signs, signs for nobody else, authenticates clients, and is no authority")
    void profile() {
        LeafProfileRule strict = STRICT;
        strict.check(TestCertificate.leaf("CA").signedBy(CA_KEY));
        assertEquals(
                Reason.LEAF_IS_CA,
                profileRefusal(strict, TestCertificate.leaf("CA").pathLength(0)));
        assertEquals(
                Reason.LEAF_KEY_USAGE,
                profileRefusal(strict, TestCertificate.leaf("CA").without(KEY_USAGE)));
        assertEquals(
                Reason.LEAF_EXTENDED_KEY_USAGE,
                profileRefusal(strict, TestCertificate.leaf("CA").without(EXTENDED_KEY_USAGE)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"80, true", "c0, true", "40, false", "84, false", "82, false", "86, false", "04, false"})
    @DisplayName("has the key usage of one who signs only for himself")
    void keyUsage(String octet, boolean accepted) {
        TestCertificate leaf = TestCertificate.leaf("CA")
                .extension(KEY_USAGE, true, TestExtensions.keyUsage(Integer.parseInt(octet, 16)));
        if (accepted) {
            STRICT.check(leaf.signedBy(CA_KEY));
        } else {
            assertEquals(Reason.LEAF_KEY_USAGE, profileRefusal(STRICT, leaf));
        }
    }

    @Test
    @DisplayName("names the purpose itself, and others only where the policy lets it")
    void purposes() {
        TestCertificate both = TestCertificate.leaf("CA")
                .extension(EXTENDED_KEY_USAGE, false, TestExtensions.extendedKeyUsage(CLIENT_AUTH, SERVER_AUTH));
        WIRE.check(both.signedBy(CA_KEY));
        assertEquals(Reason.LEAF_EXTENDED_KEY_USAGE, profileRefusal(STRICT, both));
        for (String other : new String[] {SERVER_AUTH, "2.5.29.37.0"}) {
            TestCertificate leaf = TestCertificate.leaf("CA")
                    .extension(EXTENDED_KEY_USAGE, false, TestExtensions.extendedKeyUsage(other));
            assertEquals(Reason.LEAF_EXTENDED_KEY_USAGE, profileRefusal(WIRE, leaf));
        }
    }

    @Test
    @DisplayName("has a key with which MLS signs")
    void keys() {
        WIRE.check(TestCertificate.leaf("CA").key(TestKey.p256()).signedBy(CA_KEY));
        assertEquals(
                Reason.LEAF_KEY, profileRefusal(WIRE, TestCertificate.leaf("CA").key(TestKey.rsa())));
    }
}
