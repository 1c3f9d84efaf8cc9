package dev.e2ei.api.conversation;

/** How far the members of a conversation are proven. The numbers are those of Wire's bindings. */
public enum E2eiConversationState {
    /** Every member's device has a certificate that is valid now. */
    Verified(1),
    /** At least one member's device has a Basic credential, or a certificate that is not valid now. */
    NotVerified(2),
    /** No member's device has a certificate. */
    NotEnabled(3);

    private final int code;

    E2eiConversationState(int code) {
        this.code = code;
    }

    /** {@return the number of Wire's bindings} */
    public int code() {
        return code;
    }
}
