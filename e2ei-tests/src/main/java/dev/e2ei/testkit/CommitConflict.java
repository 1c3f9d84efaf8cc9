package dev.e2ei.testkit;

/** What a {@link DeliveryService} answers to the commit that comes second in its epoch. */
public enum CommitConflict {
    /** The client is handed what it missed, then asked to try again. */
    RETRY,
    /** The commit is refused. */
    REJECT
}
