package dev.e2ei.api.error;

import org.jspecify.annotations.Nullable;

/** A saved enrollment cannot be resumed. */
@SuppressWarnings("serial")
public final class SnapshotRejectedException extends EnrollmentException {
    /** Why not. */
    public enum Reason {
        /** Altered, truncated, or sealed under another database key; the three cannot be told apart. */
        NOT_OPENED,
        /** Written by a version of the format that this version does not read. */
        UNSUPPORTED_FORMAT,
        /** Written by another enrollment protocol than the one that is installed. */
        OTHER_PROTOCOL,
        /** Belongs to another client than this store's. */
        OTHER_CLIENT,
        /** The order behind it has expired: begin a new enrollment. */
        EXPIRED,
        /** No such stashed enrollment. */
        NOT_FOUND
    }

    private final Reason reason;

    /**
     * A refused snapshot.
     *
     * @param reason why
     * @param message what to do
     */
    public SnapshotRejectedException(Reason reason, String message) {
        this(reason, message, null);
    }

    /**
     * A refused snapshot, with a cause.
     *
     * @param reason why
     * @param message what to do
     * @param cause the cause, or null
     */
    public SnapshotRejectedException(Reason reason, String message, @Nullable Throwable cause) {
        super(ErrorCode.SNAPSHOT_REJECTED, null, reason + ": " + message, cause);
        this.reason = reason;
    }

    /** {@return why} */
    public Reason reason() {
        return reason;
    }
}
