package dev.e2ei.testkit.fault;

/** What is wrong with a server's TLS. */
public enum TlsFlaw {
    /** Nothing. */
    NONE,
    /** The certificate has expired. */
    EXPIRED,
    /** The certificate is not valid yet. */
    NOT_YET_VALID,
    /** The certificate is for another host. */
    WRONG_HOST,
    /** The certificate is signed by its own key. */
    SELF_SIGNED,
    /** The certificate comes from a root that nobody trusts. */
    OTHER_ROOT,
    /** The server speaks TLS 1.0 only. */
    OLD_VERSION,
    /** The server speaks plain HTTP. */
    PLAIN_TEXT,
    /** The server closes the connection in the middle of the handshake. */
    CLOSED
}
