package dev.e2ei.core.pki;

import static dev.e2ei.core.pki.RevocationWorld.CRYPTO;
import static dev.e2ei.core.pki.RevocationWorld.LEAF_SERIAL;
import static dev.e2ei.core.pki.RevocationWorld.NOW;
import static dev.e2ei.core.pki.RevocationWorld.POINT;
import static dev.e2ei.core.pki.RevocationWorld.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.core.pki.RevocationFinding.State;
import dev.e2ei.core.x509.ParsedCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whose revocation lists count")
class CrlSignersTest {
    private static final RevocationWorld WORLD = new RevocationWorld();

    private static RevocationFinding finding(TrustStore trust, Instant at, byte[]... lists) {
        CrlRegistry registry = CrlRegistry.empty();
        for (byte[] one : lists) {
            registry = registry.register(POINT, one, trust, CRYPTO, NOW).registry();
        }
        VerifiedPath path =
                new PathBuilder(trust, CRYPTO, PathRequirements.forAuthority(true)).build(WORLD.leaf, List.of());
        return RevocationWorld.finding(registry, trust, path, at, Duration.ZERO);
    }

    private static State state(TrustStore trust, byte[]... lists) {
        return finding(trust, NOW, lists).state();
    }

    private static byte[] clean(TestKey key) {
        return list(-1).signedBy(key);
    }

    private static byte[] listing(TestKey key) {
        return list(-1).revoke(LEAF_SERIAL).signedBy(key);
    }

    /** The world's trust, and one more authority of the same name. */
    private static TrustStore with(ParsedCertificate authority) {
        return WORLD.trust.withIntermediate(authority);
    }

    @Test
    @DisplayName("the issuer's own, and those of another key of its name under the same anchor")
    void sameName() {
        assertEquals(State.GOOD, state(WORLD.trust, clean(WORLD.caKey)));
        assertEquals(State.GOOD, state(WORLD.trust, clean(WORLD.secondKey)));
        assertEquals(State.REVOKED, state(WORLD.trust, clean(WORLD.caKey), listing(WORLD.secondKey)));
        assertEquals(State.REVOKED, state(WORLD.trust, clean(WORLD.secondKey), listing(WORLD.caKey)));
    }

    @Test
    @DisplayName("not those of the same name under another anchor")
    void otherAnchor() {
        TestKey otherKey = TestKey.p256();
        TestKey signerKey = TestKey.p256();
        ParsedCertificate other =
                TestCertificate.authority("Other").key(otherKey).selfSigned();
        ParsedCertificate signer =
                RevocationWorld.authority(signerKey, 1).issuer("Other").signedBy(otherKey);
        TrustStore trust = with(signer).withAnchor(other, TestCertificate.fingerprint(other));
        assertEquals(State.MISSING, state(trust, listing(signerKey)));
        ParsedCertificate anchorOfTheName =
                TestCertificate.authority("CA").key(signerKey).selfSigned();
        TrustStore anchored = WORLD.trust.withAnchor(anchorOfTheName, TestCertificate.fingerprint(anchorOfTheName));
        assertEquals(State.MISSING, state(anchored, listing(signerKey)));
    }

    @Test
    @DisplayName("not those of a signer without a path any more")
    void pathless() {
        CrlRegistry registry = WORLD.registry(listing(WORLD.secondKey));
        TestKey strange = TestKey.p256();
        ParsedCertificate forged = RevocationWorld.authority(WORLD.secondKey, 8).signedBy(strange);
        TrustStore trust = TrustStore.empty()
                .withAnchor(WORLD.root, TestCertificate.fingerprint(WORLD.root))
                .withIntermediate(WORLD.ca)
                .withIntermediate(forged);
        VerifiedPath path =
                new PathBuilder(trust, CRYPTO, PathRequirements.forAuthority(true)).build(WORLD.leaf, List.of());
        assertEquals(
                State.MISSING,
                RevocationWorld.finding(registry, trust, path, NOW, Duration.ZERO)
                        .state());
    }

