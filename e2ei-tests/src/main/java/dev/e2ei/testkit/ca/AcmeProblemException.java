package dev.e2ei.testkit.ca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.http.Response;
import dev.e2ei.testkit.jose.Json;

/** An answer that says no, RFC 8555, section 6.7, with the HTTP status that step-ca gives it. */
final class AcmeProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final int status;

    private AcmeProblemException(String type, int status, String detail) {
        super(detail);
        this.type = type;
        this.status = status;
    }

    static AcmeProblemException of(String type, String detail) {
        int status = switch (type) {
            case "unauthorized" -> 401;
            case "serverInternal" -> 500;
            case "notImplemented" -> 501;
            default -> 400;
        };
        return new AcmeProblemException(type, status, detail);
    }

    static AcmeProblemException malformed(String detail) {
        return of("malformed", detail);
    }

    ObjectNode json() {
        return Json.object().put("type", "urn:ietf:params:acme:error:" + type).put("detail", getMessage());
    }

    Response response() {
        return Response.json(status, json()).with("Content-Type", "application/problem+json");
    }
}
