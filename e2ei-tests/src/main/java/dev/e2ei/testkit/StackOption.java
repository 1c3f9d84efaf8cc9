package dev.e2ei.testkit;

/** How a stack differs from the usual one. */
public enum StackOption {
    /**
     * The backend signs P-256 proofs only and refuses others, as a stock deployment does. Usually its one P-256 key signs
     * for all.
     */
    STOCK_BACKEND_KEY,
    /** The backend has a key for each algorithm and signs with the proof's. */
    BACKEND_KEY_FOR_EACH_ALGORITHM,
    /** The intermediate names as its distribution point the list that it signs itself, as Wire's own test set-up does. */
    CRL_IN_INTERMEDIATE,
    /** Leaves name no distribution point. */
    NO_CRL,
    /** The target of the OIDC challenge carries the OAuth client id as a query parameter. */
    CLIENT_ID_IN_OIDC_TARGET,
    /** Id tokens are signed with RS256, as Keycloak does; the key takes a moment. Usually with ES256. */
    RSA_ID_TOKENS,
    /** Id tokens are signed with EdDSA. */
    EDDSA_ID_TOKENS,
    /** The clock goes on by itself. Usually it stands still until it is moved. */
    TICKING_CLOCK
}
