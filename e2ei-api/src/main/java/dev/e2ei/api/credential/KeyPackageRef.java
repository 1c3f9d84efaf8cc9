package dev.e2ei.api.credential;

import dev.e2ei.api.Bytes;

/**
 * The KeyPackageRef of RFC 9420, section 5.2.
 *
 * @param octets a hash by the key package's suite
 */
public record KeyPackageRef(Bytes octets) {
    /** {@inheritDoc} */
    public KeyPackageRef {
        if (octets.isEmpty()) {
            throw new IllegalArgumentException("a reference is not empty");
        }
    }
}
