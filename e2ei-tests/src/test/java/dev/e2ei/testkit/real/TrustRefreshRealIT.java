package dev.e2ei.testkit.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.TrustOutcome;
import dev.e2ei.api.trust.TrustOutcome.Kind;
import dev.e2ei.api.trust.TrustRefresh;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedRealStack.class)
@DisplayName("A client that refreshes its trust at step-ca")
class TrustRefreshRealIT {
    private static final Ciphersuite SUITE = Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;

    @Test
    @DisplayName(
            "starts without anchors, takes roots and federation as step-ca serves them, and the list once it is due")
    void refresh(RealStack stack) {
        RealUser alice = SharedRealStack.person(stack, "Alice", "Smith");
        try (E2eiClient client = stack.clientBuilder().open()) {
            TrustRefresh first = client.trust().refresh(stack.trustSource());
            assertEquals(List.of(), first.failures());
            assertEquals(
                    List.of(Kind.ROOTS, Kind.FEDERATION),
                    first.outcomes().stream().map(TrustOutcome::kind).toList());
            assertEquals(
                    stack.tlsRoots(),
                    client.trust().anchors().stream()
                            .map(anchor -> anchor.certificate())
                            .toList());
            try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(alice, SUITE))) {
                IssuedCertificate issued = enrollment.acquire(stack.hooks(alice));
                X509Registration registered = client.transaction(tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain()));
                client.inTransaction(tx -> tx.e2eiRevoke(registered.credential(), RevocationReason.SUPERSEDED));
                assertEquals(DeviceVerdict.VALID, verdict(client, issued));

                TrustRefresh second = client.trust().refresh(stack.trustSource());
                assertEquals(List.of(), second.failures());
                assertTrue(second.dirty());
                assertEquals(stack.crlUrl(), client.trust().crls().get(0).distributionPoint());
                assertEquals(DeviceVerdict.REVOKED, verdict(client, issued));
            }
        }
    }

    private static DeviceVerdict verdict(E2eiClient client, IssuedCertificate issued) {
        return client.trust().verify(issued.chain(), Instant.now()).verdict();
    }
}
