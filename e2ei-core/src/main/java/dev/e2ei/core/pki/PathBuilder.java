package dev.e2ei.core.pki;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.X509Crypto;
import java.util.Collection;
import java.util.function.Predicate;

/** Finds a path from a certificate to a trust anchor and validates it, RFC 5280 section 6 and RFC 4158. */
public final class PathBuilder {
    private final TrustStore trust;
    private final X509Crypto crypto;
    private final PathRequirements requirements;

    public PathBuilder(TrustStore trust, X509Crypto crypto, PathRequirements requirements) {
        this.trust = trust;
        this.crypto = crypto;
        this.requirements = requirements;
    }

    /**
     * Finds a path; the first of which the preference is true, or else the first of all. All candidates are tried:
     * cross-certificates, several anchors and authorities that share a name.
     *
     * @param leaf the certificate of interest
     * @param offered certificates that came with it and may serve as intermediates
     * @param preference what makes one path better than another, such as being valid now
     * @throws PathRejectedException if there is none, with the reason of the candidate that came furthest
     */
    public VerifiedPath build(
            ParsedCertificate leaf, Collection<ParsedCertificate> offered, Predicate<VerifiedPath> preference) {
        if (!trust.hasAnchors()) {
            throw new PathRejectedException(Reason.NO_ANCHOR, "a trust anchor", "none is registered");
        }
        return new PathSearch(trust, crypto, requirements, offered, preference).run(leaf);
    }

    public VerifiedPath build(ParsedCertificate leaf, Collection<ParsedCertificate> offered) {
        return build(leaf, offered, path -> true);
    }
}
