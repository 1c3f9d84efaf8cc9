package dev.e2ei.api.trust;

import java.util.Objects;

/**
 * The two answers on what was sent some time ago: who was it then, and is it still so.
 *
 * @param asOfThen judged as of when it was sent, by what is known now: a certificate that has expired since was valid then,
 *     and so was one that was revoked since for a reason that does not reach back
 * @param asOfNow judged as of now
 */
public record BacklogVerdict(ChainVerdict asOfThen, ChainVerdict asOfNow) {
    /** {@inheritDoc} */
    public BacklogVerdict {
        Objects.requireNonNull(asOfThen, "asOfThen");
        Objects.requireNonNull(asOfNow, "asOfNow");
    }
}
