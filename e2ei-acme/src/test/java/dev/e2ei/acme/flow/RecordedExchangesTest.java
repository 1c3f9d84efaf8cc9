package dev.e2ei.acme.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.e2ei.acme.fixture.Crypto;
import dev.e2ei.acme.fixture.FakeEngine;
import dev.e2ei.acme.fixture.ManualTime;
import dev.e2ei.acme.fixture.Person;
import dev.e2ei.acme.fixture.RecordedServer;
import dev.e2ei.acme.fixture.SoftwareKeys;
import dev.e2ei.acme.jose.Base64Url;
import dev.e2ei.acme.jose.CompactJwt;
import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonArray;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.json.JsonValue;
import dev.e2ei.acme.model.Challenge;
import dev.e2ei.acme.model.ChallengeType;
import dev.e2ei.acme.model.Origin;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import dev.e2ei.spi.enrollment.PublicJwk;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The answers that a real step-ca gave to Wire's clients")
class RecordedExchangesTest {
    private static final int MUTATIONS_OF_EACH = 350;

    /** A device that asks for what the recorded one asked for. */
    private static final class Replay {
        final RecordedServer server;
        final Person alice;
        final DefaultAcmeSession session;

        Replay(String file, boolean ownSuite) {
            server = new RecordedServer(file);
            JsonObject recording = server.recording();
            // the server cannot verify signatures, so a quick suite does as well as the recorded one
            var suite = ownSuite
                    ? Ciphersuite.ofId((int) recording.integer("suite")).orElseThrow()
                    : World.SUITE;
            var time = new ManualTime(
                    Instant.parse(file.startsWith("cc10") ? "2026-11-23T23:41:40Z" : "2026-11-23T23:06:45Z"));
            var keys = new SoftwareKeys(suite);
            alice = new Person(time, keys);
            var engine = new FakeEngine(
                    EnrollmentRequest.builder()
                            .clientId(recording.text("clientId"))
                            .displayName(recording.optionalText("displayName").orElse("Alice Smith"))
                            .handle(recording.optionalText("handle").orElse("alice_wire"))
                            .expiry(Duration.ofDays(90))
                            .ciphersuite(suite)
                            .acmeDirectory(URI.create(server.directory()))
                            .build(),
                    keys,
                    time,
                    server);
            engine.takesAnyChain();
            session = DefaultAcmeSession.begin(engine);
        }

        /** The recorded challenge with a token. */
        Challenge challenge(String token) {
            for (JsonObject exchange : server.recording().array("exchanges").objects("exchanges")) {
                if (exchange.member("body").orElse(null) instanceof JsonObject body
                        && body.optionalText("token").filter(token::equals).isPresent()) {
                    Origin origin = Origin.of("directory", URI.create(server.directory()));
                    return Challenge.parse(body, ChallengeType.WIRE_DPOP_01, origin);
                }
            }
            throw new AssertionError("no such challenge");
        }

        void acquire() {
            session.acquire(alice.hooks());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"suite1", "suite2", "suite3", "cc10-suite1", "cc10-suite2", "cc10-suite5", "cc10-suite7"})
    @DisplayName("lead our enrollment to its certificate, by requests of the same shape")
    void leadToTheCertificate(String file) {
        var replay = new Replay(file, true);
        replay.acquire();
        int compared = 0;
        for (TransportRequest request : replay.server.requests()) {
            var recorded = replay.server.recordedRequest(request.uri().toString());
            if (request.method().equals("POST") && recorded.isPresent()) {
                JsonObject ours = Json.parseObject(request.body().toByteArray());
                assertEquals(recorded.get().members().keySet(), ours.members().keySet());
                assertSameShape(part(recorded.get(), "protected"), part(ours, "protected"));
                assertEquals(
                        recorded.get().text("payload").isEmpty(),
                        ours.text("payload").isEmpty());
                if (!ours.text("payload").isEmpty()) {
                    assertSameShape(part(recorded.get(), "payload"), part(ours, "payload"));
                }
                assertEquals(
                        part(recorded.get(), "protected").text("url"),
                        part(ours, "protected").text("url"));
                compared++;
            }
        }
        assertTrue(compared >= 8, "compared " + compared);
        assertEquals(1, replay.alice.proofs().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"suite1", "suite2", "suite3"})
    @DisplayName("came with access tokens that pass our look into them, and with proofs of the shape of ours")
    void recordedTokens(String file) {
        var replay = new Replay(file, true);
        replay.acquire();
        JsonObject exchange = replay.server.recording().array("exchanges").objects("exchanges").stream()
                .filter(candidate -> candidate.optionalText("url").orElse("").endsWith("/access-token"))
                .findFirst()
                .orElseThrow();
        String token = Json.parseObject(exchange.text("body").getBytes(StandardCharsets.UTF_8))
                .text("token");
        CompactJwt recorded = CompactJwt.parse(exchange.object("headers").text("DPoP"));
        CompactJwt ours = CompactJwt.parse(replay.alice.proofs().get(0));
        assertSameShape(recorded.header(), ours.header());
        assertSameShape(recorded.claims(), ours.claims());
        for (String claim : List.of("sub", "aud", "htm", "htu", "chal", "handle", "team", "name")) {
            assertEquals(
                    recorded.claims().members().get(claim),
                    ours.claims().members().get(claim),
                    claim);
        }

        JsonObject jwk = recorded.header().object("jwk");
        String thumbprint = Crypto.thumbprint(
                new PublicJwk(jwk.text("kty"), jwk.text("crv"), jwk.text("x"), jwk.optionalText("y")));
        ClientId client = ClientId.parse(replay.server.recording().text("clientId"));
        Challenge challenge = replay.challenge(recorded.claims().text("chal"));
        Instant then = Instant.parse("2026-11-23T23:06:40Z");
        AccessTokenInspection.require(token, client, challenge, thumbprint, then);
        assertThrows(
                AcmeProtocolException.class,
                () -> AccessTokenInspection.require(
                        token, client, challenge, thumbprint, then.plus(Duration.ofHours(3))));
        assertThrows(
                AcmeProtocolException.class,
                () -> AccessTokenInspection.require(token, client, challenge, "another", then));
    }

