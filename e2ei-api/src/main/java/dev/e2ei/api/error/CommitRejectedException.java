package dev.e2ei.api.error;

import java.util.Objects;

/** The delivery service refused a commit or a proposal; the conversation is as it was before it. */
@SuppressWarnings("serial")
public final class CommitRejectedException extends MlsException {
    private final String reason;

    /**
     * A refusal.
     *
     * @param reason what the delivery service said
     */
    public CommitRejectedException(String reason) {
        super(ErrorCode.COMMIT_REJECTED, "the delivery service refused: " + reason);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** {@return what the delivery service said} */
    public String reason() {
        return reason;
    }
}
