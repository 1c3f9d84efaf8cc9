package dev.e2ei.spi.trust;

import java.util.Objects;
import java.util.Optional;

/**
 * What a server said with a list, by which it can tell later that the list is still the same: RFC 9110, section 8.8. Made
 * and read by the source alone.
 *
 * @param entityTag the header {@code ETag}
 * @param lastModified the header {@code Last-Modified}
 */
public record CrlValidators(Optional<String> entityTag, Optional<String> lastModified) {
    /** {@inheritDoc} */
    public CrlValidators {
        Objects.requireNonNull(entityTag, "entityTag");
        Objects.requireNonNull(lastModified, "lastModified");
    }

    /** {@return whether the server can be asked whether the list has changed} */
    public boolean present() {
        return entityTag.isPresent() || lastModified.isPresent();
    }
}
