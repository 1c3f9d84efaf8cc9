package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.core.x509.ParsedCertificate;
import java.util.Optional;

/** Which client a credential claims to be, which is no proof; other applications' identities are no error. */
public final class ClaimedClient {
    private ClaimedClient() {}

    /** The client of a Basic credential's identity; none if it is not Wire's form of a client id. */
    public static Optional<ClientId> of(Bytes basicIdentity) {
        try {
            return Optional.of(ClientId.parse(basicIdentity.utf8()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The client of a certificate; none if it does not name exactly one as Wire's certificates do. */
    public static Optional<ClientId> ofCertificate(Bytes der) {
        try {
            return Optional.of(
                    WireIdentityReader.read(ParsedCertificate.parse(der)).clientId());
        } catch (PkiException e) {
            return Optional.empty();
        }
    }
}
