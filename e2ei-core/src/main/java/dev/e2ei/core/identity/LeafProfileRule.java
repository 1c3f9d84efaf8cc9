package dev.e2ei.core.identity;

import dev.e2ei.api.SignatureScheme;
import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.api.trust.LeafProfile;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.x509.ExtendedKeyUsage;
import dev.e2ei.core.x509.KeyUsage;
import dev.e2ei.core.x509.ParsedCertificate;
import java.util.Optional;
import java.util.Set;

/**
 * What the certificate of a client has to look like, beside its names.
 *
 * @param purpose the extended key usage that it must have; {@code anyExtendedKeyUsage} does not stand in for it
 * @param furtherPurposesAllowed whether it may have others beside
 */
public record LeafProfileRule(ObjectIdentifier purpose, boolean furtherPurposesAllowed) {
    /** What a policy asks of leaves. */
    public static LeafProfileRule of(TrustPolicy policy) {
        return new LeafProfileRule(purpose(policy.leafProfile()), policy.furtherPurposesAccepted());
    }

    private static ObjectIdentifier purpose(LeafProfile profile) {
        return switch (profile) {
            case WIRE -> ExtendedKeyUsage.CLIENT_AUTH;
            case IM_URI -> ExtendedKeyUsage.IM_URI;
        };
    }

    /**
     * Checks everything but names, path and time.
     *
     * @throws PathRejectedException with the rule that the leaf breaks
     */
    public void check(ParsedCertificate leaf) {
        if (leaf.isCa()) {
            throw new PathRejectedException(Reason.LEAF_IS_CA, "an end entity", "a certification authority");
        }
        checkKeyUsage(leaf.extensions().keyUsage());
        checkExtendedKeyUsage(leaf.extensions().extendedKeyUsage());
        Optional<SignatureScheme> scheme = leaf.publicKey().scheme();
        if (scheme.isEmpty() || scheme.get() == SignatureScheme.ED448) {
            throw new PathRejectedException(Reason.LEAF_KEY, "a key of P-256, P-384, P-521 or Ed25519", "another key");
        }
    }

    private static void checkKeyUsage(Optional<KeyUsage> keyUsage) {
        if (keyUsage.isEmpty() || !keyUsage.get().digitalSignature()) {
            throw new PathRejectedException(
                    Reason.LEAF_KEY_USAGE, "digitalSignature", keyUsage.isEmpty() ? "no key usage" : "other usages");
        }
        if (keyUsage.get().keyCertSign() || keyUsage.get().crlSign()) {
            throw new PathRejectedException(
                    Reason.LEAF_KEY_USAGE, "neither keyCertSign nor cRLSign", "a key that may sign for others");
        }
    }

    private void checkExtendedKeyUsage(Optional<ExtendedKeyUsage> extendedKeyUsage) {
        Set<ObjectIdentifier> purposes =
                extendedKeyUsage.map(ExtendedKeyUsage::purposes).orElse(Set.of());
        if (!purposes.contains(purpose)) {
            throw new PathRejectedException(
                    Reason.LEAF_EXTENDED_KEY_USAGE, "purpose " + purpose, "purposes " + purposes);
        }
        if (purposes.size() > 1 && !furtherPurposesAllowed) {
            throw new PathRejectedException(
                    Reason.LEAF_EXTENDED_KEY_USAGE, "no purpose beside " + purpose, "purposes " + purposes);
        }
    }
}
