package dev.e2ei.api.enrollment;

/** The steps of an enrollment, in the order in which they are usually taken; either challenge may come first. */
public enum EnrollmentStep {
    /** The server's directory, RFC 8555, section 7.1.1. */
    DIRECTORY,
    /** The first anti-replay nonce, section 7.2. */
    NONCE,
    /** The account, section 7.3. */
    ACCOUNT,
    /** The order, section 7.4. */
    ORDER,
    /** The two authorizations, section 7.5. */
    AUTHORIZATION,
    /** The nonce of Wire's backend. */
    BACKEND_NONCE,
    /** The DPoP proof, and the access token that the backend gives for it. */
    ACCESS_TOKEN,
    /** The challenge {@code wire-dpop-01}. */
    DPOP_CHALLENGE,
    /** The login at the identity provider. */
    LOGIN,
    /** The challenge {@code wire-oidc-01}. */
    OIDC_CHALLENGE,
    /** The order becomes ready. */
    ORDER_READY,
    /** The certificate request, section 7.4. */
    FINALIZE,
    /** The download of the chain, section 7.4.2, and the checks on it. */
    CERTIFICATE,
    /** Revocation by the holder, section 7.6. */
    REVOCATION
}
