package dev.e2ei.core.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.CrlRejectedException;
import dev.e2ei.api.error.CrlRejectedException.Reason;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.pki.CrlRegistry.Registration;
import dev.e2ei.core.pki.RevocationFinding.State;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.X509Crypto;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Registered revocation lists")
class CrlRegistryTest {
    private static final X509Crypto CRYPTO =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().x509();
    private static final URI POINT = URI.create("http://crl.wire.com/list");
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final TestKey ROOT_KEY = TestKey.p256();
    private static final TestKey CA_KEY = TestKey.p256();
    private static final ParsedCertificate ROOT =
            TestCertificate.authority("Root").key(ROOT_KEY).selfSigned();
    private static final ParsedCertificate CA = TestCertificate.authority("CA")
            .key(CA_KEY)
            .issuer("Root")
            .serialNumber(7)
            .signedBy(ROOT_KEY);
    private static final ParsedCertificate LEAF =
            TestCertificate.leaf("CA").serialNumber(4711).signedBy(CA_KEY);
    private static final TrustStore TRUST = TrustStore.empty()
            .withAnchor(ROOT, TestCertificate.fingerprint(ROOT))
            .withIntermediate(CA);
    private static final VerifiedPath LEAF_PATH = path(LEAF);

    private static Registration register(CrlRegistry registry, byte[] crl) {
        return registry.register(POINT, crl, TRUST, CRYPTO, NOW);
    }

    private static Reason refusal(CrlRegistry registry, byte[] crl) {
        return assertThrows(CrlRejectedException.class, () -> register(registry, crl))
                .reason();
    }

    private static Reason refusal(byte[] crl) {
        return refusal(CrlRegistry.empty(), crl);
    }

    private static TestCrl list(long hour) {
        return TestCrl.of("CA", NOW.minus(Duration.ofHours(12)).plus(Duration.ofHours(hour)));
    }

    private static VerifiedPath path(ParsedCertificate leaf) {
        return new PathBuilder(TRUST, CRYPTO, PathRequirements.forAuthority(true)).build(leaf, List.of());
    }

    private static State state(CrlRegistry registry, ParsedCertificate leaf, Instant at) {
        return state(registry, path(leaf), at);
    }

    private static State state(CrlRegistry registry, VerifiedPath path, Instant at) {
        CrlSigners signers = new CrlSigners(TRUST, registry, CRYPTO, true, at);
        return new RevocationCheck(registry, signers, at, Duration.ZERO)
                .findings(path, true)
                .get(0)
                .state();
    }

    private static State state(CrlRegistry registry) {
        return state(registry, LEAF_PATH, NOW);
    }

    @Test
    @DisplayName("clear what they do not list, revoke what they list, and know nothing without a list")
    void basics() {
        assertEquals(State.MISSING, state(CrlRegistry.empty()));
        Registration clear =
                register(CrlRegistry.empty(), list(0).number(1).revoke(4712).signedBy(CA_KEY));
        assertEquals(State.GOOD, state(clear.registry()));
        Registration revoked =
                register(clear.registry(), list(1).number(2).revoke(4711, 4712).signedBy(CA_KEY));
        assertEquals(State.REVOKED, state(revoked.registry()));
        assertEquals(State.GOOD, state(clear.registry()), "a registry is a value");
    }

    @Test
    @DisplayName("say whether other certificates are listed, and when the next list is due")
    void dirty() {
        Registration first = register(CrlRegistry.empty(), list(0).number(1).signedBy(CA_KEY));
        assertFalse(first.dirty(), "an empty first list revokes nobody");
        assertEquals(Optional.of(NOW.plus(Duration.ofHours(12))), first.expiration());
        assertTrue(register(CrlRegistry.empty(), list(0).revoke(1).signedBy(CA_KEY))
                .dirty());
        Registration more =
                register(first.registry(), list(1).number(2).revoke(5).signedBy(CA_KEY));
        assertTrue(more.dirty());
        assertFalse(register(more.registry(), list(2).number(3).revoke(5).signedBy(CA_KEY))
                .dirty());
        assertTrue(register(more.registry(), list(2).number(3).signedBy(CA_KEY)).dirty());
        assertTrue(register(more.registry(), list(2).number(3).revoke(6).signedBy(CA_KEY))
                .dirty());
        assertEquals(
                Optional.empty(),
                register(CrlRegistry.empty(), list(0).withoutNextUpdate().signedBy(CA_KEY))
                        .expiration());
    }

