package dev.e2ei.acme.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.fixture.Answers;
import dev.e2ei.acme.fixture.ScriptedCa;
import dev.e2ei.acme.jose.CompactJwt;
import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.OidcAuthenticator;
import dev.e2ei.api.enrollment.WireBackend;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.api.error.BackendRefusedException;
import dev.e2ei.api.error.CertificateRejectedException;
import dev.e2ei.api.error.ChallengeFailedException;
import dev.e2ei.api.error.TrustNotConfiguredException;
import dev.e2ei.api.error.UserActionRequiredException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.spi.acme.TransportRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("acquire")
class AcquireTest {
    @ParameterizedTest(name = "with suite {0}")
    @ValueSource(ints = {1, 2, 3, 5, 7})
    @DisplayName("reaches the certificate without a pause, a nonce used for each request")
    void reachesTheCertificate(int id) {
        var world = new World(Ciphersuite.ofId(id).orElseThrow());
        assertEquals(1, world.acquire().chain().certificates().size());
        assertEquals(List.of(), world.time.pauses());
        assertEquals(1, world.ca.requests("new-nonce").size());
        assertEquals(
                List.of(
                        "GET directory",
                        "HEAD new-nonce",
                        "POST new-account",
                        "POST new-order",
                        "POST authz/A1",
                        "POST authz/A2",
                        "POST challenge/A1/C1",
                        "POST challenge/A2/C2",
                        "POST order/ORD1",
                        "POST order/ORD1/finalize",
                        "POST certificate/CRT1"),
                world.ca.requests().stream()
                        .map(request -> request.method() + " "
                                + request.uri().toString().substring(ScriptedCa.BASE.length()))
                        .toList());
    }

    @Test
    @DisplayName("tells the listener of each step that begins and is done, in order")
    void tellsTheListener() {
        var world = new World();
        world.acquire();
        List<String> expected = Arrays.stream(EnrollmentStep.values())
                .filter(step -> step != EnrollmentStep.REVOCATION)
                .flatMap(step -> List.of("began " + step, "done " + step).stream())
                .toList();
        assertEquals(expected, world.alice.diary());
    }

    @Test
    @DisplayName("gives the same certificate when it is called again, and asks nobody")
    void isIdempotent() {
        var world = new World();
        var first = world.acquire();
        int requests = world.ca.requests().size();
        assertEquals(first, world.acquire());
        assertEquals(requests, world.ca.requests().size());
    }

    @Test
    @DisplayName("sends nothing at all without a trust anchor")
    void needsTrustFirst() {
        var world = new World();
        world.engine.withoutAnchors();
        world.acquireFailsWith(TrustNotConfiguredException.class);
        assertEquals(List.of(), world.ca.requests());
    }

    @Test
    @DisplayName("needs the directory's address, and says so")
    void needsAnAddress() {
        var world = new World(EnrollmentRequest.builder()
                .clientId("0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:4959bc6ab12f2846@wire.example")
                .displayName("Alice Example")
                .handle("alice_wire")
                .expiry(Duration.ofDays(90))
                .ciphersuite(World.SUITE)
                .build());
        assertTrue(
                world.acquireFailsWith(IllegalStateException.class).getMessage().contains("acmeDirectory"));
    }

    @Test
    @DisplayName("asks for both identifiers, and for a validity as long as wanted that began an hour ago")
    void asksForTheRightOrder() {
        var world = new World();
        world.acquire();
        JsonObject payload = ScriptedCa.payload(world.ca.requests("new-order").get(0));
        assertEquals(
                List.of("identifiers", "notBefore", "notAfter"),
                List.copyOf(payload.members().keySet()));
        assertEquals("2026-11-23T11:00:00Z", payload.text("notBefore"));
        assertEquals("2027-02-21T11:00:00Z", payload.text("notAfter"));
        List<JsonObject> identifiers = payload.array("identifiers").objects("identifiers");
        assertEquals("wireapp-device", identifiers.get(0).text("type"));
        assertEquals(
                "{\"client-id\":\"wireapp://Dx4tPEtaSXiHlqW0w9Lh8A!4959bc6ab12f2846@wire.example\","
                        + "\"handle\":\"wireapp://%40alice_wire@wire.example\",\"name\":\"Alice Example\","
                        + "\"domain\":\"wire.example\"}",
                identifiers.get(0).text("value"));
        assertEquals("wireapp-user", identifiers.get(1).text("type"));
        assertEquals(
                "{\"handle\":\"wireapp://%40alice_wire@wire.example\",\"name\":\"Alice Example\","
                        + "\"domain\":\"wire.example\"}",
                identifiers.get(1).text("value"));
    }

