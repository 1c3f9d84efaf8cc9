package dev.e2ei.testkit.fault;

/** The servers of a stack. */
public enum KitServer {
    /** The ACME server. */
    ACME("acme"),
    /** The identity provider. */
    IDENTITY_PROVIDER("idp"),
    /** The backend. */
    BACKEND("backend"),
    /** The plain http server of the revocation list. */
    CRL_HOST("crl");

    private final String id;

    KitServer(String id) {
        this.id = id;
    }

    /** {@return the name that its threads carry} */
    public String id() {
        return id;
    }
}
