package dev.e2ei.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.identity.TestDevice.Kind;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.pki.TrustState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CR-9 What was found out about devices")
class DeviceVerdictsTest {
    private static final Instant NOW = TestDevice.NOW;

    private final DeviceVerdicts verdicts =
            new DeviceVerdicts(TrustPolicy.wire(), TestDevice.CRYPTO, TestDevice::sha256);
    private final TrustState trust = TestDevice.trustedWithLists();

    private DeviceFinding judge(MemberCredential member, TrustState trusted, Instant at) {
        return verdicts.judge(member.chain().orElseThrow(), member.signatureKey(), trusted, at);
    }

    @Test
    @DisplayName("is remembered with its words, for the certificate alone and with each key apart")
    void remembered() {
        MemberCredential member = TestDevice.member(Kind.VALID, 1);
        CertificateChain chain = member.chain().orElseThrow();
        DeviceFinding finding = judge(member, trust, NOW);
        assertSame(finding, judge(member, trust, NOW.plusSeconds(1)));
        assertSame(finding.verdict(), judge(member, trust, NOW).verdict());
        DeviceFinding other = verdicts.judge(chain, TestKey.ed25519().mlsKey(), trust, NOW);
        assertEquals(DeviceVerdict.KEY_MISMATCH, other.answer());
        DeviceFinding alone = verdicts.judge(chain, Optional.empty(), trust, Viewpoint.STANDING, NOW);
        assertEquals(DeviceVerdict.VALID, alone.answer());
        assertSame(finding, judge(member, trust, NOW));
        assertSame(alone, verdicts.judge(chain, Optional.empty(), trust, Viewpoint.STANDING, NOW));
    }

    @Test
    @DisplayName("is found anew with other anchors, intermediates or lists")
    void otherTrust() {
        MemberCredential revoked = TestDevice.member(Kind.REVOKED, 1);
        assertEquals(
                DeviceVerdict.VALID, judge(revoked, TestDevice.trusted(), NOW).answer());
        assertEquals(DeviceVerdict.REVOKED, judge(revoked, trust, NOW).answer());
        assertEquals(
                DeviceVerdict.TRUST_NOT_CONFIGURED,
                judge(revoked, TestDevice.nothingTrusted(), NOW).answer());
        assertEquals(
                DeviceVerdict.TRUST_NOT_CONFIGURED,
                judge(revoked, trust.with(TestDevice.nothingTrusted().store()), NOW)
                        .answer());
        assertEquals(
                DeviceVerdict.VALID,
                judge(revoked, trust.with(TestDevice.trusted().crls()), NOW).answer());
        assertEquals(DeviceVerdict.REVOKED, judge(revoked, trust, NOW).answer());
    }

    @Test
    @DisplayName("V6 does not outlive the clock, nor one that jumps by ten years, forth and back")
    void clock() {
        MemberCredential valid = TestDevice.member(Kind.VALID, 1);
        MemberCredential revoked = TestDevice.member(Kind.REVOKED, 2);
        Duration decade = Duration.ofDays(3653);
        for (int round = 0; round < 3; round++) {
            assertEquals(DeviceVerdict.VALID, judge(valid, trust, NOW).answer());
            assertEquals(
                    DeviceVerdict.EXPIRED, judge(valid, trust, NOW.plus(decade)).answer());
            assertEquals(DeviceVerdict.VALID, judge(valid, trust, NOW).answer());
            assertEquals(
                    DeviceVerdict.NOT_YET_VALID,
                    judge(valid, trust, NOW.minus(decade)).answer());
            for (Instant at : List.of(NOW, NOW.minus(decade), NOW.plus(decade))) {
                assertEquals(DeviceVerdict.REVOKED, judge(revoked, trust, at).answer());
            }
        }
    }

    @Test
    @DisplayName("is still remembered when the clock is set back a little")
    void setBack() {
        MemberCredential valid = TestDevice.member(Kind.VALID, 1);
        DeviceFinding finding = judge(valid, trust, NOW);
        assertSame(finding, judge(valid, trust, NOW.minusSeconds(3600)));
        MemberCredential expired = TestDevice.member(Kind.EXPIRED, 2);
        DeviceFinding over = judge(expired, trust, NOW);
        assertSame(over, judge(expired, trust, NOW));
        Instant before = NOW.minusSeconds(3599);
        assertEquals(
                before.toString(),
                judge(expired, trust, before)
                        .verdict()
                        .evidence()
                        .comparison()
                        .orElseThrow()
                        .found());
        assertEquals(
                DeviceVerdict.VALID,
                judge(expired, trust, NOW.minusSeconds(3600)).answer());
    }

