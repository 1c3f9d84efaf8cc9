package dev.e2ei.api.enrollment;

import dev.e2ei.api.Bytes;
import java.net.URI;
import java.util.Objects;

/**
 * A challenge of Wire's.
 *
 * @param delegate the challenge as the server sent it
 * @param url where the answer is POSTed
 * @param target for {@code wire-dpop-01} the backend's access token endpoint, verbatim; for {@code wire-oidc-01} the
 *     issuer
 */
public record AcmeChallenge(Bytes delegate, URI url, String target) {
    /** {@inheritDoc} */
    public AcmeChallenge {
        Objects.requireNonNull(delegate, "delegate");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(target, "target");
    }
}