    @Test
    @DisplayName("identifies the account by its key once, and by its address from then on")
    void identifiesTheAccount() {
        var world = new World();
        world.acquire();
        List<TransportRequest> posts = world.ca.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .toList();
        for (TransportRequest post : posts) {
            JsonObject header = ScriptedCa.protectedHeader(post);
            boolean first = post == posts.get(0);
            assertEquals(
                    first ? List.of("alg", "typ", "jwk", "nonce", "url") : List.of("alg", "kid", "typ", "nonce", "url"),
                    List.copyOf(header.members().keySet()));
            assertEquals(post.uri().toString(), header.text("url"));
            assertEquals("application/jose+json", post.headers().get("Content-Type"));
            assertEquals(Duration.ofSeconds(30), post.deadline());
            assertEquals(Json.MAX_OCTETS, post.maxBody());
        }
    }

    @Test
    @DisplayName("asks the identity provider for keyauth with the SHA-256 thumbprint, and for the challenge's address")
    void asksTheIdentityProvider() {
        var world = new World(Ciphersuite.MLS_256_DHKEMP521_AES256GCM_SHA512_P521);
        world.acquire();
        var login = world.alice.logins().get(0);
        String keyauth = ScriptedCa.OIDC_TOKEN + "." + world.keys.accountThumbprint();
        assertEquals(URI.create("https://idp.example/realm"), login.issuer());
        assertEquals(Optional.of("wireapp"), login.oauthClientId());
        assertEquals(keyauth, login.keyauth());
        assertEquals(ScriptedCa.url("challenge/A2/C2"), login.acmeAud());
        assertEquals(
                "{\"id_token\":{\"keyauth\":{\"essential\":true,\"value\":\"" + keyauth
                        + "\"},\"acme_aud\":{\"essential\":true,\"value\":\"" + ScriptedCa.BASE
                        + "challenge/A2/C2\"}}}",
                login.claims());
    }

    @Test
    @DisplayName("saves itself before the login, with the device's challenge done")
    void savesItselfBeforeTheLogin() {
        var world = new World();
        world.acquire();
        assertEquals(1, world.engine.checkpoints().size());
        byte[] saved = world.engine.checkpoints().get(0);
        String text = new String(saved, 1, saved.length - 1, StandardCharsets.UTF_8);
        assertTrue(text.contains("\"at\":\"Authorizing\""));
    }

    @Test
    @DisplayName("goes on at the login when the user did not log in at first")
    void goesOnAtTheLogin() {
        var world = new World();
        var hooks = EnrollmentHooks.of(
                (OidcAuthenticator) request -> {
                    throw new UserActionRequiredException(
                            UserActionRequiredException.Reason.LOGIN_ABANDONED, "log in again");
                },
                world.alice);
        assertTrue(assertThrows(UserActionRequiredException.class, () -> world.session.acquire(hooks))
                .retryable());
        world.acquire();
        assertEquals(1, world.ca.requests("challenge/A1/C1").size());
        assertEquals(1, world.alice.proofs().size());
    }

    @Test
    @DisplayName("does without the login when the challenge is valid already")
    void acceptsValidAuthorizations() {
        var world = new World();
        world.ca.changes("new-order", 1, answer -> {
            world.ca.bothChallengesValid();
            return answer;
        });
        world.acquire();
        assertEquals(List.of(), world.alice.logins());
        assertEquals(List.of(), world.alice.proofs());
    }

