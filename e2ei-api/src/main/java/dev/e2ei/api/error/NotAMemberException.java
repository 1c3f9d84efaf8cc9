package dev.e2ei.api.error;

/** This client is no member of the conversation, or no longer: it was removed, or the group was closed by a ReInit. */
@SuppressWarnings("serial")
public final class NotAMemberException extends MlsException {
    /**
     * An error.
     *
     * @param message why
     */
    public NotAMemberException(String message) {
        super(ErrorCode.NOT_A_MEMBER, message);
    }
}
