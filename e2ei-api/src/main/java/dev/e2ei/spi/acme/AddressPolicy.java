package dev.e2ei.spi.acme;

/** Which addresses a request may be sent to. */
public enum AddressPolicy {
    /** Any: the address was configured by the host. */
    ANY,
    /** Public addresses only: the address came out of somebody else's certificate. */
    PUBLIC_ONLY
}
