package dev.e2ei.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.DeviceReport;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.identity.DeviceStatus;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.identity.TestDevice.Kind;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The report on a device")
class DeviceReportsTest {
    private static final Ciphersuite SUITE = Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519;

    /** The real thing, counted. */
    private static final class Counting implements X509Crypto {
        final AtomicInteger verified = new AtomicInteger();

        @Override
        public boolean verify(byte[] key, byte[] algorithm, byte[] content, byte[] signature) {
            verified.incrementAndGet();
            return TestDevice.CRYPTO.verify(key, algorithm, content, signature);
        }

        @Override
        public boolean supports(String signatureAlgorithm) {
            return TestDevice.CRYPTO.supports(signatureAlgorithm);
        }
    }

    private static DeviceReport report(MemberCredential member, TrustState trust) {
        DeviceVerdicts verdicts = new DeviceVerdicts(TrustPolicy.wire(), TestDevice.CRYPTO, TestDevice::sha256);
        return new DeviceReports(verdicts, trust, SUITE, TestDevice::sha256).report(member, TestDevice.NOW);
    }

    @Test
    @DisplayName("SP-29 SP-32 has the verified claims of valid, expired and revoked devices, and no claims beside")
    void verified() {
        for (Kind kind : List.of(Kind.VALID, Kind.EXPIRED, Kind.NOT_YET_VALID, Kind.REVOKED)) {
            DeviceReport report = report(TestDevice.member(kind, 3), TestDevice.trustedWithLists());
            WireIdentity identity = report.identity().orElseThrow();
            assertEquals(TestDevice.clientId(3), identity.clientId().toString());
            assertEquals(CredentialType.X509, identity.credentialType());
            assertEquals(kind.verdict, identity.verdict());
            assertEquals("Alice Smith", identity.x509Identity().orElseThrow().displayName());
            assertTrue(report.claims().isEmpty());
            assertEquals(3, report.path().size());
            assertFalse(report.explanation().contains("Alice"));
            assertEquals(Bytes.ofUtf8(TestDevice.clientId(3)), report.member().identity());
        }
    }

    @Test
    @DisplayName("SP-32 shows what a certificate merely says as claims, never as identity")
    void unverified() {
        for (Kind kind : List.of(Kind.UNTRUSTED, Kind.KEY_MISMATCH, Kind.NAME_CONSTRAINT, Kind.BAD_SIGNATURE)) {
            DeviceReport report = report(TestDevice.member(kind, 3), TestDevice.trusted());
            assertEquals(kind.verdict, report.verdict());
            assertTrue(report.identity().orElseThrow().x509Identity().isEmpty());
            assertEquals(DeviceStatus.Revoked, report.identity().orElseThrow().status());
            assertEquals(3, report.claims().orElseThrow().clientId().device().value());
            assertTrue(report.path().isEmpty());
        }
        DeviceReport report = report(TestDevice.member(Kind.VALID, 3), TestDevice.nothingTrusted());
        assertEquals(DeviceVerdict.TRUST_NOT_CONFIGURED, report.verdict());
        assertEquals("Alice Smith", report.claims().orElseThrow().displayName());
    }

    @Test
    @DisplayName("SP-29 SP-31 of a Basic device: NOT_ENROLLED, Valid, with the thumbprint of its key")
    void basic() {
        MemberCredential member = TestDevice.member(Kind.BASIC, 3);
        WireIdentity identity = report(member, TestDevice.trusted()).identity().orElseThrow();
        assertEquals(CredentialType.Basic, identity.credentialType());
        assertEquals(DeviceVerdict.NOT_ENROLLED, identity.verdict());
        assertEquals(DeviceStatus.Valid, identity.status());
        assertTrue(identity.x509Identity().isEmpty());
        assertEquals(KeyThumbprint.of(SUITE, member.signatureKey(), TestDevice::sha256), identity.thumbprint());
    }

    @Test
    @DisplayName("SP-29 keeps the thumbprint when a Basic device enrolls with its key")
    void sameThumbprint() {
        TestKey key = TestKey.ed25519();
        MemberCredential before = MemberCredential.basic(3, Bytes.ofUtf8(TestDevice.clientId(3)), key.mlsKey());
        MemberCredential after = MemberCredential.x509(3, TestDevice.chain(Kind.VALID, 3, key), key.mlsKey());
        assertEquals(
                report(before, TestDevice.trusted()).identity().orElseThrow().thumbprint(),
                report(after, TestDevice.trusted()).identity().orElseThrow().thumbprint());
    }

