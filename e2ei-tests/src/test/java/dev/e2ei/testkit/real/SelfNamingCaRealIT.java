package dev.e2ei.testkit.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.CrlRegistration;
import dev.e2ei.api.trust.RevocationEvidence;
import dev.e2ei.api.trust.TrustOutcome;
import dev.e2ei.api.trust.TrustOutcome.Kind;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.api.trust.TrustRefresh;
import dev.e2ei.api.trust.TrustSourceConfig;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedRealStack.class)
@DisplayName("A step-ca whose intermediate names the list that it signs itself")
class SelfNamingCaRealIT {
    private static final Ciphersuite SUITE = Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    private static final String REASON = "names a list that it signs itself";
    private static final List<RevocationEvidence.State> STATES =
            List.of(RevocationEvidence.State.GOOD, RevocationEvidence.State.SIGNED_BY_ITSELF);

    private static ChainVerdict verify(E2eiClient client, CertificateChain chain) {
        return client.trust().verify(chain, Instant.now());
    }

    private static CrlRegistration list(TrustRefresh refreshed) {
        assertEquals(List.of(), refreshed.failures());
        List<TrustOutcome> lists = refreshed.outcomes().stream()
                .filter(outcome -> outcome.kind() == Kind.CRL)
                .toList();
        assertEquals(1, lists.size());
        return lists.get(0).crl().orElseThrow();
    }

    @Test
    @DisplayName(
            "issues what is valid by a leniency with its reason, and unknown to the strict, until its list revokes it")
    void selfNaming(RealStack shared) {
        RealStack stack = shared.withSelfNamingCa();
        RealUser alice = SharedRealStack.person(stack, "Alice", "Smith");
        TrustSourceConfig source = stack.trustSource().withAllCrlsFetched(true);
        try (E2eiClient client = stack.clientBuilder().open();
                E2eiClient strict =
                        stack.clientBuilder().trustPolicy(TrustPolicy.strict()).open()) {
            assertEquals(List.of(), client.trust().refresh(source).failures());
            EnrollmentRequest request = stack.request(alice, SUITE);
            try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(request)) {
                IssuedCertificate issued = enrollment.acquire(stack.hooks(alice));
                X509Registration registered = client.transaction(tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain()));
                assertEquals(Set.of(stack.crlUrl()), client.trust().dueCrlDistributionPoints());

                CrlRegistration before = list(client.trust().refresh(source));
                assertFalse(before.dirty(), "nobody is revoked yet");
                assertEquals(List.of(), before.changedIdentities());
                ChainVerdict lenient = verify(client, issued.chain());
                assertEquals(DeviceVerdict.VALID, lenient.verdict(), lenient.explanation());
                assertTrue(lenient.notes().stream().anyMatch(note -> note.contains(REASON)), lenient.notes()::toString);

                assertEquals(STATES, states(lenient));
                assertUnknownToTheStrict(strict, source, stack, issued.chain());

                client.inTransaction(tx -> tx.e2eiRevoke(registered.credential(), RevocationReason.KEY_COMPROMISE));
                CrlRegistration after = list(client.trust().refresh(source));
                assertTrue(after.dirty());
                assertEquals(List.of(request.clientId()), after.changedIdentities());
                assertEquals(
                        DeviceVerdict.REVOKED, verify(client, issued.chain()).verdict());
            }
        }
    }

    /** With the same list registered: the leaf is cleared by it, the intermediate that signed it is not. */
    private static void assertUnknownToTheStrict(
            E2eiClient strict, TrustSourceConfig source, RealStack stack, CertificateChain chain) {
        assertEquals(List.of(), strict.trust().refresh(source).failures());
        strict.inTransaction(tx -> tx.e2eiRegisterIntermediateCa(stack.intermediatePem()));
        list(strict.trust().refresh(source));
        ChainVerdict verdict = verify(strict, chain);
        assertEquals(DeviceVerdict.REVOCATION_UNKNOWN, verdict.verdict(), verdict.explanation());
        assertTrue(verdict.explanation().contains(REASON), verdict.explanation());
        assertEquals(STATES, states(verdict));
        assertTrue(verdict.identity().isPresent(), "the path itself is in order");
    }

    private static List<RevocationEvidence.State> states(ChainVerdict verdict) {
        return verdict.evidence().revocation().stream()
                .map(RevocationEvidence::state)
                .toList();
    }
}