    @Test
    @DisplayName("says when a list falls due, though the verdict stays what it is")
    void evidenceTurns() {
        MemberCredential valid = TestDevice.member(Kind.VALID, 1);
        DeviceFinding current = judge(valid, trust, NOW);
        Instant due = NOW.plus(Duration.ofDays(1));
        assertTrue(current.nextChange().orElseThrow().isAfter(due));
        assertSame(current, judge(valid, trust, due));
        DeviceFinding overdue = judge(valid, trust, due.plusSeconds(1));
        assertNotSame(current, overdue);
        assertEquals(DeviceVerdict.VALID, overdue.answer());
        assertTrue(current.verdict().notes().isEmpty());
        assertTrue(overdue.verdict().notes().get(0).contains("overdue"), overdue.verdict()::describe);
    }

    @Test
    @DisplayName("is an answer at every instant that there is, for whatever octets")
    void extremes() {
        for (Instant at : List.of(Instant.MIN, Instant.EPOCH, Instant.MAX)) {
            for (Kind kind : Kind.values()) {
                if (kind != Kind.BASIC) {
                    MemberCredential member = TestDevice.member(kind, 1);
                    for (Viewpoint viewpoint : Viewpoint.values()) {
                        DeviceFinding finding = verdicts.judge(
                                member.chain().orElseThrow(), Optional.of(member.signatureKey()), trust, viewpoint, at);
                        assertTrue(finding.verdict()
                                .describe()
                                .startsWith(finding.answer().name()));
                    }
                }
            }
        }
        CertificateChain empty = new CertificateChain(List.of(Bytes.EMPTY));
        assertEquals(
                DeviceVerdict.MALFORMED,
                verdicts.judge(empty, Bytes.EMPTY, trust, NOW).answer());
    }

    @Test
    @DisplayName("is forgotten beyond a number")
    void bounded() {
        Remembered<Integer, String> remembered = new Remembered<>(100);
        for (int i = 0; i < 1000; i++) {
            remembered.put(i, "answer");
            assertTrue(remembered.find(0).isPresent(), "used last");
        }
        long kept = IntStream.range(0, 1000)
                .filter(i -> remembered.find(i).isPresent())
                .count();
        assertEquals(100, kept);
    }

    @Test
    @DisplayName("is right for eight readers at once, while lists, anchors and clock change under them")
    void concurrent() throws InterruptedException, ExecutionException {
        List<MemberCredential> members = new ArrayList<>();
        for (int device = 0; device < 6; device++) {
            members.add(TestDevice.member(Kind.VALID, device));
            members.add(TestDevice.member(Kind.REVOKED, 100 + device));
            members.add(TestDevice.member(Kind.EXPIRED, 200 + device));
        }
        List<TrustState> states = List.of(trust, TestDevice.trusted(), TestDevice.nothingTrusted());
        AtomicReference<TrustState> inForce = new AtomicReference<>(trust);
        ExecutorService readers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int reader = 0; reader < 8; reader++) {
                int offset = reader;
                results.add(readers.submit(() -> read(members, inForce, states, offset)));
            }
            for (Future<Integer> result : results) {
                assertEquals(400, result.get());
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private int read(
            List<MemberCredential> members, AtomicReference<TrustState> inForce, List<TrustState> states, int offset) {
        int right = 0;
        for (int i = 0; i < 400; i++) {
            if (i % 25 == offset) {
                inForce.set(states.get(i / 25 % states.size()));
            }
            MemberCredential member = members.get((i + 5 * offset) % members.size());
            TrustState seen = inForce.get();
            Instant at = i % 7 == 0 ? NOW.minusSeconds(5000) : NOW;
            DeviceFinding finding = judge(member, seen, at);
            assertEquals(expected(member, seen, at), finding.answer());
            ChainVerdict words = finding.verdict();
            assertEquals(finding.answer(), words.verdict());
            right++;
        }
        return right;
    }

    private DeviceVerdict expected(MemberCredential member, TrustState seen, Instant at) {
        int device = member.leafIndex() / 100;
        if (!seen.store().hasAnchors()) {
            return DeviceVerdict.TRUST_NOT_CONFIGURED;
        }
        if (device == 1 && seen == trust) {
            return DeviceVerdict.REVOKED;
        }
        return device == 2 && at.equals(NOW) ? DeviceVerdict.EXPIRED : DeviceVerdict.VALID;
    }
}
