package dev.e2ei.core.identity;

/** What a revocation that is known now says of an instant before it. */
public enum Viewpoint {
    /** A certificate that a list names is revoked at every instant, so that no clock that was set back makes it good again. */
    STANDING,
    /**
     * A certificate is revoked from when on its list says so. For what was sent then, and for nothing that is decided now.
     */
    BACKLOG
}
