package dev.e2ei.tests.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.id.Domain;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.TrustOutcome;
import dev.e2ei.api.trust.TrustOutcome.Kind;
import dev.e2ei.api.trust.TrustRefresh;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that refreshes its trust at the kit's servers")
class TrustRefreshAtTheKitTest {
    private static final Ciphersuite SUITE2 = Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;

    private final WireStack stack = WireStack.start();
    private final WireStack partner = stack.federate(Domain.parse("partner.example"));
    private final E2eiClient client = stack.clientBuilder().open();

    @AfterEach
    void close() {
        client.close();
        stack.close();
    }

    private static IssuedCertificate enroll(WireStack where, E2eiClient device) {
        StackUser user = where.user("user" + where.issuedCertificates(), "Somebody");
        try (E2eiEnrollment enrollment = device.e2eiNewEnrollment(where.request(user, SUITE2))) {
            IssuedCertificate issued = enrollment.acquire(where.hooks(user));
            device.inTransaction(tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain()));
            return issued;
        }
    }

    private static List<Kind> failed(TrustRefresh refreshed) {
        return refreshed.failures().stream().map(TrustOutcome::kind).toList();
    }

    private DeviceVerdict verdict(CertificateChain chain) {
        return client.trust().verify(chain, stack.clock().instant()).verdict();
    }

    @Test
    @DisplayName("starts from nothing: the root, the federation, then the lists as they are due")
    void fromNothing() {
        TrustRefresh first = client.trust().refresh(stack.trustSource());
        assertEquals(List.of(), first.failures());
        assertTrue(first.dirty());
        assertEquals(1, client.trust().anchors().size());
        IssuedCertificate own = enroll(stack, client);
        CertificateChain other = enroll(partner, partner.openClient()).chain();
        CertificateChain leafOnly = new CertificateChain(List.of(other.leaf()));
        assertEquals(DeviceVerdict.VALID, verdict(leafOnly), "the partner's intermediate came with the federation");

        TrustRefresh second = client.trust().refresh(stack.trustSource());
        assertEquals(List.of(), second.failures());
        assertEquals(
                List.of(stack.crlUrl()),
                second.outcomes().stream()
                        .filter(outcome -> outcome.kind() == Kind.CRL)
                        .map(TrustOutcome::address)
                        .toList());
        assertFalse(second.dirty(), "an empty list changes nothing");
        assertTrue(second.nextDue().orElseThrow().isAfter(stack.clock().instant()));

        assertTrue(stack.revoke(own.identity()));
        assertEquals(0, lists(client.trust().refresh(stack.trustSource())), "not due");
        stack.clock().advance(Duration.ofHours(25));
        TrustRefresh third = client.trust().refresh(stack.trustSource());
        assertEquals(1, lists(third));
        assertTrue(third.dirty());
        assertEquals(DeviceVerdict.REVOKED, verdict(own.chain()));
    }

    private static long lists(TrustRefresh refreshed) {
        return refreshed.outcomes().stream()
                .filter(outcome -> outcome.kind() == Kind.CRL)
                .count();
    }

    @Test
    @DisplayName("through the proxy registers a list under its own address")
    void proxy() {
        client.trust().refresh(stack.trustSource());
        enroll(stack, client);
        client.trust().refresh(stack.trustSource().withCrlProxy(stack.crlProxy()));
        assertEquals(
                List.of(stack.crlUrl()),
                client.trust().crls().stream()
                        .map(crl -> crl.distributionPoint())
                        .toList());
        assertEquals(0, stack.faults().requests(FaultPlace.CRL));
        assertEquals(1, stack.faults().requests(FaultPlace.CRL_PROXY));
    }

    @Test
    @DisplayName("keeps what it has where a server fails, lies or lists somebody else's certificates")
    void failures() {
        client.trust().refresh(stack.trustSource());
        IssuedCertificate own = enroll(stack, client);
        stack.faults().add(Fault.at(FaultPlace.ROOTS, Misbehaviour.status(500)));
        stack.faults().add(Fault.at(FaultPlace.FEDERATION, Misbehaviour.body(Bytes.ofUtf8("<html>"))));
        stack.faults().add(Fault.at(FaultPlace.CRL, Misbehaviour.body(partner.crl())));
        TrustRefresh refreshed = client.trust().refresh(stack.trustSource());
        assertEquals(
                List.of(ErrorCode.TRANSPORT_UNREACHABLE, ErrorCode.TRUST_SOURCE_REFUSED),
                refreshed.failures().stream()
                        .filter(outcome -> outcome.kind() != Kind.CRL)
                        .map(outcome ->
                                outcome.failure().map(E2eiException::code).orElseThrow())
                        .toList());
        assertEquals(1, client.trust().anchors().size());
        assertEquals(DeviceVerdict.VALID, verdict(own.chain()));
        assertTrue(stack.revoke(own.identity()));
        TrustRefresh again = client.trust().refresh(stack.trustSource());
        assertFalse(failed(again).contains(Kind.ROOTS));
    }

    @Test
    @DisplayName("registers no root where the host keeps its own, and none of a foreign domain")
    void noRoots() {
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(stack.trustAnchorPem()));
        WireStack stranger = stack.foreign(Domain.parse("stranger.example"));
        TrustRefresh refreshed = client.trust().refresh(stranger.trustSource().withRootsRegistered(false));
        assertFalse(refreshed.outcomes().stream().anyMatch(outcome -> outcome.kind() == Kind.ROOTS));
        assertEquals(1, client.trust().anchors().size());
        CertificateChain theirs = enroll(stranger, stranger.openClient()).chain();
        assertEquals(DeviceVerdict.UNTRUSTED, verdict(theirs));
    }

    @Test
    @DisplayName("does not do it inside a transaction that has written, nor from an address that is no directory")
    void wrongUse() {
        assertThrows(
                IllegalStateException.class,
                () -> client.inTransaction(tx -> {
                    tx.e2eiRegisterTrustAnchor(stack.trustAnchorPem());
                    client.trust().refresh(stack.trustSource());
                }));
        assertThrows(
                IllegalArgumentException.class,
                () -> client.trust().refresh(TrustSourceConfig.of(URI.create("http://ca.example/"))));
        assertEquals(List.of(), client.trust().anchors());
    }
}
