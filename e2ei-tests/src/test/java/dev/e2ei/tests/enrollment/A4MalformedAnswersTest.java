package dev.e2ei.tests.enrollment;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A4: answers that are not what they should be")
class A4MalformedAnswersTest extends ScriptedEnrollments {
    private static final List<FaultPlace> JSON_PLACES = List.of(
            FaultPlace.DIRECTORY,
            FaultPlace.NEW_ACCOUNT,
            FaultPlace.NEW_ORDER,
            FaultPlace.AUTHORIZATION,
            FaultPlace.DPOP_CHALLENGE,
            FaultPlace.OIDC_CHALLENGE,
            FaultPlace.ORDER,
            FaultPlace.FINALIZE,
            FaultPlace.ACCESS_TOKEN,
            FaultPlace.DISCOVERY,
            FaultPlace.TOKEN);

    private static final Map<String, Bytes> BODIES = Map.of(
            "nothing", Bytes.EMPTY,
            "HTML", Bytes.ofUtf8("<!doctype html><html><body>Sign in to the network</body></html>"),
            "invalid UTF-8", Bytes.fromHex("7b2261223a22c3287d"),
            "a member twice", Bytes.ofUtf8("{\"status\":\"valid\",\"status\":\"valid\"}"),
            "an array", Bytes.ofUtf8("[]"),
            "a number", Bytes.ofUtf8("42"),
            "half of it", Bytes.ofUtf8("{\"status\":"),
            "a thousand levels", Bytes.ofUtf8("{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}"),
            "two objects", Bytes.ofUtf8("{} {}"),
            "an empty object", Bytes.ofUtf8("{}"));

    static Stream<Script> bodies() {
        return JSON_PLACES.stream()
                .flatMap(place -> BODIES.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(body -> Script.of(
                                body.getKey() + " at " + place,
                                Ending.goesOn(code(place), Places.step(place)),
                                Fault.at(place, Misbehaviour.body(body.getValue()))
                                        .always())));
    }

    private static ErrorCode code(FaultPlace place) {
        return place == FaultPlace.DISCOVERY || place == FaultPlace.TOKEN
                ? ErrorCode.OIDC_PROTOCOL
                : ErrorCode.ACME_PROTOCOL;
    }

    static Stream<Script> types() {
        return Stream.of(
                        FaultPlace.DIRECTORY,
                        FaultPlace.NEW_ACCOUNT,
                        FaultPlace.NEW_ORDER,
                        FaultPlace.FINALIZE,
                        FaultPlace.CERTIFICATE)
                .flatMap(place -> Stream.of(
                        Script.of(
                                "text/html at " + place,
                                Ending.goesOn(ErrorCode.ACME_PROTOCOL, Places.step(place)),
                                Fault.at(place, Misbehaviour.header("Content-Type", "text/html"))
                                        .always()),
                        Script.of(
                                "no content type at " + place,
                                Ending.goesOn(ErrorCode.ACME_PROTOCOL, Places.step(place)),
                                Fault.at(place, Misbehaviour.withoutHeader("Content-Type"))
                                        .always())));
    }

    static Stream<Script> nonces() {
        Stream<Script> answers = Places.POSTS.stream()
                .flatMap(place -> Stream.of(
                        Script.of(
                                "no nonce in the answer of " + place,
                                Ending.enrolls(),
                                Fault.at(place, Misbehaviour.withoutHeader("Replay-Nonce"))
                                        .always()),
                        Script.of(
                                "a nonce that is not base64url in the answer of " + place,
                                Ending.enrolls(),
                                Fault.at(place, Misbehaviour.header("Replay-Nonce", "not/base64+url="))
                                        .always())));
        Stream<Script> asked = Stream.of(
                nonce("no nonce where one is asked for", Misbehaviour.withoutHeader("Replay-Nonce")),
                nonce("a nonce with blanks", Misbehaviour.header("Replay-Nonce", "a b")),
                nonce("an empty nonce", Misbehaviour.header("Replay-Nonce", "")),
                Script.of(
                        "a nonce of 9,000 characters",
                        Ending.goesOn(ErrorCode.TRANSPORT_TOO_LARGE, Places.step(FaultPlace.NEW_NONCE)),
                        Fault.at(FaultPlace.NEW_NONCE, Misbehaviour.header("Replay-Nonce", "A".repeat(9000)))
                                .always()),
                Script.of(
                        "no nonce at the backend",
                        Ending.goesOn(ErrorCode.ACME_PROTOCOL, Places.step(FaultPlace.BACKEND_NONCE)),
                        Fault.at(FaultPlace.BACKEND_NONCE, Misbehaviour.withoutHeader("Replay-Nonce"))),
                Script.of(
                        "a strange nonce at the backend",
                        Ending.goesOn(ErrorCode.ACME_PROTOCOL, Places.step(FaultPlace.BACKEND_NONCE)),
                        Fault.at(FaultPlace.BACKEND_NONCE, Misbehaviour.header("Replay-Nonce", "\u00e4"))));
        return Stream.concat(answers, asked);
    }

