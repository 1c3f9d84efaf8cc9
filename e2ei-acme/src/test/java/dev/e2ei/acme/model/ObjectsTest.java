package dev.e2ei.acme.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.fixture.FakeEngine;
import dev.e2ei.acme.fixture.ScriptedCa;
import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonArray;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.error.AcmeProblem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("ACME's objects with Wire's rules")
class ObjectsTest {
    private static final Origin ORIGIN = new Origin("ca.example", 443);
    private static final WireIdentifiers ALICE =
            WireIdentifiers.of(FakeEngine.alice(Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519)
                    .build());
    private static final String IDENTIFIERS = new String(Json.write(ALICE.write()), StandardCharsets.UTF_8);
    private static final String ORDER = "{\"status\":\"pending\",\"expires\":\"2026-11-24T12:00:00Z\",\"identifiers\":"
            + IDENTIFIERS
            + ",\"notBefore\":\"2026-11-23T11:00:00Z\",\"notAfter\":\"2027-02-21T11:00:00Z\",\"authorizations\":"
            + "[\"https://ca.example/authz/1\",\"https://ca.example/authz/2\"],"
            + "\"finalize\":\"https://ca.example/finalize\"}";
    private static final String CHALLENGE = "{\"type\":\"wire-dpop-01\",\"status\":\"pending\","
            + "\"token\":\"zpYjNHTpxscMJYHUalAi5s0khvYN1eCY\",\"url\":\"https://ca.example/challenge/1\","
            + "\"target\":\"https://wire.example/clients/1/access-token\"}";
    private static final String AUTHORIZATION = "{\"identifier\":"
            + new String(Json.write(ALICE.write().elements().get(0)), StandardCharsets.UTF_8)
            + ",\"status\":\"pending\",\"expires\":\"2026-11-24T12:00:00Z\",\"challenges\":[" + CHALLENGE + "]}";

    private static JsonObject json(String text) {
        return Json.parseObject(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Order order(String text) {
        return Order.parse(json(text), ALICE, ORIGIN);
    }

    private static Authorization authorization(String text) {
        return Authorization.parse(json(text), ALICE, ORIGIN);
    }

    private static Challenge challenge(String text) {
        return Challenge.parse(json(text), ChallengeType.WIRE_DPOP_01, ORIGIN);
    }

    @Test
    @DisplayName("a directory has four addresses of one origin, that of the address asked where it is known")
    void directory() {
        JsonObject good = ScriptedCa.directory();
        Directory directory = Directory.parse(good, Optional.of(ScriptedCa.url("directory")));
        assertEquals(ScriptedCa.url("revoke-cert"), directory.revokeCert());
        assertEquals(ORIGIN, directory.origin());
        assertEquals(directory, Directory.parse(good, Optional.empty()));
        assertThrows(
                JsonException.class,
                () -> Directory.parse(good, Optional.of(URI.create("https://other.example/directory"))));
        String text = new String(Json.write(good), StandardCharsets.UTF_8);
        for (String member : List.of("newNonce", "newAccount", "newOrder", "revokeCert")) {
            var missing = assertThrows(
                    JsonException.class,
                    () -> Directory.parse(json(text.replace(member, "x" + member)), Optional.empty()));
            assertTrue(missing.getMessage().contains(member));
        }
        Directory.parse(json(text.replace("keyChange", "other")), Optional.empty());
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "https://ca.example/a|true",
                "https://ca.example:443/a|true",
                "HTTPS://CA.EXAMPLE/a|true",
                "https://ca.example/a?q=1|true",
                "https://ca.example|true",
                "https://ca.example:8443/a|false",
                "https://ca.example.evil/a|false",
                "https://ca.example@evil.example/a|false",
                "https://u:p@ca.example/a|false",
                "https://ca.example/a#f|false",
                "http://ca.example/a|false",
                "file:///etc/passwd|false",
                "https:ca.example|false",
                "//ca.example/a|false",
                "/a|false",
                "''|false",
                "https:///a|false",
                "https://ca.example/ a|false",
                "https://ca.example/%zz|false",
                "https://ca_example/a|false",
                "jar:https://ca.example/a!/|false"
            })
    @DisplayName("an address is https at the directory's host and port, without user and fragment")
    void addresses(String text, boolean good) {
        if (good) {
            ORIGIN.url("it", text);
        } else {
            assertThrows(JsonException.class, () -> ORIGIN.url("it", text));
        }
    }

    @Test
    @DisplayName("an address has 2048 characters at most")
    void longAddresses() {
        String longest = "https://ca.example/" + "a".repeat(2048 - "https://ca.example/".length());
        ORIGIN.url("it", longest);
        assertThrows(JsonException.class, () -> ORIGIN.url("it", longest + "a"));
        assertThrows(JsonException.class, () -> ORIGIN.require("it", URI.create(longest + "a")));
    }

    @ParameterizedTest(name = "orders: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "https://ca.example/account/1/orders|https://ca.example/account/1",
                "https://ca.example/account/1/orders/|",
                "https://ca.example/account/1/order|",
                "https://ca.example/orders|",
                "https://ca.example/account/1/orders?cursor=1|",
                "https://evil.example/account/1/orders|",
                "orders|"
            })
    @DisplayName("an account's address is its header Location, or that of its list of orders less the last segment")
    void accounts(String orders, String url) {
        JsonObject account = json("{\"status\":\"valid\",\"orders\":\"" + orders + "\"}");
        URI location = URI.create("https://ca.example/account/2");
        assertEquals(
                location, Account.parse(account, Optional.of(location), ORIGIN).url());
        if (url == null) {
            assertThrows(JsonException.class, () -> Account.parse(account, Optional.empty(), ORIGIN));
        } else {
            assertEquals(
                    URI.create(url),
                    Account.parse(account, Optional.empty(), ORIGIN).url());
        }
    }

