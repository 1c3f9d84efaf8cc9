package dev.e2ei.acme.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The validity that an order asks for. It begins a little in the past, so that a device whose clock is ahead gets no
 * certificate that its peers take for one of the future. Its length is what the caller asked for and no more: a CA with a
 * maximum of, say, 90 days would refuse 90 days and an hour, and only at the very end. So it ends a little earlier than the
 * request's instant plus the expiry: by a twentieth of the expiry, by one hour at most.
 */
record RequestedValidity(Instant notBefore, Instant notAfter) {
    private static final Duration MAX_BACKDATING = Duration.ofHours(1);
    private static final int FRACTION = 20;

    static RequestedValidity of(Instant now, Duration expiry) {
        Duration share = expiry.dividedBy(FRACTION);
        Duration backdating = share.compareTo(MAX_BACKDATING) < 0 ? share : MAX_BACKDATING;
        // whole seconds: X.509 has no others
        Instant notBefore = now.minus(backdating).truncatedTo(ChronoUnit.SECONDS);
        return new RequestedValidity(notBefore, notBefore.plus(expiry).truncatedTo(ChronoUnit.SECONDS));
    }
}
