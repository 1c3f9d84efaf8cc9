package dev.e2ei.core.identity;

import static dev.e2ei.api.conversation.E2eiConversationState.NotEnabled;
import static dev.e2ei.api.conversation.E2eiConversationState.NotVerified;
import static dev.e2ei.api.conversation.E2eiConversationState.Verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ConversationVerification;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.identity.DeviceStatus;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.identity.TestDevice.Kind;
import dev.e2ei.core.pki.TrustState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The state of a conversation")
class ConversationStateRuleTest {
    private static final ConversationId ID = ConversationId.ofUtf8("conversation");
    private static final Map<Kind, List<MemberCredential>> MEMBERS = new EnumMap<>(Kind.class);

    static {
        for (Kind kind : Kind.values()) {
            MEMBERS.put(
                    kind,
                    Stream.of(1, 2, 3)
                            .map(leaf -> TestDevice.member(kind, 16 * kind.ordinal() + leaf))
                            .toList());
        }
    }

    /** What is trusted, under which policy, and what that makes of the certificates that are good in themselves. */
    private enum Setting {
        WIRE(TrustPolicy.wire(), TestDevice.trusted(), true, false),
        WIRE_WITH_LISTS(TrustPolicy.wire(), TestDevice.trustedWithLists(), true, true),
        WIRE_WITHOUT_TRUST(TrustPolicy.wire(), TestDevice.nothingTrusted(), false, false),
        STRICT(TrustPolicy.strict(), TestDevice.trusted(), false, false),
        STRICT_WITH_LISTS(TrustPolicy.strict(), TestDevice.trustedWithLists(), true, true),
        STRICT_WITHOUT_TRUST(TrustPolicy.strict(), TestDevice.nothingTrusted(), false, false);

        final DeviceReports reports;
        final boolean proves;
        final boolean revokes;

        Setting(TrustPolicy policy, TrustState trust, boolean proves, boolean revokes) {
            this.proves = proves;
            this.revokes = revokes;
            reports = reports(policy, trust);
        }

        /** A listed certificate is as good as any other to whoever does not have the list. */
        boolean isProven(Kind kind) {
            return proves && (kind == Kind.VALID || kind == Kind.REVOKED && !revokes);
        }
    }

    private static DeviceReports reports(TrustPolicy policy, TrustState trust) {
        return new DeviceReports(
                new DeviceVerdicts(policy, TestDevice.CRYPTO, TestDevice::sha256),
                trust,
                Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519,
                octets -> octets);
    }