    @Test
    @DisplayName("an order is read with its addresses and its dates")
    void goodOrder() {
        Order order = order(ORDER);
        assertEquals(OrderStatus.PENDING, order.status());
        assertEquals(Optional.of(Instant.parse("2026-11-24T12:00:00Z")), order.expires());
        assertEquals(2, order.authorizations().size());
        assertEquals(URI.create("https://ca.example/finalize"), order.finalizeUrl());
        assertEquals(
                Optional.of(URI.create("https://ca.example/c")),
                order(ORDER.replace("\"pending\"", "\"valid\",\"certificate\":\"https://ca.example/c\""))
                        .certificate());
        order(ORDER.replace("2026-11-24T12:00:00Z", "2026-11-24T13:00:00.123456789+01:00"));
        order(ORDER.replace("\"expires\":\"2026-11-24T12:00:00Z\",", "").replace("pending", "ready"));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"pending\"|\"weird\"",
                "\"pending\"|\"PENDING\"",
                "\"pending\"|1",
                "\"pending\"|\"valid\"",
                "\"expires\"|\"x\"",
                "2026-11-24T12:00:00Z|tomorrow",
                "2026-11-24T12:00:00Z|2026-11-24",
                "2026-11-24T12:00:00Z|2026-13-24T12:00:00Z",
                "2026-11-24T12:00:00Z|99999999999-11-24T12:00:00Z",
                "2027-02-21T11:00:00Z|2025-02-21T11:00:00Z",
                "https://ca.example/authz/2|https://ca.example/authz/1",
                "\"https://ca.example/authz/2\"|\"https://ca.example/authz/2\",\"https://ca.example/authz/3\"",
                ",\"https://ca.example/authz/2\"|''",
                "https://ca.example/authz/2|https://evil.example/authz/2",
                "\"https://ca.example/authz/2\"|2",
                "\"finalize\"|\"finalise\"",
                "wireapp-user|wireapp-device",
                "wireapp-user|dns",
                "alice_wire|bob_wire",
                "Alice Example|Alice example",
                "4959bc6ab12f2846|4959bc6ab12f2847",
                "\"identifiers\"|\"identifier\"",
                "wireapp://%40alice_wire@wire.example|alice_wire",
                "wireapp://Dx4|wireapp://Ex4"
            })
    @DisplayName("an order that breaks a rule is refused, without its content in the message")
    void badOrders(String text, String replacement) {
        assertTrue(ORDER.contains(text), text);
        var refused = assertThrows(JsonException.class, () -> order(ORDER.replace(text, replacement)));
        assertFalse(
                refused.getMessage().contains("alice") || refused.getMessage().contains("Alice"));
        assertFalse(refused.getMessage().contains("evil.example/"));
    }

    @Test
    @DisplayName("an order's identifiers may come in the other order, and in other spellings of the same names")
    void spellings() {
        var pair = ALICE.write().elements();
        String swapped =
                new String(Json.write(new JsonArray(List.of(pair.get(1), pair.get(0)))), StandardCharsets.UTF_8);
        order(ORDER.replace(IDENTIFIERS, swapped));
        order(ORDER.replace("!4959bc6ab12f2846", "%214959BC6AB12F2846"));
        order(ORDER.replace(
                "\\\"domain\\\":\\\"wire.example\\\"", "\\\"more\\\":1,\\\"domain\\\":\\\"WIRE.example\\\""));
    }

    @Test
    @DisplayName("an authorization has one challenge, of the type that goes with its identifier")
    void authorizations() {
        Authorization good = authorization(AUTHORIZATION);
        assertEquals(AuthorizationStatus.PENDING, good.status());
        assertEquals(ChallengeType.WIRE_DPOP_01, good.challenge().type());
        assertTrue(good.identifier().contains("wireapp-device"));
        assertFalse(good.toString().contains("lice") || good.toString().contains("zpYj"));
        authorization(AUTHORIZATION.replace("\"expires\":\"2026-11-24T12:00:00Z\",", ""));

        for (String[] change : new String[][] {
            {"wire-dpop-01", "wire-oidc-01"},
            {"wireapp-device", "wireapp-user"},
            {"\"challenges\":[" + CHALLENGE + "]", "\"challenges\":[]"},
            {CHALLENGE, CHALLENGE + "," + CHALLENGE},
            {CHALLENGE, "1"},
            {"\"status\":\"pending\",\"expires\"", "\"status\":\"processing\",\"expires\""},
            {"2026-11-24T12:00:00Z", "never"},
            {"alice_wire", "bob_wire"}
        }) {
            assertTrue(AUTHORIZATION.contains(change[0]), change[0]);
            assertThrows(
                    JsonException.class, () -> authorization(AUTHORIZATION.replace(change[0], change[1])), change[0]);
        }
        assertTrue(assertThrows(
                        JsonException.class, () -> authorization(AUTHORIZATION.replace("[" + CHALLENGE + "]", "[]")))
                .getMessage()
                .contains("enable wire-dpop-01"));
    }

    @ParameterizedTest(name = "{0} characters: {1}")
    @CsvSource({"0,false", "1,false", "21,false", "22,true", "32,true", "1024,true", "1025,false"})
    @DisplayName("a challenge's token has at least 128 bits")
    void tokenLength(int length, boolean good) {
        String text = CHALLENGE.replace("zpYjNHTpxscMJYHUalAi5s0khvYN1eCY", "a".repeat(length));
        if (good) {
            assertEquals(length, challenge(text).token().length());
        } else {
            assertThrows(JsonException.class, () -> challenge(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "+", "/", ".", " ", "ü", "\\n"})
    @DisplayName("a challenge's token is in the alphabet of base64url")
    void tokenAlphabet(String character) {
        assertThrows(JsonException.class, () -> challenge(CHALLENGE.replace("zpYj", "zpY" + character)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "https://wire.example/x,true",
        "https://wire.example/x?client_id=a%20b,true",
        "http://localhost:8080/realms/master,true",
        "http://127.0.0.1/x,true",
        "http://[::1]:1/x,true",
        "http://wire.example/x,false",
        "http://localhost.evil.example/x,false",
        "ftp://wire.example/x,false",
        "wire.example/x,false",
        "https:///x,false",
        "mailto:alice@wire.example,false",
        "https://wire.example/ x,false"
    })
    @DisplayName("a challenge's target is https, or http on this machine, and kept verbatim")
    void targets(String target, boolean good) {
        String text = CHALLENGE.replace("https://wire.example/clients/1/access-token", target);
        if (good) {
            assertEquals(target, challenge(text).target());
        } else {
            assertThrows(JsonException.class, () -> challenge(text));
        }
    }

    @Test
    @DisplayName("a challenge's status may be missing, and is then pending; target, token and url may not")
    void challengeMembers() {
        assertEquals(
                ChallengeStatus.PENDING,
                challenge(CHALLENGE.replace("\"status\":\"pending\",", "")).status());
        for (String member : List.of("type", "token", "url", "target")) {
            assertThrows(
                    JsonException.class,
                    () -> challenge(CHALLENGE.replace("\"" + member + "\":", "\"other\":")),
                    member);
        }
        assertFalse(challenge(CHALLENGE).toString().contains("zpYj"));
    }

    @Test
    @DisplayName("a problem is read however badly it is told, with limits")
    void problems() {
        AcmeProblem problem = Problem.parse(json("{\"type\":\"urn:ietf:params:acme:error:compound\",\"detail\":\"d\","
                + "\"status\":400,\"subproblems\":[{\"type\":\"urn:ietf:params:acme:error:malformed\","
                + "\"subproblems\":[{\"type\":\"x\"}]},1]}"));
        assertEquals("compound", problem.shortType());
        assertEquals(Optional.of(400), problem.status());
        assertEquals(1, problem.subproblems().size());
        assertEquals(List.of(), problem.subproblems().get(0).subproblems());

        assertEquals(Problem.blank(), Problem.parse(json("{}")));
        assertEquals(
                Problem.blank(),
                Problem.parse(json("{\"type\":1,\"detail\":[],\"status\":\"400\",\"subproblems\":{}}")));
        assertEquals(
                "about:blank",
                Problem.parse(json("{\"type\":\"a text with blanks\"}")).type());
        assertEquals(
                "about:blank",
                Problem.parse(json("{\"type\":\"" + "t".repeat(257) + "\"}")).type());
        assertEquals(
                Optional.empty(),
                Problem.parse(json("{\"status\":1e999999999}")).status());
        assertEquals(
                4096,
                Problem.parse(json("{\"detail\":\"" + "d".repeat(9999) + "\"}"))
                        .detail()
                        .orElseThrow()
                        .length());
        assertEquals(
                16,
                Problem.parse(json("{\"subproblems\":[" + "{},".repeat(99) + "{}]}"))
                        .subproblems()
                        .size());
        assertTrue(Problem.isProblem(json("{\"type\":\"urn:ietf:params:acme:error:x\"}")));
        assertFalse(Problem.isProblem(json(CHALLENGE)));
        assertFalse(Problem.isProblem(json("{\"type\":1}")));
    }

    @Test
    @DisplayName("a nonce is base64url of 1 to 8 KiB, and comes once")
    void nonces() {
        assertEquals(Optional.of("aB-_9"), ReplayNonce.of(List.of("aB-_9")));
        assertEquals(Optional.empty(), ReplayNonce.of(List.of()));
        assertEquals(Optional.empty(), ReplayNonce.of(List.of("a", "a")));
        assertTrue(ReplayNonce.isValid("n".repeat(8192)));
        for (String wrong : List.of("", "a b", "a=", "a+", "n".repeat(8193))) {
            assertFalse(ReplayNonce.isValid(wrong), wrong);
        }
    }

    @Test
    @DisplayName("texts with quotes, backslashes and letters of any script go into identifiers and come back")
    void anyName() {
        var identifiers =
                WireIdentifiers.of(FakeEngine.alice(Ciphersuite.ofId(2).orElseThrow())
                        .displayName("Ω \"Al\\ice\" 李 {}")
                        .build());
        String text = ORDER.replace(IDENTIFIERS, new String(Json.write(identifiers.write()), StandardCharsets.UTF_8));
        Order.parse(json(text), identifiers, ORIGIN);
        assertThrows(JsonException.class, () -> Order.parse(json(text), ALICE, ORIGIN));
        assertFalse(identifiers.toString().contains("ice"));
    }
}
