package dev.e2ei.api.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.enrollment.EnrollmentStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An error")
class ErrorCodeTest {
    private static AcmeProblem problem(String type) {
        return new AcmeProblem(
                "urn:ietf:params:acme:error:" + type, Optional.of("Alice Smith may not"), Optional.of(400), List.of());
    }

    @Test
    @DisplayName("says whose turn it is")
    void kinds() {
        assertEquals(ErrorKind.INPUT, new TrustNotConfiguredException().kind());
        assertEquals(ErrorKind.PEER, new DecryptionFailedException().kind());
        assertEquals(
                ErrorKind.USER,
                new UserActionRequiredException(UserActionRequiredException.Reason.LOGIN_DENIED, "log in again")
                        .kind());
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @DisplayName("of an ACME server can be tried again when the server is full or failing")
    @CsvSource({
        "400, malformed, false",
        "403, unauthorized, false",
        "429, rateLimited, true",
        "400, rateLimited, true",
        "500, serverInternal, true",
        "503, serverInternal, true"
    })
    void retry(int status, String type, boolean retryable) {
        AcmeServerException e =
                new AcmeServerException(EnrollmentStep.ORDER, status, problem(type), Duration.ofSeconds(1));
        assertEquals(retryable, e.retryable());
        assertEquals(Optional.of(EnrollmentStep.ORDER), e.step());
        assertTrue(e.getMessage().contains(type));
        assertFalse(e.getMessage().contains("Alice"), "a server's text may repeat what the client sent");
    }

    @Test
    @DisplayName("of the ACME namespace is compared by its short name; another type keeps its own")
    void problems() {
        assertTrue(problem("badNonce").is("badNonce"));
        assertEquals("badNonce", problem("badNonce").shortType());
        AcmeProblem other = new AcmeProblem("about:blank", Optional.empty(), Optional.empty(), List.of());
        assertEquals("about:blank", other.shortType());
        assertFalse(other.is("badNonce"));
    }
}
