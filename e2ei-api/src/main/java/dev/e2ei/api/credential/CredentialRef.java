package dev.e2ei.api.credential;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.id.ClientId;
import java.time.Instant;
import java.util.Objects;

/**
 * A reference to a stored credential. Several credentials may share one key, so type and instant of storing belong to
 * the reference.
 *
 * @param clientId whose credential it is
 * @param ciphersuite the suite for which it was made
 * @param type Basic or X.509
 * @param publicKeyHash SHA-256 of the signature public key, 32 octets
 * @param created when it was stored
 */
public record CredentialRef(
        ClientId clientId, Ciphersuite ciphersuite, CredentialType type, Bytes publicKeyHash, Instant created) {
    /** {@inheritDoc} */
    public CredentialRef {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(ciphersuite, "ciphersuite");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(publicKeyHash, "publicKeyHash");
        Objects.requireNonNull(created, "created");
    }
}
