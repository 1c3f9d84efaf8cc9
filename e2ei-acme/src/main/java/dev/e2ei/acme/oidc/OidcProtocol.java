package dev.e2ei.acme.oidc;

import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.EnrollmentException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.acme.TransportResponse;

/** How the identity provider's answers are read, and what is said about those that break OpenID Connect. */
final class OidcProtocol {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private OidcProtocol() {}

    static EnrollmentException broken(String message) {
        return new EnrollmentException(ErrorCode.OIDC_PROTOCOL, EnrollmentStep.LOGIN, message);
    }

    static JsonObject object(String what, TransportResponse answer) {
        try {
            return Json.parseObject(answer.body().toByteArray());
        } catch (JsonException malformed) {
            throw malformed(what, malformed);
        }
    }

    static EnrollmentException malformed(String what, JsonException malformed) {
        return broken(what + ": " + malformed.getMessage());
    }

    /** Refuses an answer that says no more than that the server is busy or broken at the moment. */
    static void requireWorking(String what, TransportResponse answer) {
        if (answer.status() >= SERVER_ERRORS || answer.status() == TOO_MANY_REQUESTS) {
            throw new TransportException(
                    ErrorCode.TRANSPORT_UNREACHABLE,
                    "the identity provider answered " + answer.status() + " at its " + what);
        }
    }
}
