package dev.e2ei.tests.enrollment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A5: redirects, and addresses on another host")
class A5ForeignAddressesTest extends ScriptedEnrollments {
    private static final List<String> ELSEWHERE = List.of(
            "https://evil.example/acme",
            "http://localhost/acme",
            "file:///etc/passwd",
            "https://user@localhost/acme",
            "https://localhost:1/acme");

    static Stream<Script> redirects() {
        return Stream.of(301, 302, 303, 307, 308)
                .flatMap(status -> Stream.of(
                                FaultPlace.DIRECTORY,
                                FaultPlace.NEW_NONCE,
                                FaultPlace.NEW_ORDER,
                                FaultPlace.FINALIZE,
                                FaultPlace.CERTIFICATE,
                                FaultPlace.BACKEND_NONCE,
                                FaultPlace.ACCESS_TOKEN,
                                FaultPlace.DISCOVERY,
                                FaultPlace.TOKEN)
                        .map(place -> Script.of(
                                status + " at " + place,
                                Ending.goesOn(redirected(place), Places.step(place))
                                        .because(String.valueOf(status)),
                                Fault.at(place, Misbehaviour.redirect(status, "https://evil.example/"))
                                        .always())));
    }

    private static ErrorCode redirected(FaultPlace place) {
        return switch (place) {
            case BACKEND_NONCE, ACCESS_TOKEN -> ErrorCode.BACKEND_REFUSED;
            case DISCOVERY, TOKEN -> ErrorCode.OIDC_PROTOCOL;
            default -> ErrorCode.ACME_PROTOCOL;
        };
    }

    static Stream<Script> addresses() {
        return ELSEWHERE.stream()
                .flatMap(address -> Stream.of(
                        member(FaultPlace.DIRECTORY, "/newNonce", address),
                        member(FaultPlace.DIRECTORY, "/newAccount", address),
                        member(FaultPlace.DIRECTORY, "/newOrder", address),
                        member(FaultPlace.DIRECTORY, "/revokeCert", address),
                        header(FaultPlace.NEW_ACCOUNT, address),
                        header(FaultPlace.NEW_ORDER, address),
                        member(FaultPlace.NEW_ORDER, "/finalize", address),
                        member(FaultPlace.NEW_ORDER, "/authorizations/0", address),
                        member(FaultPlace.AUTHORIZATION, "/challenges/0/url", address),
                        member(FaultPlace.FINALIZE, "/certificate", address)));
    }

    private static Script member(FaultPlace place, String pointer, String address) {
        return Script.of(
                "at " + place + " " + pointer + " is " + address,
                Ending.goesOn(ErrorCode.ACME_PROTOCOL, Places.step(place)),
                Fault.at(place, Misbehaviour.member(pointer, "\"" + address + "\""))
                        .always());
    }

    private static Script header(FaultPlace place, String address) {
        return Script.of(
                "at " + place + " Location is " + address,
                Ending.goesOn(ErrorCode.ACME_PROTOCOL, Places.step(place)),
                Fault.at(place, Misbehaviour.header("Location", address)).always());
    }

    static Stream<Script> provider() {
        return Stream.of("http://evil.example/token", "file:///etc/passwd", "ftp://localhost/", "not an address")
                .flatMap(address -> Stream.of("/token_endpoint", "/authorization_endpoint")
                        .map(pointer -> Script.of(
                                "at DISCOVERY " + pointer + " is " + address,
                                Ending.goesOn(ErrorCode.OIDC_PROTOCOL, Places.step(FaultPlace.DISCOVERY)),
                                Fault.at(FaultPlace.DISCOVERY, Misbehaviour.member(pointer, "\"" + address + "\""))
                                        .always())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"redirects", "addresses", "provider"})
    @DisplayName("are not followed")
    void plays(Script script) {
        play(script);
        assertEquals(0, stack.faults().requests(FaultPlace.ELSEWHERE));
    }
}
