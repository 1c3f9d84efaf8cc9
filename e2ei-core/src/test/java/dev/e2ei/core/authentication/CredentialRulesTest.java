package dev.e2ei.core.authentication;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.credential.X509Credential;
import dev.e2ei.core.identity.DeviceVerdicts;
import dev.e2ei.core.identity.TestDevice;
import dev.e2ei.core.identity.TestDevice.Kind;
import dev.e2ei.core.keypackage.LeafAdmission;
import dev.e2ei.core.keypackage.LeafRole;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.tree.LeafNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The authentication service")
class CredentialRulesTest {
    private static LeafAdmission service(TrustPolicy policy, TrustState trust) {
        return new CredentialRules(
                new DeviceVerdicts(policy, TestDevice.CRYPTO, TestDevice::sha256), trust, TestDevice.NOW);
    }

    private static final LeafAdmission WIRE = service(TrustPolicy.wire(), TestDevice.trustedWithLists());

    private static TestClient client(Kind kind, int device) {
        return switch (kind) {
            case BASIC -> TestClient.basic(device);
            case MALFORMED ->
                TestClient.basic(device)
                        .with(new X509Credential(TestDevice.member(kind, device)
                                .chain()
                                .orElseThrow()
                                .certificates()));
            default -> TestClient.x509(kind, device);
        };
    }

    /** The table: added by us, and brought by others in whatever way. */
    private static void admits(
            LeafAdmission service, LeafNode leaf, DeviceVerdict verdict, boolean byUs, boolean byOthers) {
        for (LeafRole role : LeafRole.values()) {
            if (role == LeafRole.ADDED_BY_US ? byUs : byOthers) {
                assertDoesNotThrow(() -> service.admit(leaf, role), verdict + " " + role);
            } else {
                MessageRejectedException refusal = assertThrows(
                        MessageRejectedException.class, () -> service.admit(leaf, role), verdict + " " + role);
                assertEquals(verdict == DeviceVerdict.KEY_MISMATCH ? "CR-2" : "LN-4", refusal.rule());
                assertTrue(refusal.getMessage().contains(verdict.name()), refusal.getMessage());
                assertFalse(refusal.getMessage().contains("Alice"), refusal.getMessage());
            }
        }
    }

    private static boolean isLie(DeviceVerdict verdict) {
        return switch (verdict) {
            case KEY_MISMATCH, MALFORMED, BAD_SIGNATURE, NAME_CONSTRAINT -> true;
            default -> false;
        };
    }

