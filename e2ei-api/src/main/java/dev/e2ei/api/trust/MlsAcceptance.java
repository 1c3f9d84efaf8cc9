package dev.e2ei.api.trust;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether a leaf with a certificate may be in a group, RFC 9420, section 5.3.1, which is another question than what is to be
 * shown of it: a certificate that merely proves nothing, or nothing any more, does not keep a group from going on.
 *
 * @param fromOthers whether it may be there when others add it, commit with it, or it joins by itself
 * @param addedByUs whether this client adds it
 * @param verdict what is shown of it
 * @param refusal what decides against it where it may not be there at all
 */
public record MlsAcceptance(boolean fromOthers, boolean addedByUs, ChainVerdict verdict, Optional<Comparison> refusal) {
    /** {@inheritDoc} */
    public MlsAcceptance {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(refusal, "refusal");
    }
}
