package dev.e2ei.core.client;

import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.TrustOutcome;
import dev.e2ei.api.trust.TrustRefresh;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.spi.ElapsedTime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A client whose trust comes from a planted source, and whose elapsed time passes when a test says so. */
@Timeout(60)
abstract class RefreshFixture {
    static final TrustSourceConfig CONFIG = TrustSourceConfig.of(URI.create("https://ca.example/acme/wire/directory"));
    static final URI POINT = URI.create(TestAuthority.CRL_URL);

    final AtomicLong elapsed = new AtomicLong();
    final TestClients world = new TestClients();
    final PlantedTrustSource source = new PlantedTrustSource();
    final E2eiClient client = open();
    final SignatureKey key = SignatureKey.generate(
            world.crypto.forCiphersuite(TestClients.SUITE1).orElseThrow());

    final E2eiClient open() {
        return world.builder(1)
                .trustSourceProvider(source)
                .acmeTransportProvider(PlantedTrustSource.NO_TRANSPORT)
                .elapsedTime(new ElapsedTime() {
                    @Override
                    public long nanoTime() {
                        return elapsed.get();
                    }

                    @Override
                    public void sleep(Duration pause) {
                        elapsed.addAndGet(pause.toNanos());
                    }
                })
                .open();
    }

    @BeforeEach
    void serve() {
        source.roots.add(world.authority.root().toByteArray());
        source.lists.put(POINT, () -> world.authority.crl(0, world.now).toByteArray());
        client.trust().refresh(CONFIG);
    }

    @AfterEach
    void close() {
        key.close();
        client.close();
    }

    /** A credential whose certificate names {@link #POINT}. */
    final CertificateChain enroll() {
        CertificateChain chain = world.authority.issue(
                TestClients.request(TestClients.ALICE), key.subjectPublicKey(), world.now, Duration.ofDays(90));
        client.inTransaction(tx -> tx.mlsInitX509(chain, key.privateKey()));
        return chain;
    }

    static List<URI> lists(TrustRefresh refreshed) {
        return refreshed.outcomes().stream()
                .filter(outcome -> outcome.kind() == TrustOutcome.Kind.CRL)
                .map(TrustOutcome::address)
                .toList();
    }

    static TrustOutcome list(TrustRefresh refreshed, URI point) {
        return refreshed.outcomes().stream()
                .filter(outcome -> outcome.address().equals(point))
                .findFirst()
                .orElseThrow();
    }

    static ErrorCode code(TrustOutcome outcome) {
        return outcome.failure().map(E2eiException::code).orElseThrow();
    }
}
