package dev.e2ei.api.error;

/** Whose turn it is after an error. */
public enum ErrorKind {
    /** The caller gave something that cannot work; the same call fails again. */
    INPUT,
    /** A server or another member broke the protocol or said no. */
    PEER,
    /** Network, disk, configuration or clock. */
    ENVIRONMENT,
    /** A person has to do something first. */
    USER,
    /** A defect of this library or of a provider. */
    BUG
}
