package dev.e2ei.testkit.fault;

/** How a token is signed badly. */
public enum TokenFlaw {
    /** One bit of the signature is another. */
    BIT_FLIPPED,
    /** The last octet of the signature is missing. */
    TRUNCATED,
    /** There is no signature, and {@code alg} is {@code none}. */
    NONE,
    /** {@code alg} is {@code HS256}, and the key is the public key's octets. */
    HMAC_WITH_PUBLIC_KEY,
    /** By another key than the published one, which the header carries. */
    OTHER_KEY,
    /** The token is no JWT at all. */
    NOT_A_TOKEN
}
