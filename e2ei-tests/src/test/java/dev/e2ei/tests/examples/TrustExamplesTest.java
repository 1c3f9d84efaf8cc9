package dev.e2ei.tests.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.CrlRegistration;
import dev.e2ei.api.trust.DownloadRule;
import dev.e2ei.api.trust.TrustOutcome;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.api.trust.TrustRefresh;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each code block of docs/trust.md stands here as it is there; a test of the house compares them. */
@DisplayName("The examples about trust")
class TrustExamplesTest {
    private final WireStack stack = WireStack.start();
    private final E2eiClient client = stack.clientBuilder().open();
    private final List<String> lines = new ArrayList<>();

    @AfterEach
    void stop() {
        client.close();
        stack.close();
    }

    private void log(String line) {
        lines.add(line);
    }

    private Bytes fetch(URI distributionPoint) {
        assertEquals(stack.crlUrl(), distributionPoint);
        return stack.crl();
    }

    @Test
    @DisplayName("refresh trust and say what failed")
    void refresh() {
        URI directory = stack.acmeDirectory();
        stack.faults().add(Fault.at(FaultPlace.FEDERATION, Misbehaviour.status(503)));

        TrustSourceConfig source = TrustSourceConfig.of(directory);
        TrustRefresh refreshed = client.trust().refresh(source);
        for (TrustOutcome failed : refreshed.failures()) {
            log(failed.kind() + " at " + failed.address() + ": "
                    + failed.failure().orElseThrow().code());
        }

        assertTrue(client.e2eiIsPkiEnvSetup());
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).startsWith("FEDERATION at https://localhost:"), lines.get(0));
        assertTrue(lines.get(0).endsWith("/federation: TRANSPORT_UNREACHABLE"), lines.get(0));
    }

    @Test
    @DisplayName("refresh all lists at hosts that the rule allows")
    void carefully() {
        TrustSourceConfig source = stack.trustSource();

        TrustSourceConfig careful = source.withDownloads(
                        DownloadRule.hosts(Set.of("ca.example", "crl.partner.example")))
                .withAllCrlsFetched(true)
                .withDeadline(Duration.ofSeconds(20));
        for (TrustOutcome outcome : client.trust().refresh(careful).outcomes()) {
            if (outcome.unchanged()) {
                log(outcome.address() + " has nothing new");
            }
        }

        assertEquals(List.of(), lines);
        List<TrustOutcome> failed = client.trust().refresh(careful).failures();
        assertEquals(2, failed.size(), "the kit's hosts are not among those two");
        for (TrustOutcome outcome : failed) {
            assertEquals(
                    ErrorCode.TRANSPORT_ADDRESS_REFUSED,
                    outcome.failure().orElseThrow().code());
        }
    }

    @Test
    @DisplayName("register lists by hand, and ask for a verdict")
    void byHand() {
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(stack.trustAnchorPem()));
        StackUser alice = stack.user("alice_wire", "Alice Smith");
        CertificateChain chain;
        X509Registration registration;
        try (E2eiEnrollment enrollment =
                client.e2eiNewEnrollment(stack.request(alice, Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256))) {
            IssuedCertificate issued = enrollment.acquire(stack.hooks(alice));
            chain = issued.chain();
            registration = client.transaction(tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain()));
            stack.revoke(issued.identity());
        }
        var clock = stack.clock();

        client.inTransaction(tx -> {
            for (URI distributionPoint : registration.newCrlDistributionPoints()) {
                CrlRegistration registered = tx.e2eiRegisterCrl(distributionPoint, fetch(distributionPoint));
                if (registered.dirty()) {
                    log("verdicts changed: " + registered.changedIdentities().size());
                }
            }
        });
        ChainVerdict verdict = client.trust().verify(chain, clock.instant());
        log(verdict.verdict() + ": " + verdict.explanation());
        verdict.nextChange().ifPresent(instant -> log("ask again at " + instant));

        assertEquals("verdicts changed: 1", lines.get(0));
        assertTrue(lines.get(1).startsWith("REVOKED: "), lines.get(1));
    }

    @Test
    @DisplayName("show what a policy lets pass")
    void policy() {
        TrustPolicy strict = TrustPolicy.strict();
        strict.describe().forEach(leniency -> log(leniency));
        TrustPolicy.wire().describe().forEach(leniency -> log(leniency));

        assertEquals(TrustPolicy.wire().describe(), lines);
        assertTrue(lines.get(0).contains("revocation list"), lines.get(0));
    }
}
