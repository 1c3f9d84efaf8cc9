package dev.e2ei.acme.oidc;

import dev.e2ei.api.error.EnrollmentException;
import dev.e2ei.api.error.UserActionRequiredException;
import dev.e2ei.api.error.UserActionRequiredException.Reason;
import java.util.regex.Pattern;

/** The identity provider's answer, as the browser's redirect brought it: its {@code state} was found to be ours. */
record AuthorizationAnswer(FormParameters parameters) {
    private static final Pattern ERROR_CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /**
     * The code of a login that went well.
     *
     * @throws UserActionRequiredException if the identity provider reports an error, RFC 6749, section 4.1.2.1, and
     *     OpenID Connect Core, section 3.1.2.6
     * @throws EnrollmentException if the answer is of another identity provider (RFC 9207), or is none
     */
    String code(ProviderMetadata provider) {
        boolean fromProvider = parameters
                .first("iss")
                .map(issuer -> Issuer.same(issuer, provider.issuer()))
                .orElse(!provider.namesIssuer());
        if (!fromProvider) {
            throw OidcProtocol.broken("the answer to the login came from another identity provider than was asked");
        }
        String error = parameters.first("error").orElse("");
        if (!error.isEmpty()) {
            throw failure(error);
        }
        return parameters
                .first("code")
                .filter(code -> !code.isEmpty())
                .orElseThrow(() -> OidcProtocol.broken("the answer to the login has neither a code nor an error"));
    }

    private static UserActionRequiredException failure(String error) {
        return switch (error) {
            case "access_denied" ->
                new UserActionRequiredException(Reason.LOGIN_DENIED, "the login was refused (access_denied)");
            case "interaction_required", "login_required", "account_selection_required", "consent_required" ->
                new UserActionRequiredException(
                        Reason.INTERACTION_REQUIRED,
                        "the identity provider wants something of the user first (" + error + "); log in again");
            case "temporarily_unavailable", "server_error" ->
                new UserActionRequiredException(
                        Reason.LOGIN_FAILED, "the identity provider has trouble (" + error + "); try again later");
            default ->
                new UserActionRequiredException(
                        Reason.LOGIN_FAILED,
                        "the identity provider reports "
                                + (ERROR_CODE.matcher(error).matches() ? error : "an error without a proper name")
                                + "; an administrator has to look at its settings for this OAuth client");
        };
    }
}
