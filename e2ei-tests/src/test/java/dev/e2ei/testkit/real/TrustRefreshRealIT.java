package dev.e2ei.testkit.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.TrustOutcome;
import dev.e2ei.api.trust.TrustOutcome.Kind;
import dev.e2ei.api.trust.TrustRefresh;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AcmeTransportProvider;
import dev.e2ei.spi.acme.TransportConfig;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import dev.e2ei.testkit.ca.CaProfile;
import dev.e2ei.testkit.ca.TestCertificateAuthority;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedRealStack.class)
@DisplayName("A client that refreshes its trust at step-ca")
class TrustRefreshRealIT {
    private static final TestCertificateAuthority STRANGER =
            TestCertificateAuthority.create(CaProfile.of("stranger.example"), Instant.now());
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

    @Test
    @DisplayName("takes step-ca's roots from its list in JSON too, over its own TLS only")
    void rootsAsList(RealStack stack) {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (E2eiClient client = stack.clientBuilder()
                .acmeTransportProvider(new WithoutRootsAsText(asked))
                .open()) {
            assertEquals(List.of(), client.trust().refresh(stack.trustSource()).failures());
            assertTrue(asked.containsAll(List.of("/roots.pem", "/roots", "/federation")), asked::toString);
            assertEquals(1, client.trust().anchors().size());
            assertEquals(
                    stack.tlsRoots().get(0), client.trust().anchors().get(0).certificate());
        }
        try (E2eiClient distrustful =
                stack.clientBuilder().tlsTrustAnchors(List.of(STRANGER.root())).open()) {
            TrustRefresh refreshed = distrustful.trust().refresh(stack.trustSource());
            assertEquals(2, refreshed.failures().size());
            refreshed
                    .failures()
                    .forEach(failed -> assertEquals(
                            ErrorCode.TRANSPORT_TLS,
                            failed.failure().orElseThrow().code()));
            assertEquals(List.of(), distrustful.trust().anchors());
        }
    }

    /** The real transport, in whose world step-ca has no {@code /roots.pem}. */
    private record WithoutRootsAsText(List<String> asked) implements AcmeTransportProvider {
        @Override
        public String name() {
            return "without-roots-as-text";
        }

        @Override
        public AcmeTransport open(TransportConfig config) {
            AcmeTransport real =
                    ServiceLoader.load(WithoutRootsAsText.class.getModule().getLayer(), AcmeTransportProvider.class)
                            .stream()
                            .map(ServiceLoader.Provider::get)
                            .filter(provider -> provider.name().equals("jdk-http"))
                            .findFirst()
                            .orElseThrow()
                            .open(config);
            return new AcmeTransport() {
                @Override
                public TransportResponse exchange(TransportRequest request) {
                    asked.add(request.uri().getPath());
                    return request.uri().getPath().equals("/roots.pem")
                            ? new TransportResponse(404, Map.of(), Bytes.EMPTY)
                            : real.exchange(request);
                }

                @Override
                public void close() {
                    real.close();
                }
            };
        }
    }

    private static DeviceVerdict verdict(E2eiClient client, IssuedCertificate issued) {
        return client.trust().verify(issued.chain(), Instant.now()).verdict();
    }
}