    @Test
    @DisplayName("not those of a signer that may not sign lists, though its key signs them for another certificate")
    void keyUsage() {
        TestKey key = TestKey.p256();
        ParsedCertificate mute = RevocationWorld.authority(key, 8)
                .extension(TestCertificate.KEY_USAGE, true, TestExtensions.keyUsage(0x04))
                .signedBy(WORLD.rootKey);
        ParsedCertificate speaking = RevocationWorld.authority(key, 9).signedBy(WORLD.rootKey);
        CrlRegistry registry = CrlRegistry.empty()
                .register(POINT, listing(key), with(speaking), CRYPTO, NOW)
                .registry();
        VerifiedPath path = WORLD.path(WORLD.leaf);
        assertEquals(
                State.MISSING,
                RevocationWorld.finding(registry, with(mute), path, NOW, Duration.ZERO)
                        .state());
        assertEquals(
                State.REVOKED,
                RevocationWorld.finding(registry, with(mute).withIntermediate(speaking), path, NOW, Duration.ZERO)
                        .state());
    }

    @Test
    @DisplayName("not those of a signer that its own issuer has revoked")
    void revokedSigner() {
        byte[] roots =
                TestCrl.of("Root", NOW).revoke(RevocationWorld.CA_SERIAL + 1).signedBy(WORLD.rootKey);
        assertEquals(State.MISSING, state(WORLD.trust, listing(WORLD.secondKey), roots));
        byte[] others = TestCrl.of("Root", NOW).revoke(99).signedBy(WORLD.rootKey);
        assertEquals(State.REVOKED, state(WORLD.trust, listing(WORLD.secondKey), others));
    }

    @Test
    @DisplayName("revoke for good, and clear while the signer's own certificate is valid")
    void expiredSigner() {
        TestKey key = TestKey.p256();
        Instant end = NOW.plus(Duration.ofHours(1));
        ParsedCertificate ending = RevocationWorld.authority(key, 8)
                .validity(TestCertificate.FROM, end)
                .signedBy(WORLD.rootKey);
        TrustStore trust = with(ending);
        for (int second = -1; second <= 1; second++) {
            Instant at = end.plusSeconds(second);
            assertEquals(State.REVOKED, finding(trust, at, listing(key)).state());
            RevocationFinding finding = finding(trust, at, clean(key));
            assertEquals(second > 0 ? State.SIGNER_NOT_VALID : State.GOOD, finding.state());
            assertTrue(finding.signerChanges().contains(end.plusSeconds(1)));
        }
        assertTrue(finding(trust, end.plusSeconds(1), clean(key)).explanation().contains("not valid at that instant"));
        for (int second = -1; second <= 1; second++) {
            RevocationFinding finding = finding(trust, TestCertificate.FROM.plusSeconds(second), clean(key));
            assertEquals(second < 0 ? State.SIGNER_NOT_VALID : State.GOOD, finding.state());
        }
    }

    @Test
    @DisplayName("clear as long as one certificate of the signer's key is valid")
    void renewedSigner() {
        TestKey key = TestKey.p256();
        Instant end = NOW.plus(Duration.ofHours(1));
        ParsedCertificate early = RevocationWorld.authority(key, 8)
                .validity(TestCertificate.FROM, end)
                .signedBy(WORLD.rootKey);
        ParsedCertificate late = RevocationWorld.authority(key, 9)
                .validity(end.minusSeconds(60), TestCertificate.TO)
                .signedBy(WORLD.rootKey);
        for (TrustStore trust :
                List.of(with(early).withIntermediate(late), with(late).withIntermediate(early))) {
            for (long second : new long[] {-3600, -60, 0, 3600}) {
                assertEquals(
                        State.GOOD,
                        finding(trust, end.plusSeconds(second), clean(key)).state(),
                        "second " + second);
            }
        }
    }

    @Test
    @DisplayName("those of an authority of the name that is on the path itself")
    void onThePath() {
        TestKey key = TestKey.p256();
        ParsedCertificate selfIssued =
                RevocationWorld.authority(key, 8).issuer("CA").signedBy(WORLD.caKey);
        ParsedCertificate below = RevocationWorld.leaf(12).signedBy(key);
        TrustStore trust = with(selfIssued);
        VerifiedPath path = new PathBuilder(trust, CRYPTO, PathRequirements.forAuthority(true)).build(below, List.of());
        assertEquals(2, path.certificates().size() - 1, "the new key's certificate, and the old one's");
        CrlRegistry registry = CrlRegistry.empty()
                .register(POINT, list(-1).revoke(12).signedBy(WORLD.caKey), trust, CRYPTO, NOW)
                .registry();
        assertEquals(
                State.REVOKED,
                RevocationWorld.finding(registry, trust, path, NOW, Duration.ZERO)
                        .state());
    }
}
