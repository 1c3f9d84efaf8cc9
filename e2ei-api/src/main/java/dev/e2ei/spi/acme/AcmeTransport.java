package dev.e2ei.spi.acme;

/**
 * Carries single HTTP exchanges: octets out, octets in. It knows no JSON, no nonces and no retries, follows no redirect,
 * keeps no cookies and sends no header that the request does not name, save those of HTTP itself. Safe for use by
 * several threads.
 *
 * @implSpec The deadline covers the whole exchange, from name resolution to the last octet of the body, also when the
 *     server sends octet by octet. A body over the limit ends the exchange without being read further. An interrupt
 *     ends it with code {@code INTERRUPTED} and leaves the thread's interrupt flag set.
 */
public interface AcmeTransport extends AutoCloseable {
    /**
     * Makes one exchange.
     *
     * @param request what to send
     * @return the answer, whatever its status
     * @throws dev.e2ei.api.error.TransportException if there is no whole answer
     */
    TransportResponse exchange(TransportRequest request);

    /** Frees what the transport holds. Closing twice does nothing. */
    @Override
    void close();
}
