package dev.e2ei.api.trust;

import java.util.List;

/**
 * What replacing the set of trust anchors changed. Replacing a set by itself changes nothing.
 *
 * @param added anchors that are new
 * @param removed anchors that are gone
 * @param kept anchors that were there and still are
 */
public record AnchorChanges(List<TrustAnchor> added, List<TrustAnchor> removed, List<TrustAnchor> kept) {
    /** {@inheritDoc} */
    public AnchorChanges {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        kept = List.copyOf(kept);
    }
}
