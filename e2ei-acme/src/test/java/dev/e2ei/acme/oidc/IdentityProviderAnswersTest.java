package dev.e2ei.acme.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.oidc.TestIdentityProvider.Answer;
import dev.e2ei.api.enrollment.LoopbackLogin;
import dev.e2ei.api.error.EnrollmentException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The identity provider's metadata and tokens")
class IdentityProviderAnswersTest extends OidcLoginFixture {
    @ParameterizedTest(name = "a slash more here and there: {0}, {1}")
    @CsvSource({"'/', ''", "'', '/'", "'/', '/'"})
    @DisplayName("puts up with one slash at the end of the issuer that the other side does not write")
    void trailingSlash(String inTarget, String inMetadata) {
        provider.metadata = answer ->
                new Answer(200, answer.body().replace("/realm\",\"auth", "/realm" + inMetadata + "\",\"auth"));
        var request = OidcTarget.parse(provider.issuer() + inTarget).request(KEYAUTH, CHALLENGE);
        assertFalse(logIn(LoopbackLogin.of(browser), request).isEmpty());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":\"invalid_client\",\"error_description\":\"Alice Smith\"} | invalid_client",
                "401 | {\"error\":\"unauthorized_client\"} | unauthorized_client",
                "400 | {\"error\":\"<b>\"} | 400",
                "400 | {\"error\":7} | 400",
                "403 | <html>no</html> | 403",
                "302 | '' | 302",
                "200 | {} | scope openid",
                "200 | {\"id_token\":7} | scope openid",
                "200 | {\"id_token\":null} | scope openid",
                "200 | [] | not an object",
                "200 | <html> | strict JSON",
                "200 | {\"id_token\":\"a\",\"id_token\":\"b\"} | strict JSON"
            })
    @DisplayName("says what is wrong with the token endpoint's answer, without repeating it")
    void tokenEndpoint(int status, String body, String expected) throws Exception {
        provider.tokens = answer -> new Answer(status, body);
        EnrollmentException refusal = refused(EnrollmentException.class);
        assertEquals(ErrorCode.OIDC_PROTOCOL, refusal.code());
        assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("Alice"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("<"), refusal.getMessage());
        assertTrue(browser.lastPage().body().contains("did not succeed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {} | issuer",
                "200 | [] | object",
                "200 | '' | empty",
                "200 | <html>hello</html> | strict JSON",
                "200 | {\"issuer\":\"a\",\"issuer\":\"b\"} | strict JSON",
                "200 | {\"issuer\":7} | not a string",
                "404 | {} | 404",
                "301 | {} | 301",
                "401 | {} | 401"
            })
    @DisplayName("refuses what is not a metadata document, before any browser is opened")
    void noMetadata(int status, String body, String expected) {
        provider.metadata = answer -> new Answer(status, body);
        EnrollmentException refusal = refused(EnrollmentException.class);
        assertEquals(ErrorCode.OIDC_PROTOCOL, refusal.code());
        assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
        assertEquals(List.of(), provider.authorizationRequests());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"issuer\":\"http://127.0.0.1 | \"issuer\":\"http://127.0.0.2",
                "/realm\",\"auth | /realm//\",\"auth",
                "/realm\",\"auth | /REALM\",\"auth",
                "/realm\",\"auth | /realm?x\",\"auth",
                "\"token_endpoint\":\"http://127.0.0.1 | \"token_endpoint\":\"http://evil.example",
                "\"token_endpoint\":\"http | \"token_endpoint\":\"file",
                "\"token_endpoint\":\"http:// | \"token_endpoint\":\"http://user@",
                "\"token_endpoint\" | \"tokenendpoint\"",
                "/token\" | /token#f\"",
                "/token\" | /to ken\"",
                "\"authorization_endpoint\":\"http | \"authorization_endpoint\":\"javascript",
                "\"authorization_endpoint\":\"http://127.0.0.1 | \"authorization_endpoint\":\"http://evil.example",
                "\"authorization_endpoint\":\" | \"authorization_endpoint\":\"//evil.example/",
                "\"S256\" | \"none\"",
                "[\"code\", | [",
                "[\"code\",\"id_token\"] | \"code\"",
                "[\"plain\",\"S256\"] | [7]"
            })
    @DisplayName("refuses metadata of another issuer, with endpoints that are not safe, or without what a login needs")
    void hostileMetadata(String original, String changed) {
        provider.metadata = answer -> {
            assertTrue(answer.body().contains(original), answer.body());
            return new Answer(200, answer.body().replace(original, changed));
        };
        assertEquals(ErrorCode.OIDC_PROTOCOL, refused(EnrollmentException.class).code());
        assertEquals(List.of(), provider.authorizationRequests());
    }

    @Test
    @DisplayName("refuses an endpoint longer than a browser takes, and a document over 1 MiB")
    void hugeMetadata() {
        provider.metadata =
                answer -> new Answer(200, answer.body().replace("/auth?kept=1", "/auth?kept=" + "1".repeat(3000)));
        assertEquals(ErrorCode.OIDC_PROTOCOL, refused(EnrollmentException.class).code());
        provider.metadata =
                answer -> new Answer(200, answer.body().replace("{", "{\"pad\":\"" + "x".repeat(1 << 20) + "\","));
        assertEquals(
                ErrorCode.TRANSPORT_TOO_LARGE, refused(TransportException.class).code());
    }

    @Test
    @DisplayName("needs no more of the metadata than OpenID Connect demands")
    void sparseMetadata() {
        provider.metadata = answer -> new Answer(
                200,
                "{\"issuer\":\"" + provider.issuer() + "\",\"authorization_endpoint\":\"" + provider.issuer()
                        + "/auth\",\"token_endpoint\":\"" + provider.issuer()
                        + "/token\",\"claims_parameter_supported\":false}");
        assertFalse(logIn().isEmpty());
    }
}