    private static Script nonce(String what, Misbehaviour misbehaviour) {
        return Script.of(
                what,
                Ending.goesOn(ErrorCode.ACME_PROTOCOL, Places.step(FaultPlace.NEW_NONCE)),
                Fault.at(FaultPlace.NEW_NONCE, misbehaviour).always());
    }

    static Stream<Script> members() {
        return Stream.of(
                member(FaultPlace.DIRECTORY, "/newNonce", "5"),
                member(FaultPlace.DIRECTORY, "/newOrder", "null"),
                member(FaultPlace.DIRECTORY, "/newAccount", "\"not an address\""),
                missing(FaultPlace.DIRECTORY, "/revokeCert"),
                member(FaultPlace.NEW_ACCOUNT, "/status", "\"deactivated\""),
                member(FaultPlace.NEW_ACCOUNT, "/status", "\"unheard of\""),
                missing(FaultPlace.NEW_ACCOUNT, "/status"),
                member(FaultPlace.NEW_ORDER, "/status", "\"processing\""),
                member(FaultPlace.NEW_ORDER, "/expires", "\"tomorrow\""),
                member(FaultPlace.NEW_ORDER, "/expires", "1795471600"),
                missing(FaultPlace.NEW_ORDER, "/expires"),
                missing(FaultPlace.NEW_ORDER, "/finalize"),
                missing(FaultPlace.NEW_ORDER, "/authorizations/1"),
                missing(FaultPlace.NEW_ORDER, "/identifiers/1"),
                missing(FaultPlace.AUTHORIZATION, "/challenges/0"),
                missing(FaultPlace.AUTHORIZATION, "/challenges/0/token"),
                missing(FaultPlace.AUTHORIZATION, "/challenges/0/target"),
                member(FaultPlace.AUTHORIZATION, "/challenges/0/token", "\"short\""),
                member(FaultPlace.AUTHORIZATION, "/challenges/0/token", "\"with blanks in it, and quite long\""),
                member(FaultPlace.AUTHORIZATION, "/challenges/0/target", "\"ftp://wire.example/\""),
                member(FaultPlace.AUTHORIZATION, "/challenges/0/status", "\"unheard of\""),
                member(FaultPlace.AUTHORIZATION, "/challenges/1", "{\"type\":\"http-01\"}"),
                missing(FaultPlace.FINALIZE, "/certificate"),
                member(FaultPlace.FINALIZE, "/status", "\"unheard of\""),
                member(FaultPlace.ACCESS_TOKEN, "/token", "\"\""),
                member(FaultPlace.ACCESS_TOKEN, "/type", "\"Bearer\""),
                missing(FaultPlace.ACCESS_TOKEN, "/token"),
                missing(FaultPlace.TOKEN, "/id_token"),
                missing(FaultPlace.DISCOVERY, "/token_endpoint"),
                member(FaultPlace.DISCOVERY, "/issuer", "\"https://other.example\""),
                member(FaultPlace.DISCOVERY, "/response_types_supported", "[\"token\"]"),
                member(FaultPlace.DISCOVERY, "/code_challenge_methods_supported", "[\"plain\"]"));
    }

    private static Script member(FaultPlace place, String pointer, String json) {
        return Script.of(
                "at " + place + " " + pointer + " is " + json,
                Ending.goesOn(code(place), Places.step(place)),
                Fault.at(place, Misbehaviour.member(pointer, json)).always());
    }

    private static Script missing(FaultPlace place, String pointer) {
        return Script.of(
                "at " + place + " there is no " + pointer,
                Ending.goesOn(code(place), Places.step(place)),
                Fault.at(place, Misbehaviour.withoutMember(pointer)).always());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"bodies", "types", "nonces", "members"})
    @DisplayName("are refused with the step and the reason, and the enrollment goes on afterwards")
    void plays(Script script) {
        play(script);
    }
}
