package dev.e2ei.acme.flow;

import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.model.Problem;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.AcmeProblem;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.api.error.AcmeServerException;
import dev.e2ei.api.error.EnrollmentException;
import dev.e2ei.api.error.ErrorCode;
import java.util.function.Function;

/** Reads the body of an answer, and puts the step into whatever is wrong with it. */
final class Answer {
    // a caller of single steps hands over the body alone
    private static final int UNKNOWN_ERROR_STATUS = 400;

    private Answer() {}

    /**
     * Reads a body.
     *
     * @throws AcmeServerException if it is a problem document
     * @throws AcmeProtocolException if it breaks a rule
     */
    static <T> T read(EnrollmentStep step, byte[] body, Function<JsonObject, T> reader) {
        try {
            JsonObject object = Json.parseObject(body);
            if (Problem.isProblem(object)) {
                AcmeProblem problem = Problem.parse(object);
                throw new AcmeServerException(step, problem.status().orElse(UNKNOWN_ERROR_STATUS), problem, null);
            }
            return reader.apply(object);
        } catch (JsonException malformed) {
            throw new AcmeProtocolException(step, malformed.getMessage(), malformed);
        }
    }

    /** The outcome of a step that the server has not finished yet. */
    static EnrollmentException pending(EnrollmentStep step, String what) {
        return new EnrollmentException(
                ErrorCode.ACME_PENDING, step, what + " is still being worked on; ask for it again later");
    }
}
