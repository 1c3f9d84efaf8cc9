package dev.e2ei.core.schedule;

import java.util.Optional;
import java.util.stream.Stream;

/** What is derived from an epoch's secret, RFC 9420, section 8, table 4. */
public enum EpochSecret {
    /** Hides who sent a private message. */
    SENDER_DATA(1, "sender data"),
    /** The root of the secret tree. */
    ENCRYPTION(2, "encryption"),
    /** Secrets for the application. */
    EXPORTER(3, "exporter"),
    /** The key pair of external commits. */
    EXTERNAL(4, "external"),
    /** The key of the confirmation tag. */
    CONFIRMATION(5, "confirm"),
    /** The key of membership tags. */
    MEMBERSHIP(6, "membership"),
    /** What this epoch leaves to later ones. */
    RESUMPTION(7, "resumption"),
    /** What members compare to know that they are in the same epoch. */
    AUTHENTICATION(8, "authentication"),
    /** What goes into the next epoch. */
    INIT(9, "init");

    private final int code;
    private final String label;

    EpochSecret(int code, String label) {
        this.code = code;
        this.label = label;
    }

    int code() {
        return code;
    }

    String label() {
        return label;
    }

    static Optional<EpochSecret> ofCode(int code) {
        return Stream.of(values()).filter(kind -> kind.code == code).findFirst();
    }
}
