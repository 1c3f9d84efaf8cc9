package dev.e2ei.api.trust;

/**
 * What the certificate of a device has to be issued for. Names are read the same way in each profile; what differs is the
 * extended key usage, so that a certificate of one is not taken for one of the other.
 */
public enum LeafProfile {
    /** Wire's: client authentication, RFC 5280, section 4.2.1.12. */
    WIRE("1.3.6.1.5.5.7.3.2"),
    /** Instant messaging identities: the purpose {@code id-kp-imUri} of RFC 9734. */
    IM_URI("1.3.6.1.5.5.7.3.40");

    private final String extendedKeyUsage;

    LeafProfile(String extendedKeyUsage) {
        this.extendedKeyUsage = extendedKeyUsage;
    }

    /** {@return the object identifier of the extended key usage that a leaf must have, in dotted form} */
    public String extendedKeyUsage() {
        return extendedKeyUsage;
    }
}