    @Test
    @DisplayName("are the same after the same list again")
    void idempotent() {
        byte[] crl = list(0).number(1).revoke(4711).signedBy(CA_KEY);
        CrlRegistry registry = register(CrlRegistry.empty(), crl).registry();
        Registration again = register(registry, crl);
        assertFalse(again.dirty());
        assertSame(registry, again.registry());
    }

    @Test
    @DisplayName("refuse a list of an unknown issuer, by another key, or by a key that may not sign lists")
    void signers() {
        assertEquals(Reason.UNKNOWN_ISSUER, refusal(TestCrl.of("Evil", NOW).signedBy(CA_KEY)));
        assertEquals(Reason.BAD_SIGNATURE, refusal(list(0).signedBy(TestKey.p256())));
        assertEquals(Reason.BAD_SIGNATURE, refusal(list(0).signedBy(ROOT_KEY)));
        ParsedCertificate signsNoLists = TestCertificate.authority("Mute")
                .key(CA_KEY)
                .issuer("Root")
                .extension(TestCertificate.KEY_USAGE, true, TestExtensions.keyUsage(0x04))
                .signedBy(ROOT_KEY);
        byte[] crl = TestCrl.of("Mute", NOW).signedBy(CA_KEY);
        assertEquals(
                Reason.ISSUER_KEY_USAGE,
                assertThrows(
                                CrlRejectedException.class,
                                () -> CrlRegistry.empty()
                                        .register(POINT, crl, TRUST.withIntermediate(signsNoLists), CRYPTO, NOW))
                        .reason());
    }

    @Test
    @DisplayName("refuse delta, indirect and attribute certificate lists by name")
    void kinds() {
        byte[] one = new DerWriter().integer(1).toByteArray();
        assertEquals(
                Reason.DELTA,
                refusal(list(0).number(2).extension(TestCrl.DELTA, true, one).signedBy(CA_KEY)));
        assertEquals(Reason.INDIRECT, refusal(list(0).about("", flag(4)).signedBy(CA_KEY)));
        assertEquals(
                Reason.ATTRIBUTE_CERTIFICATES,
                refusal(list(0).about("", flag(5)).signedBy(CA_KEY)));
        byte[] issuer = DerWriter.sequenceOf(TestExtensions.names(List.of("dn:Other")));
        assertEquals(
                Reason.INDIRECT,
                refusal(list(0).revoke(1, "2.5.29.29", true, issuer).signedBy(CA_KEY)));
    }

    private static Consumer<DerWriter> flag(int number) {
        return out -> out.primitive(DerTag.context(number), new byte[] {(byte) 0xff});
    }

