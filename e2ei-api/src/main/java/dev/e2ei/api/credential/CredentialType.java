package dev.e2ei.api.credential;

/** The credential types of RFC 9420, section 5.3. */
public enum CredentialType {
    /** A name without proof. */
    Basic(1),
    /** A certificate chain. */
    X509(2);

    private final int code;

    CredentialType(int code) {
        this.code = code;
    }

    /** {@return the number of the MLS credential type registry} */
    public int code() {
        return code;
    }
}
