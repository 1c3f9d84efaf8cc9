package dev.e2ei.testkit.fault;

/** Where a server of the kit can misbehave: one place for each request of an enrollment. */
public enum FaultPlace {
    /** The ACME server's directory. */
    DIRECTORY,
    /** The ACME server's nonces. */
    NEW_NONCE,
    /** The account. */
    NEW_ACCOUNT,
    /** The new order. */
    NEW_ORDER,
    /** Both authorizations. */
    AUTHORIZATION,
    /** The challenge {@code wire-dpop-01}. */
    DPOP_CHALLENGE,
    /** The challenge {@code wire-oidc-01}. */
    OIDC_CHALLENGE,
    /** The order, when it is looked at again. */
    ORDER,
    /** The certificate request. */
    FINALIZE,
    /** The download of the chain. */
    CERTIFICATE,
    /** Revocation by the holder. */
    REVOKE,
    /** The revocation list. */
    CRL,
    /** The root beside the ACME server. */
    ROOTS,
    /** The other domains' intermediates beside the ACME server. */
    FEDERATION,
    /** The proxy that hands out the revocation lists of other hosts. */
    CRL_PROXY,
    /** The other addresses of the ACME server. */
    CA_OTHER,
    /** The backend's nonce. */
    BACKEND_NONCE,
    /** The backend's access token. */
    ACCESS_TOKEN,
    /** The identity provider's discovery document. */
    DISCOVERY,
    /** The login page. */
    AUTHORIZE,
    /** The form that the login page sends. */
    LOGIN,
    /** The exchange of the code for the id token. */
    TOKEN,
    /** The identity provider's keys, which the ACME server fetches. */
    JWKS,
    /** Anything else. */
    ELSEWHERE;

    /** {@return whether this is an endpoint of ACME to which JWS are posted} */
    public boolean isAcmePost() {
        return ordinal() >= NEW_ACCOUNT.ordinal() && ordinal() <= REVOKE.ordinal();
    }
}
