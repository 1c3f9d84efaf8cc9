package dev.e2ei.testkit.jose;

/** A JWS, a JWK or a piece of JSON was refused; the reason says why. */
public final class JwsRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** Not a JWS, not strict JSON or not strict base64url. */
        MALFORMED,
        /** The algorithm is {@code none}, symmetric, unknown or not accepted here. */
        UNSUPPORTED_ALGORITHM,
        /** A header member that would change how, or by which key, the signature is verified. */
        FORBIDDEN_HEADER,
        /** The key is none, or one that is not to be used. */
        BAD_KEY,
        /** The key does not fit the algorithm. */
        KEY_MISMATCH,
        /** The signature has another length or does not verify. */
        BAD_SIGNATURE
    }

    /**
     * A refusal.
     *
     * @param reason why
     * @param message for the reader of a failed test; no key and no token in it
     */
    public JwsRejectedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** {@return why} */
    public Reason reason() {
        return reason;
    }
}