    @Test
    @DisplayName("fetches another backend nonce when the first has become stale, once")
    void renewsTheBackendNonce() {
        var world = new World();
        var refusals = new int[] {1};
        WireBackend stale = new WireBackend() {
            @Override
            public String nonce(ClientId client) {
                return "nonce" + refusals[0];
            }

            @Override
            public String accessToken(ClientId client, String dpopProof) {
                String nonce = CompactJwt.parse(dpopProof).claims().text("nonce");
                if (refusals[0]-- > 0) {
                    throw new BackendRefusedException(EnrollmentStep.ACCESS_TOKEN, 400, "client-token-bad-nonce");
                }
                assertEquals("nonce0", nonce);
                return world.alice.accessToken(client, dpopProof);
            }
        };
        world.session.acquire(EnrollmentHooks.of(world.alice, stale));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"chal", "cnf", "client_id", "aud", "exp", "not a token"})
    @DisplayName("does not spend the challenge on an access token that does not fit")
    void inspectsTheAccessToken(String fault) {
        var world = new World();
        WireBackend wrong = new WireBackend() {
            @Override
            public String nonce(ClientId client) {
                return "nonce";
            }

            @Override
            public String accessToken(ClientId client, String dpopProof) {
                JsonObject good = world.alice
                        .accessTokenClaims(client, CompactJwt.parse(dpopProof).claims())
                        .build();
                JsonObject.Builder claims = JsonObject.builder();
                good.members().forEach((name, value) -> {
                    if (!name.equals(fault)) {
                        claims.put(name, value);
                    }
                });
                switch (fault) {
                    case "cnf" ->
                        claims.put(
                                "cnf",
                                JsonObject.builder().put("kid", "another").build());
                    case "exp" -> claims.put("exp", world.time.instant().getEpochSecond() - 61);
                    case "not a token" -> {
                        return "not a token";
                    }
                    default -> claims.put(fault, "https://another.example");
                }
                return world.alice.token(claims.build());
            }
        };
        var refused = assertThrows(
                AcmeProtocolException.class, () -> world.session.acquire(EnrollmentHooks.of(world.alice, wrong)));
        assertEquals(Optional.of(EnrollmentStep.ACCESS_TOKEN), refused.step());
        assertEquals(List.of(), world.ca.requests("challenge/A1/C1"));
        world.acquire();
    }

    @Test
    @DisplayName("refuses a backend nonce that a header cannot have been")
    void inspectsTheBackendNonce() {
        var world = new World();
        WireBackend wrong = new WireBackend() {
            @Override
            public String nonce(ClientId client) {
                return "two words";
            }

            @Override
            public String accessToken(ClientId client, String dpopProof) {
                throw new AssertionError("without a nonce");
            }
        };
        assertThrows(AcmeProtocolException.class, () -> world.session.acquire(EnrollmentHooks.of(world.alice, wrong)));
    }

    @Test
    @DisplayName("hands out nothing when the chain is not the one that was asked for, and can download again")
    void handsOutCheckedChainsOnly() {
        var world = new World();
        world.ca.changes("certificate/CRT1", 1, Answers.body(chain -> "another chain"));
        world.acquireFailsWith(CertificateRejectedException.class);
        world.acquire();
        assertEquals(2, world.ca.requests("certificate/CRT1").size());
        assertEquals(1, world.ca.requests("finalize").size());
    }

    @Test
    @DisplayName("says that the order has expired instead of asking for it")
    void noticesThatTheOrderExpired() {
        var world = new World();
        world.ca.answers("order/ORD1", 1, request -> Answers.problem(401, "unauthorized"));
        assertThrows(Exception.class, world::acquire);
        int requests = world.ca.requests().size();
        world.time.pass(Duration.ofHours(25));
        assertTrue(world.acquireFailsWith(ChallengeFailedException.class)
                .getMessage()
                .contains("expired"));
        assertEquals(requests, world.ca.requests().size());
    }

    @Test
    @DisplayName("keeps names, tokens and key authorizations out of its own values' texts")
    void showsNothing() {
        var world = new World();
        world.acquire();
        String shown = world.alice.logins() + " " + world.ca.requests() + " " + new AwaitingDirectory();
        assertFalse(shown.contains(ScriptedCa.OIDC_TOKEN) || shown.contains("Alice"));
    }
}
