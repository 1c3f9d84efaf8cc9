package dev.e2ei.core.keypackage;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.core.credential.Credential;
import dev.e2ei.core.credential.X509Credential;
import dev.e2ei.core.tree.Capabilities;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNodeDraft;
import dev.e2ei.core.tree.Lifetime;
import dev.e2ei.core.x509.ParsedCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What this client's own leaves say, by its profile: neither extensions nor anything that nobody needs, LN-17. */
public final class OwnLeaf {
    private OwnLeaf() {}

    /** All but encryption key and source. */
    public static LeafNodeDraft draft(MlsProfile profile, Credential credential, Bytes signatureKey) {
        return new LeafNodeDraft(signatureKey, credential, capabilities(profile), Extensions.NONE);
    }

    /** What is supported: the profile's suites in its order, both credentials, no types beside the default ones. */
    public static Capabilities capabilities(MlsProfile profile) {
        return new Capabilities(
                List.of(Capabilities.MLS10),
                profile.ciphersuites().stream().map(Ciphersuite::id).toList(),
                List.of(),
                List.of(),
                List.of(CredentialType.Basic.code(), CredentialType.X509.code()));
    }

    /**
     * When a new leaf of a key package may be used: from a little before now, since clocks differ, and no longer than its
     * certificate.
     *
     * @param wanted how long from now on
     * @throws PathRejectedException if the certificate is over already
     */
    public static Lifetime lifetime(MlsProfile profile, Credential credential, Duration wanted, Instant now) {
        Instant end = now.plus(wanted);
        if (credential instanceof X509Credential x509) {
            Instant notAfter = ParsedCertificate.parse(x509.certificates().get(0))
                    .validity()
                    .notAfter();
            if (now.isAfter(notAfter)) {
                throw new PathRejectedException(
                        PathRejectedException.Reason.EXPIRED, "a certificate up to " + notAfter, now.toString());
            }
            end = end.isAfter(notAfter) ? notAfter : end;
        }
        return Lifetime.between(now.minus(profile.keyPackageBackdating()), end);
    }
}
