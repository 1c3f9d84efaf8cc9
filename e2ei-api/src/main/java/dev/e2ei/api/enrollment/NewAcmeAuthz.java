package dev.e2ei.api.enrollment;

import java.util.Objects;
import java.util.Optional;

/**
 * An authorization.
 *
 * @param identifier the identifier object, as JSON text
 * @param keyauth the key authorization that the id token has to carry; of the user's authorization only
 * @param challenge the one challenge
 */
public record NewAcmeAuthz(String identifier, Optional<String> keyauth, AcmeChallenge challenge) {
    /** {@inheritDoc} */
    public NewAcmeAuthz {
        Objects.requireNonNull(identifier, "identifier");
        Objects.requireNonNull(keyauth, "keyauth");
        Objects.requireNonNull(challenge, "challenge");
    }

    /** {@return the challenge; the identifier has names of people} */
    @Override
    public String toString() {
        return "NewAcmeAuthz[" + challenge + "]";
    }
}
