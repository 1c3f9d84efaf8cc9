package dev.e2ei.api.trust;

import java.time.Instant;
import java.util.List;

/** What this client trusts, read outside a transaction. Safe for use by several threads. */
public interface TrustView {
    /** {@return the trust anchors, in the order of their registration} */
    List<TrustAnchor> anchors();

    /** {@return the revocation lists in force} */
    List<RegisteredCrl> crls();

    /** {@return the policy by which certificates are judged} */
    TrustPolicy policy();

    /**
     * Judges a chain by the anchors, intermediates, revocation lists and policy of now, as of the given instant. No
     * group is needed and nothing is stored.
     *
     * @param chain the chain, leaf first
     * @param at the instant of interest
     * @return the verdict with its evidence; a malformed chain is a verdict, not an exception
     */
    ChainVerdict verify(CertificateChain chain, Instant at);
}
