package dev.e2ei.api.trust;

import dev.e2ei.api.Bytes;
import java.util.Collection;

/** Changes to what this client trusts, inside a transaction; rolled back with it. */
public interface TrustEditor extends TrustView {
    /**
     * Makes the given roots the only trust anchors. Atomic and idempotent.
     *
     * @param roots the roots in DER; may be empty, which leaves nothing trusted
     * @return what changed
     * @throws dev.e2ei.api.error.PkiException if one of them is not a self-signed CA certificate that is valid now;
     *     nothing is changed then
     */
    AnchorChanges replaceAnchors(Collection<Bytes> roots);

    /**
     * Removes one anchor.
     *
     * @param fingerprint SHA-256 of its DER
     * @return whether it was there
     */
    boolean removeAnchor(Bytes fingerprint);

    /**
     * Removes one intermediate. Paths through it are gone unless a chain brings it along.
     *
     * @param fingerprint SHA-256 of its DER
     * @return whether it was there
     */
    boolean removeIntermediate(Bytes fingerprint);
}
