package dev.e2ei.api.conversation;

/** How handshake messages are framed, RFC 9420, section 6. Application messages are always encrypted. */
public enum WirePolicy {
    /** Proposals and commits as PublicMessage: signed, authenticated, readable by the delivery service. Wire's choice. */
    Plaintext(1),
    /** Proposals and commits as PrivateMessage; external commits stay public. */
    Ciphertext(2);

    private final int code;

    WirePolicy(int code) {
        this.code = code;
    }

    /** {@return the number of Wire's bindings} */
    public int code() {
        return code;
    }
}
