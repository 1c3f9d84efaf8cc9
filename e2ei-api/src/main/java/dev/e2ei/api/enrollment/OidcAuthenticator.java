package dev.e2ei.api.enrollment;

/** The host's own login: an app's web view, a device code, a test. */
@FunctionalInterface
public non-sealed interface OidcAuthenticator extends Login {
    /**
     * Lets the user log in and returns the id token. Blocks; called on the thread that called {@code acquire}.
     *
     * @param request what the identity provider has to be asked
     * @return the id token, a compact JWT
     * @throws dev.e2ei.api.error.UserActionRequiredException if the user did not log in; {@code acquire} can be called
     *     again
     */
    String authenticate(OidcAuthenticationRequest request);
}
