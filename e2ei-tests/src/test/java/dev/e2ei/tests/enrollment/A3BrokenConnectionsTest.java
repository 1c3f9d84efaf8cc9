package dev.e2ei.tests.enrollment;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.fault.TransferFlaw;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A3: servers that fail, break off, drip or never end")
class A3BrokenConnectionsTest extends ScriptedEnrollments {
    private static final List<FaultPlace> EVERYWHERE = List.of(
            FaultPlace.DIRECTORY,
            FaultPlace.NEW_ORDER,
            FaultPlace.FINALIZE,
            FaultPlace.CERTIFICATE,
            FaultPlace.ACCESS_TOKEN,
            FaultPlace.TOKEN);

    static Stream<Script> failures() {
        return Stream.of(
                Script.of("500 once at the directory", Ending.enrolls(), at(FaultPlace.DIRECTORY, 500)),
                Script.of(
                        "502 twice at the nonce",
                        Ending.enrolls(),
                        at(FaultPlace.NEW_NONCE, 502).times(2)),
                Script.of("504 once at the account", Ending.enrolls(), at(FaultPlace.NEW_ACCOUNT, 504)),
                Script.of(
                        "500 once at the order, which is not asked for twice",
                        Ending.goesOn(ErrorCode.ACME_SERVER, Places.step(FaultPlace.NEW_ORDER)),
                        at(FaultPlace.NEW_ORDER, 500)),
                Script.of("500 once at the authorization", Ending.enrolls(), at(FaultPlace.AUTHORIZATION, 500)),
                Script.of("500 once at the dpop challenge", Ending.enrolls(), at(FaultPlace.DPOP_CHALLENGE, 500)),
                Script.of("500 once at the oidc challenge", Ending.enrolls(), at(FaultPlace.OIDC_CHALLENGE, 500)),
                Script.of("500 once at the finalization", Ending.enrolls(), at(FaultPlace.FINALIZE, 500)),
                Script.of("500 once at the certificate", Ending.enrolls(), at(FaultPlace.CERTIFICATE, 500)),
                Script.of(
                        "500 always at the finalization",
                        Ending.goesOn(ErrorCode.ACME_SERVER, Places.step(FaultPlace.FINALIZE)),
                        at(FaultPlace.FINALIZE, 500).always()),
                Script.of(
                        "500 always at the certificate",
                        Ending.goesOn(ErrorCode.ACME_SERVER, Places.step(FaultPlace.CERTIFICATE)),
                        at(FaultPlace.CERTIFICATE, 500).always()),
                Script.of(
                        "503 at the backend's nonce",
                        Ending.goesOn(ErrorCode.BACKEND_REFUSED, Places.step(FaultPlace.BACKEND_NONCE)),
                        at(FaultPlace.BACKEND_NONCE, 503)),
                Script.of(
                        "500 at the access token",
                        Ending.goesOn(ErrorCode.BACKEND_REFUSED, Places.step(FaultPlace.ACCESS_TOKEN)),
                        at(FaultPlace.ACCESS_TOKEN, 500)),
                Script.of(
                        "the identity provider's keys fail once: the challenge stays pending",
                        Ending.enrolls(),
                        at(FaultPlace.JWKS, 503)),
                Script.of(
                        "an answer to the order's finalization is lost", Ending.enrolls(), broken(FaultPlace.FINALIZE)),
                Script.of(
                        "an answer to the dpop challenge is lost", Ending.enrolls(), broken(FaultPlace.DPOP_CHALLENGE)),
                Script.of(
                        "an answer to the oidc challenge is lost", Ending.enrolls(), broken(FaultPlace.OIDC_CHALLENGE)),
                Script.of("an answer to the account is lost", Ending.enrolls(), broken(FaultPlace.NEW_ACCOUNT)));
    }

    private static Fault at(FaultPlace place, int status) {
        return Fault.at(place, Misbehaviour.status(status));
    }

    private static Fault broken(FaultPlace place) {
        return Fault.at(place, Misbehaviour.transfer(TransferFlaw.RESET));
    }

    static Stream<Script> transfers() {
        return Stream.of(TransferFlaw.values())
                .flatMap(flaw -> EVERYWHERE.stream()
                        .map(place -> Script.of(
                                flaw + " always at " + place,
                                Ending.goesOn(code(flaw, place), Places.step(place)),
                                Fault.at(place, Misbehaviour.transfer(flaw)).always())));
    }

    private static ErrorCode code(TransferFlaw flaw, FaultPlace place) {
        return switch (flaw) {
            case RESET, CLOSED, RESET_IN_BODY, TRUNCATED, GARBAGE, ENDLESS_HEADERS -> ErrorCode.TRANSPORT_UNREACHABLE;
            case SILENT, DRIP, DRIP_HEADERS -> ErrorCode.TRANSPORT_TIMEOUT;
            case ENDLESS_BODY, HUGE_LENGTH -> ErrorCode.TRANSPORT_TOO_LARGE;
            // Nobody unpacks it: it is octets of the wrong kind, and few of them.
            case GZIP_BOMB ->
                switch (place) {
                    case TOKEN -> ErrorCode.OIDC_PROTOCOL;
                    case CERTIFICATE -> ErrorCode.CERTIFICATE_REJECTED;
                    default -> ErrorCode.ACME_PROTOCOL;
                };
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"failures", "transfers"})
    @DisplayName("cost a repetition where that is harmless, and end in a declared error otherwise")
    void plays(Script script) {
        play(script);
    }
}