    private static JsonObject part(JsonObject jws, String member) {
        return Json.parseObject(Base64Url.decode(jws.text(member)));
    }

    /** The same members in the same order, of the same types, all the way down; the values of constants too. */
    private static void assertSameShape(JsonValue recorded, JsonValue ours) {
        assertEquals(recorded.getClass(), ours.getClass());
        if (recorded instanceof JsonObject object) {
            assertEquals(
                    List.copyOf(object.members().keySet()),
                    List.copyOf(((JsonObject) ours).members().keySet()));
            object.members().forEach((name, value) -> {
                JsonValue own = ((JsonObject) ours).members().get(name);
                assertSameShape(value, own);
                if (Set.of("alg", "kid", "typ", "type", "contact", "value", "crv", "kty")
                        .contains(name)) {
                    assertEquals(value, own, name);
                }
            });
        } else if (recorded instanceof JsonArray array) {
            var own = ((JsonArray) ours).elements();
            assertEquals(array.elements().size(), own.size());
            for (int i = 0; i < own.size(); i++) {
                assertSameShape(array.elements().get(i), own.get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"suite1", "suite3", "cc10-suite1", "suite2", "cc10-suite2", "cc10-suite5", "cc10-suite7"})
    @DisplayName("end, mutated at random, in a certificate or a declared exception, and always quickly")
    void mutatedAnswers(String file) {
        var random = new Random(file.hashCode());
        int refused = 0;
        for (int run = 0; run < MUTATIONS_OF_EACH; run++) {
            var replay = new Replay(file, false);
            List<String> addresses = replay.server.addresses();
            String address = addresses.get(random.nextInt(addresses.size()));
            List<String> mutation = new ArrayList<>();
            replay.server.change(address, answer -> mutated(answer, random, mutation));
            try {
                replay.acquire();
            } catch (E2eiException declared) {
                refused++;
                assertTrue(declared.getMessage() != null);
            } catch (RuntimeException | Error undeclared) {
                fail(file + ", run " + run + ", " + address + ", " + mutation, undeclared);
            }
            assertTrue(replay.server.requests().size() < 200, () -> address + " " + mutation);
        }
        assertTrue(refused > MUTATIONS_OF_EACH / 4, "refused " + refused);
    }

    private static TransportResponse mutated(TransportResponse answer, Random random, List<String> mutation) {
        byte[] body = answer.body().toByteArray();
        if (body.length == 0) {
            return answer;
        }
        int kind = random.nextInt(8);
        int at = random.nextInt(body.length);
        mutation.add(kind + " at " + at);
        byte[] changed = body.clone();
        switch (kind) {
            case 0 -> changed[at] = (byte) random.nextInt(256);
            case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> changed = Arrays.copyOf(body, at);
            case 3 ->
                changed = concat(
                        Arrays.copyOf(body, at),
                        Arrays.copyOfRange(body, Math.min(body.length, at + 1 + random.nextInt(20)), body.length));
            case 4 ->
                changed = concat(
                        Arrays.copyOf(body, at),
                        concat(
                                Arrays.copyOfRange(body, at, Math.min(body.length, at + 30)),
                                Arrays.copyOfRange(body, at, body.length)));
            case 5 -> changed = swapped(body, random);
            case 6 -> changed = text(body).replaceFirst("\"[^\"]*\"", "null").getBytes(StandardCharsets.UTF_8);
            default -> changed = replacedValue(body, random);
        }
        return new TransportResponse(answer.status(), answer.headers(), Bytes.of(changed));
    }

    /** Another value in the place of a string. */
    private static byte[] replacedValue(byte[] body, Random random) {
        String[] parts = text(body).split("\"", -1);
        String[] values = {"", "\u0000", "x".repeat(5000), "https://evil.example/", "-1", "valid", "é", "%", "\\u0000"};
        parts[random.nextInt(parts.length)] = values[random.nextInt(values.length)];
        return String.join("\"", parts).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] swapped(byte[] body, Random random) {
        String[] parts = text(body).split("\"", -1);
        int one = random.nextInt(parts.length);
        int other = random.nextInt(parts.length);
        String kept = parts[one];
        parts[one] = parts[other];
        parts[other] = kept;
        return String.join("\"", parts).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[] head, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }
}
