package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.trust.AnchorChanges;
import dev.e2ei.api.trust.TrustEditor;
import java.util.Collection;
import java.util.Objects;

/** What is trusted, as one transaction sees and changes it. */
final class DefaultTrustEditor extends DefaultTrustView implements TrustEditor {
    private final TransactionScope scope;
    private final TrustRegistration registration;

    DefaultTrustEditor(ClientEnvironment environment, TransactionScope scope, TrustRegistration registration) {
        super(environment, scope::trust);
        this.scope = scope;
        this.registration = registration;
    }

    @Override
    public AnchorChanges replaceAnchors(Collection<Bytes> roots) {
        Objects.requireNonNull(roots, "roots");
        scope.requireUsable();
        return registration.replaceAnchors(scope, roots);
    }

    @Override
    public boolean removeAnchor(Bytes fingerprint) {
        Objects.requireNonNull(fingerprint, "fingerprint");
        scope.requireUsable();
        return registration.removeAnchor(scope, fingerprint);
    }

    @Override
    public boolean removeIntermediate(Bytes fingerprint) {
        Objects.requireNonNull(fingerprint, "fingerprint");
        scope.requireUsable();
        return registration.removeIntermediate(scope, fingerprint);
    }
}