    @Test
    @DisplayName("refuse critical extensions that are not understood, of the list and of an entry")
    void criticalExtensions() {
        byte[] value = new byte[] {5, 0};
        assertEquals(
                Reason.CRITICAL_EXTENSION,
                refusal(list(0).extension("1.2.3", true, value).signedBy(CA_KEY)));
        assertEquals(
                Reason.CRITICAL_EXTENSION,
                refusal(list(0).revoke(1, "1.2.3", true, value).signedBy(CA_KEY)));
        register(CrlRegistry.empty(), list(0).extension("1.2.3", false, value).signedBy(CA_KEY));
        register(CrlRegistry.empty(), list(0).revoke(1, "1.2.3", false, value).signedBy(CA_KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://crl.wire.com/other",
                "https://crl.wire.com/list",
                "http://evil.com/list",
                "http://crl.wire.com:8080/list",
                "ldap://crl.wire.com/list"
            })
    @DisplayName("take a list that names another distribution point: it revokes what it lists")
    void otherPoint(String named) {
        CrlRegistry.Registration registration = register(
                CrlRegistry.empty(),
                list(0).revoke(4711).about(named, out -> {}).signedBy(CA_KEY));
        assertTrue(registration.dirty());
        assertTrue(registration.registry().knows(POINT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://crl.wire.com/list", "HTTP://CRL.wire.com:80/list", "http://crl.wire.com/list#fragment"})
    @DisplayName("take a list that names its distribution point in another spelling")
    void samePoint(String named) {
        CrlRegistry registry = register(
                        CrlRegistry.empty(), list(0).about(named, out -> {}).signedBy(CA_KEY))
                .registry();
        assertTrue(registry.knows(POINT));
        assertFalse(registry.knows(URI.create("http://crl.wire.com/other")));
    }

    @Test
    @DisplayName("refuse a list from the future, save for five minutes")
    void future() {
        register(CrlRegistry.empty(), TestCrl.of("CA", NOW.plusSeconds(300)).signedBy(CA_KEY));
        assertEquals(
                Reason.NOT_YET_VALID,
                refusal(TestCrl.of("CA", NOW.plusSeconds(301)).signedBy(CA_KEY)));
    }

    @Test
    @DisplayName("refuse a lower number whatever its date, and an earlier date where there is no number")
    void floor() {
        CrlRegistry numbered = register(
                        CrlRegistry.empty(), list(5).number(6).revoke(4711).signedBy(CA_KEY))
                .registry();
        assertEquals(
                Reason.OLDER_THAN_KNOWN, refusal(numbered, list(9).number(5).signedBy(CA_KEY)));
        assertEquals(
                Reason.OLDER_THAN_KNOWN, refusal(numbered, list(4).number(6).signedBy(CA_KEY)));
        assertEquals(Reason.OLDER_THAN_KNOWN, refusal(numbered, list(4).signedBy(CA_KEY)));
        assertEquals(
                Reason.OLDER_THAN_KNOWN, refusal(numbered, list(4).versionOne().signedBy(CA_KEY)));
        CrlRegistry dated = register(CrlRegistry.empty(), list(5).revoke(4711).signedBy(CA_KEY))
                .registry();
        assertEquals(Reason.OLDER_THAN_KNOWN, refusal(dated, list(4).signedBy(CA_KEY)));
        assertEquals(State.GOOD, state(register(dated, list(6).signedBy(CA_KEY)).registry()));
    }

    @Test
    @DisplayName("let a list of the same number and date add entries, and drop none")
    void tie() {
        CrlRegistry registry = register(
                        CrlRegistry.empty(), list(0).number(1).revoke(4711).signedBy(CA_KEY))
                .registry();
        assertEquals(
                Reason.OLDER_THAN_KNOWN, refusal(registry, list(0).number(1).signedBy(CA_KEY)));
        assertEquals(
                Reason.OLDER_THAN_KNOWN,
                refusal(registry, list(0).number(1).revoke(5).signedBy(CA_KEY)));
        assertTrue(register(registry, list(0).number(1).revoke(5, 4711).signedBy(CA_KEY))
                .dirty());
    }

    @Test
    @DisplayName("keep the floor through a list without a number, and through a restart")
    void floorPersists() {
        CrlRegistry registry = register(CrlRegistry.empty(), list(1).number(9).signedBy(CA_KEY))
                .registry();
        registry = register(registry, list(2).signedBy(CA_KEY)).registry();
        registry = CrlRegistry.of(registry.lists());
        assertEquals(
                Reason.OLDER_THAN_KNOWN, refusal(registry, list(3).number(8).signedBy(CA_KEY)));
        register(registry, list(3).number(10).signedBy(CA_KEY));
        assertEquals(1, registry.registered().size());
        assertEquals(POINT, registry.registered().get(0).distributionPoint());
    }

    @Test
    @DisplayName("still revoke when they are overdue, and then clear nobody")
    void overdue() {
        CrlRegistry registry = register(
                        CrlRegistry.empty(), list(0).number(1).revoke(4711).signedBy(CA_KEY))
                .registry();
        ParsedCertificate other = TestCertificate.leaf("CA").serialNumber(12).signedBy(CA_KEY);
        Instant due = NOW.plus(Duration.ofHours(12));
        assertEquals(State.GOOD, state(registry, other, due));
        assertEquals(State.STALE, state(registry, other, due.plusSeconds(1)));
        assertEquals(State.REVOKED, state(registry, LEAF, due.plusSeconds(1)));
        assertEquals(State.REVOKED, state(registry, LEAF, due.plus(Duration.ofDays(3650))));
        assertEquals(State.REVOKED, state(registry, LEAF, NOW.minus(Duration.ofDays(3650))), "a clock set back");
        CrlRegistry endless = register(
                        CrlRegistry.empty(), list(0).withoutNextUpdate().signedBy(CA_KEY))
                .registry();
        assertEquals(State.STALE, state(endless));
    }

    @Test
    @DisplayName("answer for the certificates they are about only")
    void scope() {
        ParsedCertificate pointed = TestCertificate.leaf("CA")
                .distributionPoints("http://crl.wire.com/list")
                .signedBy(CA_KEY);
        ParsedCertificate elsewhere = TestCertificate.leaf("CA")
                .distributionPoints("http://crl.wire.com/other")
                .signedBy(CA_KEY);
        CrlRegistry partial = register(
                        CrlRegistry.empty(),
                        list(0).about(POINT.toString(), out -> {}).signedBy(CA_KEY))
                .registry();
        assertEquals(State.GOOD, state(partial, pointed, NOW));
        assertEquals(State.OTHER_SCOPE, state(partial, elsewhere, NOW));
        assertEquals(State.OTHER_SCOPE, state(partial, LEAF, NOW), "a leaf without a distribution point");
        CrlRegistry authorities = register(
                        CrlRegistry.empty(), list(0).about("", flag(2)).signedBy(CA_KEY))
                .registry();
        assertEquals(State.OTHER_SCOPE, state(authorities, LEAF, NOW));
        CrlRegistry users = register(
                        CrlRegistry.empty(), list(0).about("", flag(1)).signedBy(CA_KEY))
                .registry();
        assertEquals(State.GOOD, state(users, LEAF, NOW));
        CrlRegistry listed = register(
                        CrlRegistry.empty(),
                        list(0).about(POINT.toString(), out -> {}).revoke(4711).signedBy(CA_KEY))
                .registry();
        assertEquals(State.REVOKED, state(listed, elsewhere, NOW), "the issuer says so, wherever it is written");
    }

    @Test
    @DisplayName("answer together where each covers some of the reasons")
    void reasons() {
        byte[] first = {0x03, 0x78};
        byte[] second = {0x07, 0x07, (byte) 0x80};
        CrlRegistry registry = register(
                        CrlRegistry.empty(),
                        list(0).about("", out -> out.primitive(DerTag.context(3), first))
                                .signedBy(CA_KEY))
                .registry();
        assertEquals(State.SOME_REASONS, state(registry));
        registry = register(
                        registry,
                        list(0).about("", out -> out.primitive(DerTag.context(3), second))
                                .signedBy(CA_KEY))
                .registry();
        assertEquals(State.GOOD, state(registry));
        assertEquals(2, registry.lists().size());
    }

    @ParameterizedTest(name = "with numbers: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("never let an older list undo a revocation, in 1,000 orders")
    void replay(boolean numbers) {
        List<byte[]> lists = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            TestCrl list = list(i).revoke(100 + i);
            if (numbers) {
                list.number(10 + i);
            }
            if (i == 5) {
                list.revoke(4711);
            }
            lists.add(list.signedBy(CA_KEY));
        }
        Random random = new Random(2026);
        for (int order = 0; order < 1000; order++) {
            Collections.shuffle(lists, random);
            CrlRegistry registry = CrlRegistry.empty();
            boolean revoked = false;
            for (byte[] list : lists) {
                try {
                    registry = register(registry, list).registry();
                } catch (CrlRejectedException e) {
                    assertEquals(Reason.OLDER_THAN_KNOWN, e.reason());
                }
                revoked |= state(registry) == State.REVOKED;
                assertEquals(revoked ? State.REVOKED : State.GOOD, state(registry));
            }
            assertTrue(revoked, "the newest list is always taken");
        }
    }

    @Test
    @DisplayName("of authorities that share a name do not mix")
    void sameName() {
        TestKey otherKey = TestKey.p256();
        TestKey otherRootKey = TestKey.p256();
        ParsedCertificate otherRoot =
                TestCertificate.authority("Other Root").key(otherRootKey).selfSigned();
        ParsedCertificate otherCa = TestCertificate.authority("CA")
                .key(otherKey)
                .issuer("Other Root")
                .signedBy(otherRootKey);
        TrustStore both = TRUST.withAnchor(otherRoot, TestCertificate.fingerprint(otherRoot))
                .withIntermediate(otherCa);
        CrlRegistry registry = CrlRegistry.empty()
                .register(POINT, list(0).number(5).revoke(4711).signedBy(otherKey), both, CRYPTO, NOW)
                .registry();
        assertEquals(State.MISSING, state(registry), "another authority's list neither revokes nor clears");
        registry = registry.register(POINT, list(0).number(1).signedBy(CA_KEY), both, CRYPTO, NOW)
                .registry();
        assertEquals(State.GOOD, state(registry));
        assertEquals(2, registry.lists().size());
    }

    @Test
    @DisplayName("are unchanged by octets that are no list")
    void malformed() {
        assertThrows(MalformedCertificateException.class, () -> register(CrlRegistry.empty(), new byte[0]));
        assertThrows(
                MalformedCertificateException.class,
                () -> register(CrlRegistry.empty(), LEAF.encoded().toByteArray()));
    }
}
