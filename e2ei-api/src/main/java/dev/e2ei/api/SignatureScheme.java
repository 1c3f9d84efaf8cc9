package dev.e2ei.api;

/** The signature schemes of RFC 9420, section 17.1, with the numbers of the TLS registry. */
public enum SignatureScheme {
    /** ECDSA on P-256 with SHA-256. */
    ECDSA_SECP256R1_SHA256(0x0403),
    /** ECDSA on P-384 with SHA-384. */
    ECDSA_SECP384R1_SHA384(0x0503),
    /** ECDSA on P-521 with SHA-512. */
    ECDSA_SECP521R1_SHA512(0x0603),
    /** Ed25519, RFC 8032. */
    ED25519(0x0807),
    /** Ed448, RFC 8032. */
    ED448(0x0808);

    private final int id;

    SignatureScheme(int id) {
        this.id = id;
    }

    /** {@return the number in the TLS SignatureScheme registry} */
    public int id() {
        return id;
    }
}
