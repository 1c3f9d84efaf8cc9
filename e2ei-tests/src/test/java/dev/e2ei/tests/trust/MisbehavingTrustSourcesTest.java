package dev.e2ei.tests.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.KitServer;
import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.fault.TlsFlaw;
import dev.e2ei.testkit.fault.TransferFlaw;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Trust sources that misbehave")
class MisbehavingTrustSourcesTest extends SourceAtTheKit {
    private static final List<FaultPlace> PLACES =
            List.of(FaultPlace.ROOTS, FaultPlace.FEDERATION, FaultPlace.CRL, FaultPlace.CRL_PROXY);

    static Stream<Arguments> transfers() {
        return PLACES.stream()
                .flatMap(place ->
                        Stream.of(TransferFlaw.values()).map(flaw -> Arguments.of(place, flaw, code(flaw, place))));
    }

    private static ErrorCode code(TransferFlaw flaw, FaultPlace place) {
        return switch (flaw) {
            case RESET, CLOSED, RESET_IN_BODY, TRUNCATED, GARBAGE -> ErrorCode.TRANSPORT_UNREACHABLE;
            // over http the header is read by ourselves, and its limit has its own name
            case ENDLESS_HEADERS ->
                place == FaultPlace.CRL ? ErrorCode.TRANSPORT_TOO_LARGE : ErrorCode.TRANSPORT_UNREACHABLE;
            case SILENT, DRIP, DRIP_HEADERS -> ErrorCode.TRANSPORT_TIMEOUT;
            case ENDLESS_BODY, HUGE_LENGTH -> ErrorCode.TRANSPORT_TOO_LARGE;
            // Nobody unpacks it.
            case GZIP_BOMB -> ErrorCode.TRUST_SOURCE_REFUSED;
        };
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("transfers")
    @DisplayName("end in a declared error and keep nothing else back")
    void transfer(FaultPlace place, TransferFlaw flaw, ErrorCode code) {
        // the JDK's client asks once more by itself where the connection broke before any answer
        failsAlone(place, Misbehaviour.transfer(flaw), code, 2);
    }

    private void failsAlone(FaultPlace place, Misbehaviour what, ErrorCode code, int mostRequests) {
        int before = stack.faults().requests(place);
        stack.faults().add(Fault.at(place, what).always());
        assertEquals(code, failureAt(place));
        assertTrue(stack.faults().requests(place) - before <= mostRequests, "asked again and again");
        for (FaultPlace other : PLACES) {
            if (other != place) {
                assertFalse(ask(other).isEmpty(), other::toString);
            }
        }
        stack.faults().clear();
        assertFalse(ask(place).isEmpty());
    }

    static Stream<Arguments> answers() {
        return PLACES.stream()
                .flatMap(place -> Stream.of(
                        Arguments.of(place, Misbehaviour.status(404), ErrorCode.TRUST_SOURCE_REFUSED),
                        Arguments.of(place, Misbehaviour.status(503), ErrorCode.TRANSPORT_UNREACHABLE),
                        Arguments.of(
                                place,
                                Misbehaviour.redirect(301, "file:///etc/passwd"),
                                ErrorCode.TRANSPORT_ADDRESS_REFUSED),
                        Arguments.of(place, Misbehaviour.status(302), ErrorCode.TRUST_SOURCE_REFUSED),
                        Arguments.of(place, Misbehaviour.body(Bytes.EMPTY), empty(place)),
                        Arguments.of(
                                place,
                                Misbehaviour.body(Bytes.ofUtf8("<html>Sign in to the network</html>")),
                                html(place))));
    }

    private static ErrorCode empty(FaultPlace place) {
        return place == FaultPlace.ROOTS || place == FaultPlace.FEDERATION
                ? ErrorCode.TRUST_SOURCE_REFUSED
                : ErrorCode.CERTIFICATE_MALFORMED;
    }

    private static ErrorCode html(FaultPlace place) {
        return place == FaultPlace.FEDERATION ? ErrorCode.TRUST_SOURCE_REFUSED : ErrorCode.CERTIFICATE_MALFORMED;
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("answers")
    @DisplayName("are not followed elsewhere, and their pages are not taken for what was asked for")
    void answer(FaultPlace place, Misbehaviour what, ErrorCode code) {
        failsAlone(place, what, code, 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultPlace.class,
            names = {"ROOTS", "FEDERATION", "CRL", "CRL_PROXY"})
    @DisplayName("lead nobody round in circles")
    void circle(FaultPlace place) {
        String itself = switch (place) {
            case ROOTS -> "/roots.pem";
            case FEDERATION -> "/federation";
            case CRL -> stack.crlUrl().getPath();
            default ->
                stack.crlProxy().getPath() + "/localhost:" + stack.crlUrl().getPort();
        };
        failsAlone(place, Misbehaviour.redirect(307, itself), ErrorCode.TRUST_SOURCE_REFUSED, 6);
    }

    @Test
    @DisplayName("send roots and federation to no other origin, a list anywhere that may be asked")
    void elsewhere() {
        String other = partner.acmeDirectory().resolve("/roots.pem").toString();
        for (FaultPlace place : List.of(FaultPlace.ROOTS, FaultPlace.FEDERATION)) {
            failsAlone(place, Misbehaviour.redirect(302, other), ErrorCode.TRANSPORT_ADDRESS_REFUSED, 1);
        }
        stack.faults()
                .add(Fault.at(
                                FaultPlace.CRL,
                                Misbehaviour.redirect(302, partner.crlUrl().toString()))
                        .always());
        assertEquals(List.of(partner.crl()), ask(FaultPlace.CRL), "whose list it is, is decided by its signature");
        stack.faults()
                .add(Fault.at(
                                FaultPlace.CRL_PROXY,
                                Misbehaviour.redirect(302, partner.crlUrl().toString()))
                        .always());
        assertEquals(ErrorCode.TRANSPORT_ADDRESS_REFUSED, failureAt(FaultPlace.CRL_PROXY), "from https to http");
    }

    @Test
    @DisplayName("may list certificates in a federation that is too large, or none")
    void federationMembers() {
        stack.faults().add(Fault.at(FaultPlace.FEDERATION, Misbehaviour.member("/crts", "null")));
        assertEquals(List.of(), ask(FaultPlace.FEDERATION));
        stack.faults().add(Fault.at(FaultPlace.FEDERATION, Misbehaviour.withoutMember("/crts")));
        assertEquals(ErrorCode.TRUST_SOURCE_REFUSED, failureAt(FaultPlace.FEDERATION));
        String large = "{\"crts\":[\"" + "A".repeat(1 << 20) + "\"]}";
        stack.faults().add(Fault.at(FaultPlace.FEDERATION, Misbehaviour.body(Bytes.ofUtf8(large))));
        assertEquals(ErrorCode.TRANSPORT_TOO_LARGE, failureAt(FaultPlace.FEDERATION));
    }

    @ParameterizedTest
    @EnumSource(value = TlsFlaw.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    @DisplayName("are not talked to where their TLS is not to be trusted")
    void tls(TlsFlaw flaw) {
        stack.faults().tls(KitServer.ACME, flaw);
        for (FaultPlace place : List.of(FaultPlace.ROOTS, FaultPlace.FEDERATION, FaultPlace.CRL_PROXY)) {
            assertEquals(ErrorCode.TRANSPORT_TLS, failureAt(place), place::toString);
            assertEquals(0, stack.faults().requests(place));
        }
        assertFalse(ask(FaultPlace.CRL).isEmpty());
    }
}
