package dev.e2ei.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.identity.DeviceStatus;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.MlsAcceptance;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.identity.TestDevice.Kind;
import dev.e2ei.core.pki.TrustState;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("LN-4 Whether a leaf may be in a group")
class MlsAcceptanceRuleTest {
    private static TrustPolicy policy(boolean additions, boolean members) {
        return TrustPolicy.wire().withUnverifiedAdditionsAccepted(additions).withUnverifiedMembersAdmitted(members);
    }

    @ParameterizedTest(name = "{0}: class {1}")
    @CsvSource({
        "VALID,                proven",
        "NOT_ENROLLED,         proven",
        "REVOCATION_UNKNOWN,   unproven",
        "NOT_YET_VALID,        unproven",
        "EXPIRED,              unproven",
        "REVOKED,              unproven",
        "UNTRUSTED,            unproven",
        "TRUST_NOT_CONFIGURED, unproven",
        "KEY_MISMATCH,         wrong",
        "MALFORMED,            wrong",
        "BAD_SIGNATURE,        wrong",
        "NAME_CONSTRAINT,      wrong"
    })
    @DisplayName("depends on its verdict, the policy's two switches, and on who adds it")
    void truthTable(DeviceVerdict verdict, String kind) {
        for (boolean additions : new boolean[] {false, true}) {
            for (boolean members : new boolean[] {false, true}) {
                TrustPolicy policy = policy(additions, members);
                String where = verdict + ", additions " + additions + ", members " + members;
                boolean byUs = kind.equals("proven") || kind.equals("unproven") && additions;
                boolean byOthers = kind.equals("proven") || kind.equals("unproven") && members;
                assertEquals(byUs, MlsAcceptanceRule.admits(verdict, policy, true), where);
                assertEquals(byOthers, MlsAcceptanceRule.admits(verdict, policy, false), where);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("is the same under both presets for what others bring: they differ in what is shown")
    void presets(DeviceVerdict verdict) {
        for (boolean byUs : new boolean[] {false, true}) {
            assertEquals(
                    MlsAcceptanceRule.admits(verdict, TrustPolicy.wire(), byUs),
                    MlsAcceptanceRule.admits(verdict, TrustPolicy.strict(), byUs));
        }
    }

    static Stream<Arguments> leaves() {
        return Stream.of(Kind.values())
                .filter(kind -> kind != Kind.BASIC)
                .flatMap(kind -> Stream.of(
                        Arguments.of(kind, TestDevice.trustedWithLists(), kind.verdict),
                        Arguments.of(kind, TestDevice.nothingTrusted(), withoutTrust(kind))));
    }

    private static DeviceVerdict withoutTrust(Kind kind) {
        return kind == Kind.MALFORMED || kind == Kind.KEY_MISMATCH ? kind.verdict : DeviceVerdict.TRUST_NOT_CONFIGURED;
    }

    @ParameterizedTest(name = "{0} is {2}")
    @MethodSource("leaves")
    @DisplayName("is told with the verdict, and with both sides of what decides against it")
    void leaves(Kind kind, TrustState trust, DeviceVerdict expected) {
        MemberCredential member = TestDevice.member(kind, 5);
        ClientId client = ClientId.parse(TestDevice.clientId(5));
        for (boolean additions : new boolean[] {false, true}) {
            for (boolean members : new boolean[] {false, true}) {
                TrustPolicy policy = policy(additions, members);
                DeviceFinding finding = TestVerdicts.find(
                        member.chain().orElseThrow(),
                        Optional.of(member.signatureKey()),
                        trust,
                        policy,
                        Viewpoint.STANDING,
                        TestDevice.NOW);
                MlsAcceptance acceptance = MlsAcceptanceRule.accept(finding, policy);
                assertEquals(expected, acceptance.verdict().verdict());
                assertEquals(MlsAcceptanceRule.admits(expected, policy, true), acceptance.addedByUs());
                assertEquals(MlsAcceptanceRule.admits(expected, policy, false), acceptance.fromOthers());
                boolean refused = !acceptance.addedByUs() && !acceptance.fromOthers();
                assertEquals(refused, acceptance.refusal().isPresent());
                acceptance.refusal().ifPresent(refusal -> {
                    assertTrue(!refusal.expected().isBlank() && !refusal.found().isBlank(), refusal::toString);
                });
                assertForClient(finding, policy, client, acceptance);
            }
        }
    }

    /** Another client's leaf is refused by every policy, and the leaf's own changes nothing. */
    private static void assertForClient(
            DeviceFinding finding, TrustPolicy policy, ClientId client, MlsAcceptance acceptance) {
        if (!finding.claimed().map(ClaimedIdentity::clientId).equals(Optional.of(client))) {
            MlsAcceptance asked = MlsAcceptanceRule.accept(finding, policy, client);
            assertTrue(
                    !asked.addedByUs() && !asked.fromOthers() && asked.refusal().isPresent());
            return;
        }
        assertEquals(acceptance, MlsAcceptanceRule.accept(finding, policy, client));
        ClientId other = ClientId.parse(TestDevice.clientId(6));
        MlsAcceptance refused = MlsAcceptanceRule.accept(finding, policy, other);
        assertTrue(!refused.addedByUs() && !refused.fromOthers());
        if (acceptance.refusal().isEmpty()) {
            assertEquals("CLIENT_ID", refused.refusal().orElseThrow().rule());
            assertEquals(other.toString(), refused.refusal().orElseThrow().expected());
            assertEquals(client.toString(), refused.refusal().orElseThrow().found());
        }
        assertEquals(acceptance.verdict(), refused.verdict());
    }

    @Test
    @DisplayName("is another answer than what is shown: what is let in is not proven for that")
    void twoAnswers() {
        Set<DeviceVerdict> admitted = EnumSet.noneOf(DeviceVerdict.class);
        for (DeviceVerdict verdict : DeviceVerdict.values()) {
            if (MlsAcceptanceRule.admits(verdict, TrustPolicy.wire(), false)) {
                admitted.add(verdict);
            }
        }
        assertEquals(8, admitted.size());
        List<DeviceVerdict> shown = admitted.stream()
                .filter(verdict -> verdict.status() == DeviceStatus.Valid)
                .toList();
        assertEquals(List.of(DeviceVerdict.VALID, DeviceVerdict.NOT_ENROLLED), shown);
    }
}
