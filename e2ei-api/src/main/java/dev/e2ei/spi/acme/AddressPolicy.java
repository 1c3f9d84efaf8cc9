package dev.e2ei.spi.acme;

/** Which addresses a request may be sent to. */
public enum AddressPolicy {
    /** Any: the address was configured by the host. http is for this machine only. */
    ANY,
    /**
     * Any, also over http without TLS: the address came out of somebody else's certificate, the host allows private
     * networks, and what is downloaded carries its own signature.
     */
    ANY_FOR_SIGNED,
    /** Public addresses only: the address came out of somebody else's certificate. */
    PUBLIC_ONLY
}