    private static boolean isProven(DeviceVerdict verdict) {
        return verdict == DeviceVerdict.VALID || verdict == DeviceVerdict.NOT_ENROLLED;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("CR-2 CR-3 CR-5 LN-4 follows the table, by the verdict on the leaf and by who brings it")
    void table(Kind kind) {
        LeafNode leaf = client(kind, 5).leaf();
        admits(WIRE, leaf, kind.verdict, isProven(kind.verdict), !isLie(kind.verdict));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("CR-5 lets this client add what proves nothing where the policy says so, and never what lies")
    void policy(Kind kind) {
        LeafAdmission lenient =
                service(TrustPolicy.wire().withUnverifiedAdditionsAccepted(true), TestDevice.trustedWithLists());
        admits(lenient, client(kind, 5).leaf(), kind.verdict, !isLie(kind.verdict), !isLie(kind.verdict));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("CR-2 CR-5 without trust anchors sees keys and forms only, and adds no certificate")
    void withoutTrust(Kind kind) {
        DeviceVerdict verdict = switch (kind) {
            case BASIC, KEY_MISMATCH, MALFORMED -> kind.verdict;
            default -> DeviceVerdict.TRUST_NOT_CONFIGURED;
        };
        LeafAdmission blind = service(TrustPolicy.wire(), TestDevice.nothingTrusted());
        admits(blind, client(kind, 5).leaf(), verdict, isProven(verdict), !isLie(verdict));
    }

    @Test
    @DisplayName("CR-5 under strict() does not add what no list clears")
    void strict() {
        LeafNode leaf = client(Kind.VALID, 5).leaf();
        admits(
                service(TrustPolicy.strict(), TestDevice.trusted()),
                leaf,
                DeviceVerdict.REVOCATION_UNKNOWN,
                false,
                true);
        admits(service(TrustPolicy.strict(), TestDevice.trustedWithLists()), leaf, DeviceVerdict.VALID, true, true);
    }

    @Test
    @DisplayName("CR-3 takes external senders with a name, or with a certificate for their key")
    void externalSenders() {
        TestClient backend = TestClient.basic(1);
        WIRE.admitExternalSender(new BasicCredential(Bytes.ofUtf8("wire-server")), backend.publicKey());
        TestClient certified = client(Kind.VALID, 1);
        WIRE.admitExternalSender(certified.credential(), certified.publicKey());
        assertEquals(
                "CR-2",
                assertThrows(
                                MessageRejectedException.class,
                                () -> WIRE.admitExternalSender(certified.credential(), backend.publicKey()))
                        .rule());
    }

    private record Succession(String what, TestClient before, TestClient after, boolean allowed) {}

    static List<Succession> successions() {
        TestClient basic = TestClient.basic(5);
        TestClient valid = client(Kind.VALID, 5);
        TestClient history = basic.with(new BasicCredential(Bytes.ofUtf8("history-client:1")));
        return List.of(
                new Succession("the same", basic, basic, true),
                new Succession("a fresh key", basic, TestClient.basic(5), true),
                new Succession("another name", basic, TestClient.basic(6), false),
                new Succession(
                        "the same name in another spelling",
                        basic,
                        basic.with(new BasicCredential(Bytes.ofUtf8("Dx4tPEtaSXiHlqW0w9Lh8A:05@WIRE.COM"))),
                        true),
                new Succession(
                        "another domain",
                        basic,
                        basic.with(new BasicCredential(
                                Bytes.ofUtf8(TestDevice.clientId(5).replace("wire.com", "wire.org")))),
                        false),
                new Succession("activation", basic, valid, true),
                new Succession("activation as somebody else", basic, client(Kind.VALID, 6), false),
                new Succession("rotation", valid, client(Kind.VALID, 5), true),
                new Succession("renewal of what is over", client(Kind.EXPIRED, 5), valid, true),
                new Succession("to what is over", valid, client(Kind.EXPIRED, 5), true),
                new Succession("to what nobody vouches for", valid, client(Kind.UNTRUSTED, 5), true),
                new Succession("rotation to another client", valid, client(Kind.VALID, 6), false),
                new Succession("back to a mere name", valid, basic, false),
                new Succession("other names stay", history, history.with(history.credential()), true),
                new Succession("other names change", history, basic, false),
                new Succession("a name becomes another one", basic, history, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("successions")
    @DisplayName("CR-4 CR-7 says who may succeed whom: client and domain stay, a certificate does not become a name")
    void succession(Succession succession) {
        LeafNode before = succession.before().leaf();
        LeafNode after = succession.after().leaf();
        if (succession.allowed()) {
            assertDoesNotThrow(() -> WIRE.succeed(before, after));
        } else {
            assertEquals(
                    "CR-4",
                    assertThrows(MessageRejectedException.class, () -> WIRE.succeed(before, after))
                            .rule());
        }
    }

    @Test
    @DisplayName(
            "CR-4 EX-4 lets nobody from outside take a certified leaf's place by a certificate that proves nothing")
    void rejoining() {
        TestClient valid = client(Kind.VALID, 5);
        for (Kind kind : List.of(Kind.VALID, Kind.EXPIRED, Kind.REVOKED)) {
            WIRE.rejoin(valid.leaf(), client(kind, 5).leaf());
            WIRE.rejoin(client(Kind.UNTRUSTED, 5).leaf(), client(kind, 5).leaf());
            assertEquals(
                    "CR-4",
                    assertThrows(
                                    MessageRejectedException.class,
                                    () -> WIRE.rejoin(
                                            client(kind, 5).leaf(),
                                            client(Kind.UNTRUSTED, 5).leaf()))
                            .rule());
        }
        WIRE.rejoin(valid.leaf(), valid.leaf());
        WIRE.rejoin(client(Kind.UNTRUSTED, 5).leaf(), client(Kind.UNTRUSTED, 5).leaf());
        WIRE.rejoin(TestClient.basic(5).leaf(), TestClient.basic(5).leaf());
        WIRE.rejoin(TestClient.basic(5).leaf(), client(Kind.UNTRUSTED, 5).leaf());
        for (TestClient other : List.of(TestClient.basic(5), client(Kind.VALID, 6))) {
            assertEquals(
                    "CR-4",
                    assertThrows(MessageRejectedException.class, () -> WIRE.rejoin(valid.leaf(), other.leaf()))
                            .rule());
        }
    }

    @Test
    @DisplayName("CR-8 knows a client by its id, whatever the credential, and other names by their octets")
    void sameClient() {
        LeafNode basic = TestClient.basic(5).leaf();
        assertTrue(WIRE.sameClient(basic, client(Kind.VALID, 5).leaf()));
        assertTrue(WIRE.sameClient(
                client(Kind.UNTRUSTED, 5).leaf(), client(Kind.REVOKED, 5).leaf()));
        assertFalse(WIRE.sameClient(basic, TestClient.basic(6).leaf()));
        assertFalse(WIRE.sameClient(basic, client(Kind.NAME_CONSTRAINT, 5).leaf()));
        TestClient one = TestClient.basic(5).with(new BasicCredential(Bytes.ofUtf8("one")));
        assertTrue(WIRE.sameClient(
                one.leaf(), TestClient.basic(6).with(one.credential()).leaf()));
        assertFalse(WIRE.sameClient(one.leaf(), basic));
    }
}
