package dev.e2ei.tests.enrollment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.CertificateRejectedException;
import dev.e2ei.api.error.CertificateRejectedException.Reason;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.testkit.fault.CertificateFlaw;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A7: a certificate that is not the one that was asked for")
class A7CertificatesTest extends ScriptedEnrollments {
    /** Not wrong: a server may give less time than was asked for. */
    private static final Set<CertificateFlaw> HARMLESS = EnumSet.of(CertificateFlaw.SHORTER_LIFE);

    static Stream<Script> scripts() {
        return Stream.of(CertificateFlaw.values())
                .filter(flaw -> !HARMLESS.contains(flaw))
                .map(flaw -> Script.of(
                        flaw.toString(),
                        Ending.goesOn(ErrorCode.CERTIFICATE_REJECTED, EnrollmentStep.CERTIFICATE)
                                .because(reason(flaw) + ":"),
                        Fault.at(FaultPlace.CERTIFICATE, Misbehaviour.certificate(flaw))));
    }

    private static Reason reason(CertificateFlaw flaw) {
        return switch (flaw) {
            case OTHER_KEY, OTHER_KEY_TYPE -> Reason.KEY_MISMATCH;
            case OTHER_CLIENT_ID, EXTRA_CLIENT_ID, NO_CLIENT_ID, NO_SUBJECT_ALT_NAME -> Reason.CLIENT_ID_MISMATCH;
            case OTHER_HANDLE, EXTRA_HANDLE, NO_HANDLE -> Reason.HANDLE_MISMATCH;
            case OTHER_NAME, NO_NAME -> Reason.DISPLAY_NAME_MISMATCH;
            case OTHER_DOMAIN, NO_DOMAIN, OUTSIDE_NAME_CONSTRAINTS -> Reason.DOMAIN_MISMATCH;
            case EXTRA_DNS_NAME -> Reason.UNEXPECTED_NAME;
            case LONGER_LIFE -> Reason.LIFETIME_TOO_LONG;
            case SHORTER_LIFE -> throw new IllegalArgumentException(flaw + " is harmless");
            case EXPIRED, INTERMEDIATE_EXPIRED -> Reason.EXPIRED;
            case NOT_YET_VALID -> Reason.NOT_YET_VALID;
            case CA_FLAG -> Reason.LEAF_IS_CA;
            case KEY_USAGE_CERT_SIGN, KEY_USAGE_WRONG, NO_KEY_USAGE -> Reason.KEY_USAGE;
            case EXTENDED_KEY_USAGE_WRONG, EXTENDED_KEY_USAGE_ANY, NO_EXTENDED_KEY_USAGE -> Reason.EXTENDED_KEY_USAGE;
            case UNKNOWN_CRITICAL_EXTENSION, INTERMEDIATE_NOT_CA -> Reason.PROFILE;
            case BAD_SIGNATURE -> Reason.BAD_SIGNATURE;
            case OTHER_CA, SELF_ISSUED, LEAF_ONLY, WRONG_INTERMEDIATE -> Reason.UNTRUSTED;
            case WRONG_ORDER -> Reason.KEY_MISMATCH;
            case EMPTY -> Reason.EMPTY_CHAIN;
            case PRIVATE_KEY_IN_CHAIN, THOUSAND_CERTIFICATES, TRUNCATED_PEM, GARBAGE_DER, TRAILING_OCTET, HTML ->
                Reason.MALFORMED;
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    @DisplayName("is refused before anything of it is kept, for its own reason:")
    void plays(Script script) {
        play(script);
    }

    @Test
    @DisplayName("is refused again and again, and leaves no trust behind")
    void again() {
        List<CertificateFlaw> tried =
                List.of(CertificateFlaw.OTHER_CA, CertificateFlaw.WRONG_INTERMEDIATE, CertificateFlaw.OTHER_KEY);
        var anchors = client.trust().anchors();
        try (E2eiEnrollment enrollment = enrollment()) {
            for (CertificateFlaw flaw : tried) {
                stack.faults().add(Fault.at(FaultPlace.CERTIFICATE, Misbehaviour.certificate(flaw)));
                CertificateRejectedException e =
                        assertThrows(CertificateRejectedException.class, () -> acquire(enrollment, new Steps()));
                assertEquals(reason(flaw), e.reason());
                assertEquals(anchors, client.trust().anchors());
                assertTrue(client.credentials().isEmpty());
            }
            acquire(enrollment, new Steps());
        }
    }
}
