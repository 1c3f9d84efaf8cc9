package dev.e2ei.api.credential;

import dev.e2ei.api.Bytes;
import java.time.Instant;
import java.util.Objects;

/**
 * A key package of this client, whose private keys lie in the store until somebody adds the client by it.
 *
 * @param ref its reference
 * @param credential the credential that it was made with
 * @param keyPackage what is to be uploaded, bare or as MLSMessage as the profile says
 * @param notAfter the last second at which it may be used
 */
public record LocalKeyPackage(KeyPackageRef ref, CredentialRef credential, Bytes keyPackage, Instant notAfter) {
    /** {@inheritDoc} */
    public LocalKeyPackage {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(keyPackage, "keyPackage");
        Objects.requireNonNull(notAfter, "notAfter");
    }
}
