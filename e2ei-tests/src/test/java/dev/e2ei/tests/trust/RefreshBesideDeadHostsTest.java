package dev.e2ei.tests.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import dev.e2ei.api.trust.DownloadRule;
import dev.e2ei.api.trust.TrustOutcome;
import dev.e2ei.api.trust.TrustOutcome.Kind;
import dev.e2ei.api.trust.TrustRefresh;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.testkit.ManualClock;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.fault.TransferFlaw;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A refresh beside a dead host")
@Timeout(120)
class RefreshBesideDeadHostsTest {
    private static final Ciphersuite SUITE2 = Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    private static final int TOO_LARGE = 65 << 20;

    private final WireStack home = WireStack.start();
    private final WireStack dead = home.federate(Domain.parse("dead.example"));
    /** The client's own passing of time: none, unless a test lets it pass. */
    private final ManualClock elapsed = ManualClock.stopped();

    private final E2eiClient client = home.clientBuilder().elapsedTime(elapsed).open();
    private final TrustSourceConfig source = home.trustSource().withAllCrlsFetched(true);

    private CertificateChain own;

    @BeforeEach
    void enrollAtHome() {
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(home.trustAnchorPem()));
        own = enroll(home, client).chain();
        client.inTransaction(tx -> {
            tx.e2eiRegisterIntermediateCa(dead.intermediatePem());
            tx.e2eiRegisterCrl(dead.crlUrl(), dead.crl());
        });
    }

    @AfterEach
    void close() {
        client.close();
        home.close();
    }

    private static IssuedCertificate enroll(WireStack where, E2eiClient device) {
        StackUser user = where.user("user" + where.issuedCertificates(), "Somebody");
        try (E2eiEnrollment enrollment = device.e2eiNewEnrollment(where.request(user, SUITE2))) {
            IssuedCertificate issued = enrollment.acquire(where.hooks(user));
            device.inTransaction(tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain()));
            return issued;
        }
    }

    private static TrustOutcome at(TrustRefresh refreshed, URI address) {
        return refreshed.outcomes().stream()
                .filter(outcome -> outcome.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private static ErrorCode code(TrustOutcome outcome) {
        return outcome.failure().map(E2eiException::code).orElseThrow(() -> new AssertionError(outcome));
    }

    private DeviceVerdict verdict(CertificateChain chain) {
        return client.trust().verify(chain, home.clock().instant()).verdict();
    }

    private void assertOnlyTheDeadOneFailed(TrustRefresh refreshed, ErrorCode code) {
        assertEquals(
                List.of(dead.crlUrl()),
                refreshed.failures().stream().map(TrustOutcome::address).toList());
        assertEquals(code, code(at(refreshed, dead.crlUrl())));
        assertEquals(
                List.of(Kind.ROOTS, Kind.FEDERATION, Kind.CRL, Kind.CRL),
                refreshed.outcomes().stream().map(TrustOutcome::kind).toList());
        assertEquals(1, at(refreshed, home.crlUrl()).registered());
        assertEquals(DeviceVerdict.VALID, verdict(own));
        assertEquals(2, client.trust().crls().size(), "the dead host's list of before is still in force");
    }

    static Stream<Arguments> waysToBeDead() {
        return Stream.of(
                dead(Misbehaviour.transfer(TransferFlaw.RESET), ErrorCode.TRANSPORT_UNREACHABLE),
                dead(Misbehaviour.transfer(TransferFlaw.CLOSED), ErrorCode.TRANSPORT_UNREACHABLE),
                dead(Misbehaviour.transfer(TransferFlaw.RESET_IN_BODY), ErrorCode.TRANSPORT_UNREACHABLE),
                dead(Misbehaviour.transfer(TransferFlaw.TRUNCATED), ErrorCode.TRANSPORT_UNREACHABLE),
                dead(Misbehaviour.transfer(TransferFlaw.GARBAGE), ErrorCode.TRANSPORT_UNREACHABLE),
                dead(Misbehaviour.transfer(TransferFlaw.ENDLESS_HEADERS), ErrorCode.TRANSPORT_TOO_LARGE),
                dead(Misbehaviour.transfer(TransferFlaw.ENDLESS_BODY), ErrorCode.TRANSPORT_TOO_LARGE),
                dead(Misbehaviour.transfer(TransferFlaw.HUGE_LENGTH), ErrorCode.TRANSPORT_TOO_LARGE),
                dead(Misbehaviour.body(Bytes.of(new byte[TOO_LARGE])), ErrorCode.TRANSPORT_TOO_LARGE),
                dead(Misbehaviour.transfer(TransferFlaw.GZIP_BOMB), ErrorCode.TRUST_SOURCE_REFUSED),
                dead(Misbehaviour.redirect(302, "/crl"), ErrorCode.TRUST_SOURCE_REFUSED),
                dead(Misbehaviour.redirect(302, "http://127.0.0.1:1/crl"), ErrorCode.TRANSPORT_UNREACHABLE),
                dead(Misbehaviour.redirect(302, "ftp://127.0.0.1/crl"), ErrorCode.TRANSPORT_ADDRESS_REFUSED),
                dead(Misbehaviour.status(304), ErrorCode.TRUST_SOURCE_REFUSED),
                dead(Misbehaviour.status(404), ErrorCode.TRUST_SOURCE_REFUSED),
                dead(Misbehaviour.status(500), ErrorCode.TRANSPORT_UNREACHABLE),
                dead(Misbehaviour.body(Bytes.EMPTY), ErrorCode.CERTIFICATE_MALFORMED),
                dead(Misbehaviour.body(Bytes.ofUtf8("<html>Sign in</html>")), ErrorCode.CERTIFICATE_MALFORMED));
    }

    private static Arguments dead(Misbehaviour how, ErrorCode code) {
        String name = how.toString();
        return Arguments.of(name.substring(0, Math.min(80, name.length())), how, code);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToBeDead")
    @DisplayName("registers all that the others gave, and says of the dead one what failed")
    void dead(String name, Misbehaviour how, ErrorCode code) {
        dead.faults().add(Fault.at(FaultPlace.CRL, how).always());
        assertOnlyTheDeadOneFailed(client.trust().refresh(source), code);
        dead.faults().clear();
        TrustRefresh again = client.trust().refresh(source);
        assertEquals(List.of(), again.failures());
    }

    @Test
    @DisplayName("keeps the newer list where an older one comes back, and takes no stranger's")
    void wrongLists() {
        IssuedCertificate theirs = enroll(dead, dead.openClient());
        Bytes older = dead.crl();
        assertTrue(dead.revoke(theirs.identity()));
        TrustRefresh newer = client.trust().refresh(source);
        assertTrue(at(newer, dead.crlUrl()).crl().orElseThrow().dirty());
        assertEquals(DeviceVerdict.REVOKED, verdict(theirs.chain()));
        WireStack stranger = home.foreign(Domain.parse("stranger.example"));
        for (Bytes wrong : List.of(older, stranger.crl())) {
            dead.faults().add(Fault.at(FaultPlace.CRL, Misbehaviour.body(wrong)).always());
            assertOnlyTheDeadOneFailed(client.trust().refresh(source), ErrorCode.CRL_REJECTED);
            assertEquals(DeviceVerdict.REVOKED, verdict(theirs.chain()));
            dead.faults().clear();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 20", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0"})
    @DisplayName(
            "that hangs ends after the thirty seconds of one download, or the time of all, without waiting for them here")
    void hangs(String beginning) throws Exception {
        for (Duration all : List.of(Duration.ofMinutes(2), Duration.ofSeconds(7))) {
            try (HungServer hung = new HungServer(beginning);
                    E2eiClient other = home.clientBuilder().elapsedTime(elapsed).open()) {
                other.inTransaction(tx -> {
                    tx.e2eiRegisterTrustAnchor(home.trustAnchorPem());
                    tx.e2eiRegisterIntermediateCa(dead.intermediatePem());
                    tx.e2eiRegisterCrl(dead.crlUrl(), dead.crl());
                });
                dead.faults()
                        .add(Fault.at(FaultPlace.CRL, Misbehaviour.redirect(307, hung.address()))
                                .always());
                var refreshing =
                        CompletableFuture.supplyAsync(() -> other.trust().refresh(source.withDeadline(all)));
                assertTrue(hung.asked.await(30, TimeUnit.SECONDS));
                elapsed.advance(all.toSeconds() < 30 ? all : Duration.ofSeconds(30));
                TrustRefresh refreshed = refreshing.get(30, TimeUnit.SECONDS);
                assertEquals(ErrorCode.TRANSPORT_TIMEOUT, code(at(refreshed, dead.crlUrl())));
                assertEquals(1, refreshed.failures().size());
                dead.faults().clear();
            }
        }
    }

    @Test
    @DisplayName("that hangs ends when the client is closed, and its threads with it")
    void closed() throws Exception {
        try (HungServer hung = new HungServer("HTTP/1.1 ")) {
            dead.faults()
                    .add(Fault.at(FaultPlace.CRL, Misbehaviour.redirect(307, hung.address()))
                            .always());
            var refreshing = CompletableFuture.supplyAsync(() -> client.trust().refresh(source));
            assertTrue(hung.asked.await(30, TimeUnit.SECONDS));
            client.close();
            ExecutionException failed =
                    assertThrows(ExecutionException.class, () -> refreshing.get(30, TimeUnit.SECONDS));
            assertInstanceOf(IllegalStateException.class, failed.getCause());
            for (int i = 0; i < 1000 && threadsLeft(); i++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertFalse(threadsLeft());
        }
    }

    private static boolean threadsLeft() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("e2ei-trust"));
    }

    @Test
    @DisplayName("asks no host that the rule does not allow, and goes on with the others")
    void rule() {
        int port = dead.crlUrl().getPort();
        DownloadRule rule = address -> address.getPort() != port;
        assertOnlyTheDeadOneFailed(
                client.trust().refresh(source.withDownloads(rule)), ErrorCode.TRANSPORT_ADDRESS_REFUSED);
        assertEquals(0, dead.faults().requests(FaultPlace.CRL));
        assertOnlyTheDeadOneFailed(
                client.trust().refresh(source.withDownloads(address -> {
                    if (address.getPort() == port) {
                        throw new IllegalStateException("planted");
                    }
                    return true;
                })),
                ErrorCode.PROVIDER_FAILED);
        TrustRefresh nobody = client.trust().refresh(source.withDownloads(DownloadRule.hosts(Set.of())));
        assertEquals(4, nobody.failures().size());
        nobody.failures().forEach(outcome -> assertEquals(ErrorCode.TRANSPORT_ADDRESS_REFUSED, code(outcome)));
        assertEquals(
                1,
                client.trust().refresh(source.withPrivateAddressesAllowed(false)).outcomes().stream()
                        .filter(outcome -> outcome.address().equals(dead.crlUrl()))
                        .filter(outcome -> code(outcome) == ErrorCode.TRANSPORT_ADDRESS_REFUSED)
                        .count());
    }

    @Test
    @DisplayName("asks for a list only if it has changed, where the server gives it a tag")
    void conditions() {
        Bytes before = dead.crl();
        dead.faults()
                .add(Fault.at(FaultPlace.CRL, Misbehaviour.header("ETag", "\"1\""))
                        .always());
        assertEquals(1, at(client.trust().refresh(source), dead.crlUrl()).registered());
        dead.faults().clear();
        dead.faults().add(Fault.at(FaultPlace.CRL, Misbehaviour.status(304)).always());
        TrustOutcome unchanged = at(client.trust().refresh(source), dead.crlUrl());
        assertTrue(unchanged.unchanged());
        assertEquals(before, dead.crl());
        dead.faults().clear();
        assertEquals(1, at(client.trust().refresh(source), dead.crlUrl()).registered());
        dead.faults().add(Fault.at(FaultPlace.CRL, Misbehaviour.status(304)).always());
        assertTrue(
                at(client.trust().refresh(source), dead.crlUrl()).unchanged(),
                "the list in force is still the one that the tag came with");
        try (E2eiClient other = home.openClient()) {
            other.inTransaction(tx -> {
                tx.e2eiRegisterIntermediateCa(dead.intermediatePem());
                tx.e2eiRegisterCrl(dead.crlUrl(), before);
            });
            assertEquals(
                    ErrorCode.TRUST_SOURCE_REFUSED,
                    code(at(other.trust().refresh(source), dead.crlUrl())),
                    "another client has no tag");
        }
    }
}
