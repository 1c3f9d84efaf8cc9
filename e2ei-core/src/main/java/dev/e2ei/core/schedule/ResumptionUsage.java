package dev.e2ei.core.schedule;

import java.util.Optional;
import java.util.stream.Stream;

/** ResumptionPSKUsage, RFC 9420, section 8.4. */
public enum ResumptionUsage {
    /** Within a group, or between groups of one application. */
    APPLICATION(1),
    /** From a group into the one that replaces it. */
    REINIT(2),
    /** From a group into one of some of its members. */
    BRANCH(3);

    private final int code;

    ResumptionUsage(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Optional<ResumptionUsage> ofCode(int code) {
        return Stream.of(values()).filter(usage -> usage.code == code).findFirst();
    }
}
