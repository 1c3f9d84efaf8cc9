package dev.e2ei.api.identity;

/** The three-valued status of Wire's clients; {@link DeviceVerdict} tells more. */
public enum DeviceStatus {
    /** Valid, or Basic. */
    Valid(1),
    /** Expired, or not valid yet. */
    Expired(2),
    /** Revoked, or not to be trusted for any other reason. */
    Revoked(3);

    private final int code;

    DeviceStatus(int code) {
        this.code = code;
    }

    /** {@return the number of Wire's bindings} */
    public int code() {
        return code;
    }
}
