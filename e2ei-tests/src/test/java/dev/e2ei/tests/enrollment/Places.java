package dev.e2ei.tests.enrollment;

import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.testkit.fault.FaultPlace;
import java.util.List;

/** Which step an enrollment is at when it talks to which place. */
final class Places {
    /** Where JWS are posted, in the order of an enrollment. */
    static final List<FaultPlace> POSTS = List.of(
            FaultPlace.NEW_ACCOUNT,
            FaultPlace.NEW_ORDER,
            FaultPlace.AUTHORIZATION,
            FaultPlace.DPOP_CHALLENGE,
            FaultPlace.OIDC_CHALLENGE,
            FaultPlace.ORDER,
            FaultPlace.FINALIZE,
            FaultPlace.CERTIFICATE);

    private Places() {}

    static EnrollmentStep step(FaultPlace place) {
        return switch (place) {
            case DIRECTORY -> EnrollmentStep.DIRECTORY;
            case NEW_NONCE -> EnrollmentStep.NONCE;
            case NEW_ACCOUNT -> EnrollmentStep.ACCOUNT;
            case NEW_ORDER -> EnrollmentStep.ORDER;
            case AUTHORIZATION -> EnrollmentStep.AUTHORIZATION;
            case DPOP_CHALLENGE -> EnrollmentStep.DPOP_CHALLENGE;
            case OIDC_CHALLENGE -> EnrollmentStep.OIDC_CHALLENGE;
            case ORDER -> EnrollmentStep.ORDER_READY;
            case FINALIZE -> EnrollmentStep.FINALIZE;
            case CERTIFICATE -> EnrollmentStep.CERTIFICATE;
            case REVOKE -> EnrollmentStep.REVOCATION;
            case BACKEND_NONCE -> EnrollmentStep.BACKEND_NONCE;
            case ACCESS_TOKEN -> EnrollmentStep.ACCESS_TOKEN;
            case DISCOVERY, AUTHORIZE, LOGIN, TOKEN -> EnrollmentStep.LOGIN;
            case CRL, ROOTS, FEDERATION, CRL_PROXY, CA_OTHER, JWKS, ELSEWHERE ->
                throw new IllegalArgumentException(place + " is at no step");
        };
    }
}
