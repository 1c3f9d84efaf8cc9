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
     * Fetches roots, federation and all due revocation lists, and registers them in one transaction. No lock is held while
     * something is fetched; what fails is reported and keeps nothing else back. Do not call it inside a transaction that has
     * written.
     *
     * @param config from where
     * @return an outcome for each point
     * @throws dev.e2ei.api.error.ProviderException if no provider of trust sources is there
     * @throws IllegalStateException inside a transaction of this thread that has written
     */
    TrustRefresh refresh(TrustSourceConfig config);
}
