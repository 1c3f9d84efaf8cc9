package dev.e2ei.api.trust;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.id.ClientId;
import java.time.Instant;
import java.util.List;

/** What this client trusts, read outside a transaction. Safe for use by several threads. */
public interface TrustView {
    /** {@return the trust anchors, in the order of their registration} */
    List<TrustAnchor> anchors();

    /** {@return the authorities below the anchors that are known, in the order of their registration} */
    List<IntermediateCa> intermediates();

    /** {@return the revocation lists in force} */
    List<RegisteredCrl> crls();

    /** {@return the policy by which certificates are judged} */
    TrustPolicy policy();

    /**
     * Judges a chain by the anchors, intermediates, revocation lists and policy of now, as of the given instant. No
     * group is needed and nothing is stored. A certificate that a registered list names is revoked at each instant; what it
     * was before it was revoked, {@link #verifyBacklog} tells.
     *
     * @param chain the chain, leaf first
     * @param at the instant of interest
     * @return the verdict with its evidence; a malformed chain is a verdict, not an exception
     */
    ChainVerdict verify(CertificateChain chain, Instant at);

    /**
     * Judges the sender of something that was sent some time ago: as of then and as of now, both by what is known now.
     *
     * @param chain the sender's chain, leaf first
     * @param sentAt when it was sent, as far as that is known; an instant to come counts as now
     * @return both verdicts
     */
    BacklogVerdict verifyBacklog(CertificateChain chain, Instant sentAt);

    /**
     * Whether a leaf with a certificate may be in a group, as of now. This is what this client asks of each leaf that it
     * receives, RFC 9420, section 5.3.1.
     *
     * @param chain the leaf's chain, leaf first
     * @param signatureKey the MLS signature key of the leaf
     * @param expectedClient the client that the leaf is to be of
     * @return the answer with its evidence; a malformed chain is an answer, not an exception
     */
    MlsAcceptance acceptForMls(CertificateChain chain, Bytes signatureKey, ClientId expectedClient);
}
