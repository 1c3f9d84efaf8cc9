package dev.e2ei.core.tree;

import dev.e2ei.core.codec.TlsCodec;
import java.time.Duration;
import java.time.Instant;

/**
 * Lifetime, RFC 9420, section 7.2: when a key package may be used.
 *
 * @param notBefore seconds since 1970, a uint64
 * @param notAfter seconds since 1970, a uint64
 */
public record Lifetime(long notBefore, long notAfter) {
    /** The wire form. */
    public static final TlsCodec<Lifetime> CODEC = TlsCodec.of(
            (lifetime, out) -> {
                out.u64(lifetime.notBefore);
                out.u64(lifetime.notAfter);
            },
            in -> new Lifetime(
                    in.field("not_before").u64(), in.field("not_after").u64()));

    /**
     * A lifetime.
     *
     * @param notBefore its beginning
     * @param notAfter its end, not earlier
     * @return the lifetime
     */
    public static Lifetime between(Instant notBefore, Instant notAfter) {
        if (notAfter.isBefore(notBefore) || notBefore.getEpochSecond() < 0) {
            throw new IllegalArgumentException("a lifetime begins in or after 1970, and does not end before");
        }
        return new Lifetime(notBefore.getEpochSecond(), notAfter.getEpochSecond());
    }

    /** {@return whether it does not end before it begins} */
    public boolean isOrdered() {
        return Long.compareUnsigned(notBefore, notAfter) <= 0;
    }

    /**
     * Whether an instant is within, both ends included.
     *
     * @param instant the instant
     * @return whether it is
     */
    public boolean contains(Instant instant) {
        long second = instant.getEpochSecond();
        return second >= 0
                && Long.compareUnsigned(notBefore, second) <= 0
                && Long.compareUnsigned(second, notAfter) <= 0;
    }

    /**
     * Whether the whole is longer than it may be.
     *
     * @param maximum how long it may be
     * @return whether it is longer
     */
    public boolean isLongerThan(Duration maximum) {
        return Long.compareUnsigned(notAfter - notBefore, Math.max(0, maximum.toSeconds())) > 0;
    }
}
