package dev.e2ei.core.pki;

/**
 * What a client trusts at one moment, an immutable value.
 *
 * @param store anchors and intermediates
 * @param crls revocation lists in force
 */
public record TrustState(TrustStore store, CrlRegistry crls) {
    /** Nothing. */
    public static final TrustState NONE = new TrustState(TrustStore.empty(), CrlRegistry.empty());

    /** The same with other anchors and intermediates. */
    public TrustState with(TrustStore changed) {
        return new TrustState(changed, crls);
    }

    /** The same with other revocation lists. */
    public TrustState with(CrlRegistry changed) {
        return new TrustState(store, changed);
    }
}
