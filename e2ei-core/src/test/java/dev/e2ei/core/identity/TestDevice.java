package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TestCertificate;
import dev.e2ei.core.pki.TestCrl;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.pki.TestName;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.spi.crypto.X509Crypto;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;

/** Devices of every kind below one authority of {@code wire.com}, with what a client of that domain trusts. */
public final class TestDevice {
    public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    public static final X509Crypto CRYPTO = TestHierarchy.CRYPTO;

    private static final TestHierarchy HIERARCHY = new TestHierarchy();
    private static final int REVOKED_SERIAL = 666;
    private static final TrustState WITH_LISTS = withLists();

    private TestDevice() {}

    /** What may be wrong with a device. */
    public enum Kind {
        BASIC(DeviceVerdict.NOT_ENROLLED),
        VALID(DeviceVerdict.VALID),
        EXPIRED(DeviceVerdict.EXPIRED),
        NOT_YET_VALID(DeviceVerdict.NOT_YET_VALID),
        REVOKED(DeviceVerdict.REVOKED),
        UNTRUSTED(DeviceVerdict.UNTRUSTED),
        KEY_MISMATCH(DeviceVerdict.KEY_MISMATCH),
        NAME_CONSTRAINT(DeviceVerdict.NAME_CONSTRAINT),
        BAD_SIGNATURE(DeviceVerdict.BAD_SIGNATURE),
        MALFORMED(DeviceVerdict.MALFORMED);

        /** The verdict where the authority is trusted and its lists are registered. */
        public final DeviceVerdict verdict;

        Kind(DeviceVerdict verdict) {
            this.verdict = verdict;
        }
    }

    /** The hash of the suites, and of keys in words. */
    public static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The authority's root, as a host registers it. */
    public static String rootPem() {
        return CertificateChain.pem(HIERARCHY.root.encoded());
    }

    /** The authority is trusted; no list is registered. */
    public static TrustState trusted() {
        return new TrustState(HIERARCHY.trust, CrlRegistry.empty());
    }

    /** The authority is trusted, and both lists are registered; one of them revokes the revoked. */
    public static TrustState trustedWithLists() {
        return WITH_LISTS;
    }

    private static TrustState withLists() {
        TrustStore trust = HIERARCHY.trust.withIntermediate(HIERARCHY.ca);
        byte[] ofCa = TestCrl.of("CA", NOW).number(1).revoke(REVOKED_SERIAL).signedBy(HIERARCHY.caKey);
        byte[] ofRoot = TestCrl.of("Root", NOW).number(1).signedBy(HIERARCHY.rootKey);
        CrlRegistry lists = CrlRegistry.empty()
                .register(URI.create("http://crl.wire.com/ca"), ofCa, trust, CRYPTO, NOW)
                .registry()
                .register(URI.create("http://crl.wire.com/root"), ofRoot, trust, CRYPTO, NOW)
                .registry();
        return new TrustState(trust, lists);
    }

    /** Nothing is trusted. */
    public static TrustState nothingTrusted() {
        return new TrustState(TrustStore.empty(), CrlRegistry.empty());
    }

    /** The client id of the device with the given number. */
    public static String clientId(int device) {
        return "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:" + Integer.toHexString(device) + "@wire.com";
    }

    /** The certificates of a device with a certificate. */
    public static CertificateChain chain(Kind kind, int device, TestKey key) {
        TestCertificate leaf = HIERARCHY.leaf().key(key).names(names(device, "wire.com"));
        return switch (kind) {
            case EXPIRED -> HIERARCHY.chain(leaf.validity(NOW.minusSeconds(7200), NOW.minusSeconds(3600)));
            case NOT_YET_VALID -> HIERARCHY.chain(leaf.validity(NOW.plusSeconds(3600), NOW.plusSeconds(7200)));
            case REVOKED -> HIERARCHY.chain(leaf.serialNumber(REVOKED_SERIAL));
            case UNTRUSTED ->
                new CertificateChain(
                        List.of(Bytes.of(leaf.issuer("Another authority").encodedBy(TestKey.p256()))));
            case KEY_MISMATCH -> HIERARCHY.chain(leaf.key(TestKey.ed25519()));
            case NAME_CONSTRAINT ->
                HIERARCHY.chain(
                        leaf.subject(TestName.of("O", "evil.com", "CN", "Eve")).names(names(device, "evil.com")));
            case BAD_SIGNATURE -> HIERARCHY.chain(leaf.encodedBy(TestKey.p256()));
            case MALFORMED -> HIERARCHY.chain(new byte[] {0x30, 0x03, 2, 1, (byte) device});
            default -> HIERARCHY.chain(leaf);
        };
    }

    private static String[] names(int device, String domain) {
        return new String[] {
            "uri:" + TestCertificate.HANDLE.replace("wire.com", domain),
            "uri:wireapp://Dx4tPEtaSXiHlqW0w9Lh8A%21" + Integer.toHexString(device) + "@" + domain
        };
    }

    /** A leaf with a device of the given kind. */
    public static MemberCredential member(Kind kind, int device) {
        TestKey key = TestKey.ed25519();
        return kind == Kind.BASIC
                ? MemberCredential.basic(device, Bytes.ofUtf8(clientId(device)), key.mlsKey())
                : MemberCredential.x509(device, chain(kind, device, key), key.mlsKey());
    }
}
