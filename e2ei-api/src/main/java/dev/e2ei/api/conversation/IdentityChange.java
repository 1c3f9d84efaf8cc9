package dev.e2ei.api.conversation;

import dev.e2ei.api.identity.WireIdentity;
import java.util.Objects;

/**
 * A device that shows another credential than before.
 *
 * @param before who it was
 * @param after who it is; the same client in the same domain
 */
public record IdentityChange(WireIdentity before, WireIdentity after) {
    /** {@inheritDoc} */
    public IdentityChange {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }
}
