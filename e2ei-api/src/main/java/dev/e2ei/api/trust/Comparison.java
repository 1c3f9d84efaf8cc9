package dev.e2ei.api.trust;

import java.util.Objects;

/**
 * Both sides of the comparison that decided against a certificate. Names no people.
 *
 * @param rule the rule, such as {@code NAME_CONSTRAINT} or {@code EXPIRED}; stable
 * @param expected what the rule asks for
 * @param found what there was
 */
public record Comparison(String rule, String expected, String found) {
    /** {@inheritDoc} */
    public Comparison {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(found, "found");
    }

    /** {@return the comparison as one clause} */
    @Override
    public String toString() {
        return rule + ": expected " + expected + ", found " + found;
    }
}
