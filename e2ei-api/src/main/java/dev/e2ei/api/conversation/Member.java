package dev.e2ei.api.conversation;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.id.ClientId;
import java.util.Objects;
import java.util.Optional;

/**
 * A device in a conversation, as its leaf says; nothing of it is proven.
 *
 * @param leafIndex its leaf in the ratchet tree
 * @param clientId the client that it claims to be; none if its identity is not Wire's form of a client id
 * @param identity the identity of a Basic credential, or the client id of a certificate as text; may be empty
 * @param credentialType its type of credential
 * @param signatureKey the public key by which its messages are signed
 */
public record Member(
        int leafIndex, Optional<ClientId> clientId, Bytes identity, CredentialType credentialType, Bytes signatureKey) {
    /** {@inheritDoc} */
    public Member {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(credentialType, "credentialType");
        Objects.requireNonNull(signatureKey, "signatureKey");
    }
}
