package dev.e2ei.api.identity;

/** What is known about a device's certificate. Only {@link #VALID} means proven. */
public enum DeviceVerdict {
    /** Path, names, time and revocation are as the policy wants them. */
    VALID,
    /** notAfter of the certificate, or of one above it, has passed. */
    EXPIRED,
    /** notBefore of the certificate, or of one above it, is still to come. */
    NOT_YET_VALID,
    /** A registered revocation list names the certificate, or one above it. */
    REVOKED,
    /** No path to a trust anchor. */
    UNTRUSTED,
    /** The certificate's key is not the key that the device uses. */
    KEY_MISMATCH,
    /** A name lies outside the constraints of an issuer. */
    NAME_CONSTRAINT,
    /** A signature does not verify. */
    BAD_SIGNATURE,
    /** Not a certificate, or one that breaks RFC 5280 or the leaf profile. */
    MALFORMED,
    /** No usable revocation list, and the policy insists on one. */
    REVOCATION_UNKNOWN,
    /** No trust anchor is registered. */
    TRUST_NOT_CONFIGURED,
    /** A Basic credential: there is no certificate. */
    NOT_ENROLLED;

    /**
     * The three-valued status of Wire's clients. Nothing that was not proven maps to {@link DeviceStatus#Valid}, save a
     * Basic credential, which has no certificate that could be bad.
     *
     * @return the status
     */
    public DeviceStatus status() {
        return switch (this) {
            case VALID, NOT_ENROLLED -> DeviceStatus.Valid;
            case EXPIRED, NOT_YET_VALID -> DeviceStatus.Expired;
            default -> DeviceStatus.Revoked;
        };
    }
}
