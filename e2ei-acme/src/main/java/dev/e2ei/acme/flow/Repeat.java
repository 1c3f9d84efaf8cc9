package dev.e2ei.acme.flow;

/**
 * How often a request may be repeated when nobody knows whether the server acted on it: the connection broke, or the
 * server failed. A request that the server refused to look at (429, 503, badNonce) can be repeated in any case.
 */
enum Repeat {
    /**
     * Each request makes one more order. A connection that broke was most likely an idle one that the server had just
     * closed; should both orders have been made, the newer one counts.
     */
    IF_BROKEN(0, 1),
    /** Repeating does no harm, but what failed twice will fail again: step-ca answers 500 to what it does not like. */
    ONCE(1, 1),
    /** Reading. */
    FREELY(2, 2);

    private final int afterFailure;
    private final int afterBreak;

    Repeat(int afterFailure, int afterBreak) {
        this.afterFailure = afterFailure;
        this.afterBreak = afterBreak;
    }

    /** How often after a server's failure, or after its silence. */
    int afterFailure() {
        return afterFailure;
    }

    /** How often after a connection that broke. */
    int afterBreak() {
        return afterBreak;
    }
}
