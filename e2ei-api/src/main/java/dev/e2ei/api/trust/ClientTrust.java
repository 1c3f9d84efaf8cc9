package dev.e2ei.api.trust;

import java.net.URI;
import java.util.Set;

/** What this client trusts, outside a transaction, and how it is kept up to date. Safe for use by several threads. */
public interface ClientTrust extends TrustView {
    /**
     * The distribution points that certificates of this client, of its authorities or of its conversations' members name
     * and that have no list yet, or one whose next one is due.
     *
     * @return in the order in which they turned up
     */
    Set<URI> dueCrlDistributionPoints();

    /**
     * Fetches roots, federation and all due revocation lists, several at a time, and registers them in one transaction. No
     * lock is held while something is fetched; what fails is reported and keeps nothing else back, and what has not come
     * when {@link TrustSourceConfig#deadline} is over has failed. A list that this client took in before is asked for on
     * the condition that it has changed (RFC 9110, section 13); what that takes is remembered until the client is closed.
     * Do not call it inside a transaction that has written.
     *
     * <p>Roots and federation have at most 1 MiB and come over https from the origin of the ACME directory, checked by the
     * client's TLS roots; a list has at most 64 MiB less 64 KiB, all lists together 256 MiB. At most five redirects are
     * followed, each checked like a first address.
     *
     * @param config from where
     * @return an outcome for each point
     * @throws dev.e2ei.api.error.ProviderException if no provider of trust sources is there
     * @throws dev.e2ei.api.error.TransportException with code {@code INTERRUPTED} if the thread is interrupted while
     *     something is fetched; nothing is changed then, and the interrupt flag stays set
     * @throws IllegalArgumentException if the ACME directory is no https address, or the proxy none to which a host can be
     *     appended
     * @throws IllegalStateException inside a transaction of this thread that has written
     */
    TrustRefresh refresh(TrustSourceConfig config);
}
