package dev.e2ei.api.error;

import java.util.Objects;

/** A message, key package, welcome or group info is well formed, but breaks a rule; the state is as it was before. */
@SuppressWarnings("serial")
public final class MessageRejectedException extends MlsException {
    private final String rule;

    /**
     * A rejection.
     *
     * @param rule a stable name of the rule, such as {@code LN-14}
     * @param message what was found and what the rule wants, with the section of RFC 9420
     */
    public MessageRejectedException(String rule, String message) {
        super(ErrorCode.MLS_REJECTED, rule + ": " + message);
        this.rule = Objects.requireNonNull(rule, "rule");
    }

    /** {@return a stable name of the rule} */
    public String rule() {
        return rule;
    }
}
