package dev.e2ei.acme.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.AcmeProtocolProvider;
import dev.e2ei.acme.fixture.Answers;
import dev.e2ei.acme.fixture.ScriptedCa;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.api.error.AcmeServerException;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.crypto.RandomSource;
import dev.e2ei.spi.enrollment.PublicJwk;
import dev.e2ei.spi.enrollment.RevocationContext;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A revocation by the holder")
class RevocationTest {
    private static final byte[] CERTIFICATE = {0x30, 0x00};

    private static RevocationContext context(World world, RevocationReason reason) {
        return new RevocationContext() {
            @Override
            public URI acmeDirectory() {
                return ScriptedCa.url("directory");
            }

            @Override
            public byte[] certificate() {
                return CERTIFICATE.clone();
            }

            @Override
            public RevocationReason reason() {
                return reason;
            }

            @Override
            public PublicJwk certificateJwk() {
                return world.keys.accountJwk();
            }

            @Override
            public byte[] signWithCertificateKey(byte[] signingInput) {
                return world.keys.signWithAccountKey(signingInput);
            }

            @Override
            public InstantSource clock() {
                return world.time;
            }

            @Override
            public ElapsedTime elapsedTime() {
                return world.time;
            }

            @Override
            public RandomSource random() {
                return world.engine.random();
            }

            @Override
            public AcmeTransport transport() {
                return world.ca;
            }
        };
    }

    private static void revoke(World world, RevocationReason reason) {
        new AcmeProtocolProvider().revoke(context(world, reason));
    }

    @ParameterizedTest(name = "with suite {0}")
    @ValueSource(ints = {1, 2, 5, 7})
    @DisplayName("by the certificate's key carries that key, and needs no account")
    void byTheCertificatesKey(int suite) {
        var world = new World(Ciphersuite.ofId(suite).orElseThrow());
        revoke(world, RevocationReason.KEY_COMPROMISE);
        var request = world.ca.requests("revoke-cert").get(0);
        JsonObject header = ScriptedCa.protectedHeader(request);
        assertEquals(
                List.of("alg", "typ", "jwk", "nonce", "url"),
                List.copyOf(header.members().keySet()));
        JsonObject payload = ScriptedCa.payload(request);
        assertEquals("MAA", payload.text("certificate"));
        assertEquals(1, payload.integer("reason"));
        assertTrue(world.ca.requests("new-account").isEmpty());
    }

    @ParameterizedTest
    @EnumSource(RevocationReason.class)
    @DisplayName("by the account's key carries the account's address and the reason, of which none is said by silence")
    void byTheAccountsKey(RevocationReason reason) {
        var world = new World();
        world.acquire();
        world.session.revoke(CERTIFICATE, reason);
        var request = world.ca.requests("revoke-cert").get(0);
        assertEquals(
                ScriptedCa.BASE + "account/ACC1",
                ScriptedCa.protectedHeader(request).text("kid"));
        assertEquals(
                reason == RevocationReason.UNSPECIFIED ? Optional.empty() : Optional.of((long) reason.code()),
                ScriptedCa.payload(request).optionalInteger("reason"));
    }

    @Test
    @DisplayName("needs an account when the enrollment makes it, and says which call makes one")
    void needsAnAccount() {
        var world = new World();
        var refused = assertThrows(
                IllegalStateException.class, () -> world.session.revoke(CERTIFICATE, RevocationReason.UNSPECIFIED));
        assertTrue(refused.getMessage().contains("directoryResponse"));
    }

    @Test
    @DisplayName("is a success when the certificate has been revoked before")
    void alreadyRevoked() {
        var world = new World();
        world.ca.answers("revoke-cert", 1, request -> Answers.problem(400, "alreadyRevoked"));
        revoke(world, RevocationReason.SUPERSEDED);
    }

    @Test
    @DisplayName("is refused with the server's reason, a redirect, or a directory of another origin")
    void refusals() {
        var world = new World();
        world.ca.answers("revoke-cert", 1, request -> Answers.problem(403, "unauthorized"));
        var refused = assertThrows(AcmeServerException.class, () -> revoke(world, RevocationReason.SUPERSEDED));
        assertEquals(Optional.of(EnrollmentStep.REVOCATION), refused.step());

        world.ca.answers("revoke-cert", 1, request -> Answers.empty(302));
        assertThrows(AcmeProtocolException.class, () -> revoke(world, RevocationReason.SUPERSEDED));

        world.ca.changes("directory", 1, Answers.replacing("ca.example/acme/wire/revoke", "evil.example/revoke"));
        assertThrows(AcmeProtocolException.class, () -> revoke(world, RevocationReason.SUPERSEDED));
        assertEquals(2, world.ca.requests("revoke-cert").size());
    }

    @Test
    @DisplayName("renews a refused nonce, and is repeated once when the server failed")
    void repeats() {
        var world = new World();
        world.ca.answers("revoke-cert", 2, request -> Answers.problem(400, "badNonce"));
        world.ca.answers("revoke-cert", 1, request -> Answers.problem(500, "serverInternal"));
        revoke(world, RevocationReason.SUPERSEDED);
        assertEquals(4, world.ca.requests("revoke-cert").size());
    }
}
