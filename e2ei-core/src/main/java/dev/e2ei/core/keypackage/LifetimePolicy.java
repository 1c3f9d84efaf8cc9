package dev.e2ei.core.keypackage;

import java.time.Duration;
import java.util.Optional;

/**
 * What is asked of the lifetimes of other people's leaves. A key package that this client adds is within its lifetime in
 * any case.
 *
 * @param longest the longest whole lifetime; none for no limit
 * @param checkedWhenReceived whether leaves that somebody else adds, or that stand in a tree, have to be within their
 *     lifetime. RFC 9420 recommends it; but clocks differ, and whoever refuses what all others take is alone
 */
public record LifetimePolicy(Optional<Duration> longest, boolean checkedWhenReceived) {
    /** Any lifetime is taken. */
    public static LifetimePolicy unlimited() {
        return new LifetimePolicy(Optional.empty(), false);
    }

    /** Lifetimes up to the given one; those of received leaves may be over, as with Wire's clients. */
    public static LifetimePolicy upTo(Optional<Duration> longest) {
        return new LifetimePolicy(longest, false);
    }

    /** The same, with received leaves checked too: for somebody who wants proof, not membership. */
    public LifetimePolicy checkingReceived() {
        return new LifetimePolicy(longest, true);
    }
}
