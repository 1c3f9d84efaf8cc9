package dev.e2ei.acme.flow;

/**
 * How often a request may be repeated when nobody knows whether the server acted on it: the connection broke, or the
 * server failed. A request that the server refused to look at (429, 503, badNonce) can be repeated in any case.
 */
enum Repeat {
    /** Each request makes one more resource. */
    NEVER(0),
    /** Repeating does no harm, but what failed twice will fail again: step-ca answers 500 to what it does not like. */
    ONCE(1),
    /** Reading. */
    FREELY(2);

    private final int times;

    Repeat(int times) {
        this.times = times;
    }

    int times() {
        return times;
    }
}
