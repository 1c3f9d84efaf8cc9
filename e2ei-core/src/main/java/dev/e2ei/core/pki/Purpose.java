package dev.e2ei.core.pki;

import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.x509.ExtendedKeyUsage;
import java.util.Optional;
import java.util.Set;

/**
 * What a path is to be used for.
 *
 * @param required the extended key usage; empty: any use
 * @param implied whether a leaf without the extension, or with {@code anyExtendedKeyUsage}, allows it
 */
public record Purpose(Optional<ObjectIdentifier> required, boolean implied) {
    /** Any use. */
    public static final Purpose ANY = new Purpose(Optional.empty(), true);

    /** A purpose that the leaf has to name. */
    public static Purpose explicit(ObjectIdentifier purpose) {
        return new Purpose(Optional.of(purpose), false);
    }

    boolean allowedByLeaf(Optional<ExtendedKeyUsage> extension) {
        return allowed(extension, implied, implied);
    }

    /** An authority without the extension may issue for any purpose. */
    boolean allowedByIssuer(Optional<ExtendedKeyUsage> extension) {
        return allowed(extension, true, true);
    }

    private boolean allowed(Optional<ExtendedKeyUsage> extension, boolean byAbsence, boolean byAny) {
        if (required.isEmpty()) {
            return true;
        }
        if (extension.isEmpty()) {
            return byAbsence;
        }
        Set<ObjectIdentifier> purposes = extension.get().purposes();
        return purposes.contains(required.get()) || byAny && purposes.contains(ExtendedKeyUsage.ANY);
    }
}