    private static List<MemberCredential> members(List<Kind> kinds) {
        List<MemberCredential> members = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            members.add(MEMBERS.get(kinds.get(i)).get(i));
        }
        return members;
    }

    private static ConversationVerification verify(Setting setting, List<Kind> kinds) {
        return ConversationStateRule.verify(ID, 7, members(kinds), setting.reports, TestDevice.NOW);
    }

    static Stream<Arguments> settings() {
        return Stream.of(Setting.values()).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("settings")
    @DisplayName("SP-22 SP-23 SP-24 SP-25 follows the kinds of 0 to 3 members, in any order")
    void truthTable(Setting setting) {
        int conversations = 0;
        List<List<Kind>> tuples = List.of(List.of());
        for (int size = 0; size <= 3; size++) {
            for (List<Kind> kinds : tuples) {
                E2eiConversationState expected;
                if (kinds.stream().allMatch(kind -> kind == Kind.BASIC)) {
                    expected = NotEnabled;
                } else if (kinds.stream().allMatch(setting::isProven)) {
                    expected = Verified;
                } else {
                    expected = NotVerified;
                }
                assertEquals(expected, verify(setting, kinds).state(), setting + " " + kinds);
                assertEquals(
                        expected,
                        ConversationStateRule.state(members(kinds), setting.reports, TestDevice.NOW),
                        setting + " " + kinds);
                conversations++;
            }
            tuples = longer(tuples);
        }
        assertEquals(1 + 10 + 100 + 1000, conversations);
    }

    private static List<List<Kind>> longer(List<List<Kind>> tuples) {
        return tuples.stream()
                .flatMap(tuple -> Stream.of(Kind.values()).map(kind -> {
                    List<Kind> longer = new ArrayList<>(tuple);
                    longer.add(kind);
                    return longer;
                }))
                .map(List::copyOf)
                .toList();
    }

    @ParameterizedTest(name = "{0}: {1}, {2}, {3}")
    @CsvSource({
        "VALID+VALID,             Verified,    NotVerified, NotVerified",
        "VALID+BASIC,             NotVerified, NotVerified, NotVerified",
        "BASIC+VALID,             NotVerified, NotVerified, NotVerified",
        "EXPIRED+EXPIRED,         NotVerified, NotVerified, NotVerified",
        "BASIC+BASIC,             NotEnabled,  NotEnabled,  NotEnabled",
        "VALID+VALID+EXPIRED,     NotVerified, NotVerified, NotVerified",
        "VALID+UNTRUSTED,         NotVerified, NotVerified, NotVerified",
        "MALFORMED,               NotVerified, NotVerified, NotVerified",
        "NOT_YET_VALID+VALID,     NotVerified, NotVerified, NotVerified"
    })
    @DisplayName("under Wire's preset, without trust, and strict without lists")
    void examples(
            String kinds, E2eiConversationState wire, E2eiConversationState noTrust, E2eiConversationState strict) {
        List<Kind> members = Stream.of(kinds.split("\\+")).map(Kind::valueOf).toList();
        assertEquals(wire, verify(Setting.WIRE, members).state());
        assertEquals(noTrust, verify(Setting.WIRE_WITHOUT_TRUST, members).state());
        assertEquals(strict, verify(Setting.STRICT, members).state());
    }

    @Test
    @DisplayName("is decided by verdicts: each kind has its own, and only VALID counts as proven")
    void verdicts() {
        for (Kind kind : Kind.values()) {
            for (Setting setting : List.of(Setting.WIRE_WITH_LISTS, Setting.STRICT_WITH_LISTS)) {
                assertEquals(
                        kind.verdict,
                        verify(setting, List.of(kind)).devices().get(0).verdict(),
                        setting + " " + kind);
            }
        }
        for (DeviceVerdict verdict : DeviceVerdict.values()) {
            E2eiConversationState expected = switch (verdict) {
                case VALID -> Verified;
                case NOT_ENROLLED -> NotEnabled;
                default -> NotVerified;
            };
            assertEquals(expected, ConversationStateRule.stateOf(List.of(verdict)));
        }
        assertTrue(verify(Setting.STRICT, List.of(Kind.VALID)).devices().get(0).verdict()
                == DeviceVerdict.REVOCATION_UNKNOWN);
        assertEquals(
                DeviceVerdict.TRUST_NOT_CONFIGURED,
                verify(Setting.WIRE_WITHOUT_TRUST, List.of(Kind.EXPIRED))
                        .devices()
                        .get(0)
                        .verdict());
    }

    @Test
    @DisplayName("SP-30 is that of one instant, and says when it can change")
    void oneInstant() {
        ConversationVerification verification =
                verify(Setting.WIRE, List.of(Kind.VALID, Kind.NOT_YET_VALID, Kind.BASIC));
        assertEquals(TestDevice.NOW, verification.at());
        assertEquals(TestDevice.NOW.plusSeconds(3600), verification.nextChange().orElseThrow());
        assertEquals(
                Verified,
                ConversationStateRule.verify(
                                ID,
                                7,
                                List.of(MEMBERS.get(Kind.NOT_YET_VALID).get(0)),
                                Setting.WIRE.reports,
                                TestDevice.NOW.plusSeconds(3600))
                        .state());
    }

    @Test
    @DisplayName("names the leniencies of the policy, and clients with more than one leaf")
    void notes() {
        assertEquals(
                TrustPolicy.wire().describe(),
                verify(Setting.WIRE, List.of(Kind.VALID)).notes());
        List<MemberCredential> twins = List.of(
                TestDevice.member(Kind.VALID, 5),
                new MemberCredential(
                        9,
                        Optional.of(MEMBERS.get(Kind.VALID).get(1).chain().orElseThrow()),
                        Bytes.EMPTY,
                        MEMBERS.get(Kind.VALID).get(1).signatureKey()),
                MEMBERS.get(Kind.VALID).get(1));
        ConversationVerification verification =
                ConversationStateRule.verify(ID, 7, twins, Setting.STRICT_WITH_LISTS.reports, TestDevice.NOW);
        assertEquals(List.of("One client has more than one leaf: [9, 18]."), verification.notes());
        assertTrue(verification.devices().get(0).notes().isEmpty());
        assertEquals(
                List.of("the same client has the leaves [9, 18]"),
                verification.devices().get(1).notes());
        assertEquals(Verified, verification.state());
    }

    @Test
    @DisplayName("SP-22 SP-23 SP-24 SP-25 of 0 to 4 verdicts of all twelve, in every order")
    void everyTuple() {
        long tuples = 0;
        for (int size = 0; size <= 4; size++) {
            for (int code = 0; code < (int) Math.pow(12, size); code++) {
                List<DeviceVerdict> verdicts = new ArrayList<>();
                for (int rest = code, i = 0; i < size; i++, rest /= 12) {
                    verdicts.add(DeviceVerdict.values()[rest % 12]);
                }
                long basic = verdicts.stream()
                        .filter(DeviceVerdict.NOT_ENROLLED::equals)
                        .count();
                long valid =
                        verdicts.stream().filter(DeviceVerdict.VALID::equals).count();
                E2eiConversationState expected = basic == size ? NotEnabled : valid == size ? Verified : NotVerified;
                assertEquals(expected, ConversationStateRule.stateOf(verdicts), verdicts::toString);
                tuples++;
            }
        }
        assertEquals(1 + 12 + 144 + 1728 + 20736, tuples);
        assertEquals(12, DeviceVerdict.values().length);
    }

    @Test
    @DisplayName("SP-31 maps to the three-valued status so that nothing that is not proven is Valid")
    void lossyMapping() {
        for (DeviceVerdict verdict : DeviceVerdict.values()) {
            DeviceStatus expected = switch (verdict) {
                case VALID, NOT_ENROLLED -> DeviceStatus.Valid;
                case EXPIRED, NOT_YET_VALID -> DeviceStatus.Expired;
                case REVOKED,
                        UNTRUSTED,
                        KEY_MISMATCH,
                        NAME_CONSTRAINT,
                        BAD_SIGNATURE,
                        MALFORMED,
                        REVOCATION_UNKNOWN,
                        TRUST_NOT_CONFIGURED -> DeviceStatus.Revoked;
            };
            assertEquals(expected, verdict.status());
        }
    }
}