    @Test
    @DisplayName("has no identity for names that are not Wire's, and does not fail")
    void otherNames() {
        Map<String, Bytes> names = Map.of(
                "history", Bytes.ofUtf8("history-client:0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0"),
                "empty", Bytes.EMPTY,
                "not text", Bytes.of((byte) 0xff, (byte) 0xfe, (byte) 0),
                "long", Bytes.ofUtf8("a".repeat(100_000)));
        names.forEach((name, identity) -> {
            DeviceReport report =
                    report(MemberCredential.basic(0, identity, TestKey.ed25519().mlsKey()), TestDevice.trusted());
            assertTrue(report.identity().isEmpty(), name);
            assertEquals(identity, report.member().identity());
            assertEquals(DeviceVerdict.NOT_ENROLLED, report.verdict());
        });
        DeviceReport noKey = report(
                MemberCredential.basic(0, Bytes.ofUtf8(TestDevice.clientId(3)), Bytes.of(new byte[31])),
                TestDevice.trusted());
        assertTrue(noKey.identity().isEmpty());
        assertTrue(noKey.member().clientId().isPresent());
        DeviceReport malformed = report(TestDevice.member(Kind.MALFORMED, 1), TestDevice.trusted());
        assertTrue(malformed.identity().isEmpty());
        assertEquals(DeviceVerdict.MALFORMED, malformed.verdict());
        assertEquals(CredentialType.X509, malformed.member().credentialType());
    }

    @Test
    @DisplayName("CR-9 is found once for as long as trust and answer stay the same")
    void remembered() {
        DeviceVerdicts verdicts = new DeviceVerdicts(TrustPolicy.wire(), TestDevice.CRYPTO, TestDevice::sha256);
        TrustState trust = TestDevice.trusted();
        MemberCredential member = TestDevice.member(Kind.EXPIRED, 3);
        CertificateChain chain = member.chain().orElseThrow();
        Instant valid = TestDevice.NOW.minusSeconds(5000);
        DeviceFinding first = verdicts.judge(chain, member.signatureKey(), trust, valid);
        assertEquals(DeviceVerdict.VALID, first.verdict().verdict());
        Instant change = first.verdict().nextChange().orElseThrow();
        assertSame(first, verdicts.judge(chain, member.signatureKey(), trust, change.minusNanos(1)));
        assertNotSame(first, verdicts.judge(chain, member.signatureKey(), trust, valid.minusSeconds(10_000)));
        DeviceFinding later = verdicts.judge(chain, member.signatureKey(), trust, change);
        assertEquals(DeviceVerdict.EXPIRED, later.verdict().verdict());
        Instant muchLater = change.plusSeconds(1_000_000);
        DeviceFinding still = verdicts.judge(chain, member.signatureKey(), trust, muchLater);
        assertEquals(
                muchLater.toString(),
                still.verdict().evidence().comparison().orElseThrow().found());
        assertEquals(
                first.verdict(),
                verdicts.judge(chain, member.signatureKey(), trust, valid).verdict());
        assertEquals(
                DeviceVerdict.TRUST_NOT_CONFIGURED,
                verdicts.judge(chain, member.signatureKey(), TestDevice.nothingTrusted(), valid)
                        .verdict()
                        .verdict());
        assertNotEquals(
                first.verdict(),
                verdicts.judge(chain, TestKey.ed25519().mlsKey(), trust, valid).verdict());
    }

    @Test
    @DisplayName("CR-9 verifies an authority once for all devices below it")
    void authorityOnce() {
        Counting crypto = new Counting();
        DeviceVerdicts verdicts = new DeviceVerdicts(TrustPolicy.wire(), crypto, TestDevice::sha256);
        TrustState trust = TestDevice.trusted();
        for (int device = 0; device < 50; device++) {
            MemberCredential member = TestDevice.member(Kind.VALID, device);
            assertEquals(
                    DeviceVerdict.VALID,
                    verdicts.judge(member.chain().orElseThrow(), member.signatureKey(), trust, TestDevice.NOW)
                            .verdict()
                            .verdict());
        }
        assertEquals(51, crypto.verified.get());
    }
}
