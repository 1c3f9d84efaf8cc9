package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.credential.NewCrlDistributionPoints;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.error.TrustNotConfiguredException;
import dev.e2ei.api.trust.AnchorChanges;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.TrustAnchor;
import dev.e2ei.core.pki.IntermediateRule;
import dev.e2ei.core.pki.TrustAnchorRule;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.core.x509.CertificatePem;
import dev.e2ei.core.x509.CrlDistributionPoints;
import dev.e2ei.core.x509.ParsedCertificate;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes what a client trusts, within a transaction: anchors and intermediates. */
final class TrustRegistration {
    private static final System.Logger LOG = System.getLogger(TrustRegistration.class.getName());

    private final ClientEnvironment environment;

    TrustRegistration(ClientEnvironment environment) {
        this.environment = environment;
    }

    Bytes fingerprint(Bytes der) {
        return Bytes.of(environment.crypto().store().sha256(der.toByteArray()));
    }

    static ParsedCertificate single(String pem) {
        List<Bytes> certificates = CertificatePem.parse(pem);
        if (certificates.size() != 1) {
            throw new PkiException(
                    ErrorCode.CERTIFICATE_MALFORMED, "one certificate is expected, not " + certificates.size());
        }
        return ParsedCertificate.parse(certificates.get(0));
    }

    void addAnchor(TransactionScope scope, String pem) {
        ParsedCertificate root = single(pem);
        scope.writing();
        change(scope, withAnchor(scope.trust().store(), root));
    }

    private static void change(TransactionScope scope, TrustStore store) {
        if (store != scope.trust().store()) {
            scope.changeTrust(scope.trust().with(store));
        }
    }

    /** Adds one root; whether it is new. */
    boolean addAnchor(TransactionScope scope, ParsedCertificate root) {
        scope.writing();
        TrustStore before = scope.trust().store();
        change(scope, withAnchor(before, root));
        return scope.trust().store() != before;
    }

    private TrustStore withAnchor(TrustStore store, ParsedCertificate root) {
        Bytes fingerprint = fingerprint(root.encoded());
        if (store.hasAnchor(fingerprint)) {
            return store;
        }
        TrustAnchorRule.check(root, environment.crypto().x509(), environment.now());
        return store.withAnchor(root, fingerprint);
    }

    AnchorChanges replaceAnchors(TransactionScope scope, Collection<Bytes> roots) {
        Map<Bytes, ParsedCertificate> wanted = new LinkedHashMap<>();
        roots.forEach(der -> wanted.put(fingerprint(der), ParsedCertificate.parse(der)));
        scope.writing();
        TrustStore before = scope.trust().store();
        TrustStore after = before;
        for (TrustAnchor anchor : before.anchors()) {
            if (!wanted.containsKey(anchor.fingerprint())) {
                after = after.withoutAnchor(anchor.fingerprint());
            }
        }
        for (ParsedCertificate root : wanted.values()) {
            after = withAnchor(after, root);
        }
        change(scope, after);
        return changes(before.anchors(), after.anchors());
    }

    private static AnchorChanges changes(List<TrustAnchor> before, List<TrustAnchor> after) {
        return new AnchorChanges(
                after.stream().filter(anchor -> !before.contains(anchor)).toList(),
                before.stream().filter(anchor -> !after.contains(anchor)).toList(),
                before.stream().filter(after::contains).toList());
    }

    boolean removeAnchor(TransactionScope scope, Bytes fingerprint) {
        scope.writing();
        TrustStore before = scope.trust().store();
        if (!before.hasAnchor(fingerprint)) {
            return false;
        }
        change(scope, before.withoutAnchor(fingerprint));
        return true;
    }

    boolean removeIntermediate(TransactionScope scope, Bytes fingerprint) {
        scope.writing();
        TrustStore before = scope.trust().store();
        Optional<ParsedCertificate> known = before.intermediates().stream()
                .filter(intermediate -> fingerprint(intermediate.encoded()).equals(fingerprint))
                .findFirst();
        known.ifPresent(intermediate -> change(scope, before.withoutIntermediate(intermediate)));
        return known.isPresent();
    }

    NewCrlDistributionPoints addIntermediate(TransactionScope scope, String pem) {
        ParsedCertificate certificate = single(pem);
        scope.writing();
        TrustStore store = scope.trust().store();
        if (!store.hasAnchors()) {
            throw new TrustNotConfiguredException();
        }
        if (store.hasAnchor(fingerprint(certificate.encoded()))) {
            return new NewCrlDistributionPoints(new LinkedHashSet<>());
        }
        scope.changeTrust(checked(scope.trust(), certificate));
        return newDistributionPoints(scope, CrlDistributionPoints.of(certificate));
    }

    /** Adds one intermediate; whether it is new. One that is an anchor is passed over. */
    boolean addIntermediate(TransactionScope scope, ParsedCertificate certificate) {
        scope.writing();
        TrustState before = scope.trust();
        if (!before.store().hasAnchors()) {
            throw new TrustNotConfiguredException();
        }
        TrustState after =
                before.store().hasAnchor(fingerprint(certificate.encoded())) ? before : checked(before, certificate);
        if (after != before) {
            scope.changeTrust(after);
        }
        return after != before;
    }

    /**
     * With the issuers that came with a chain, top first. Roots are passed over, and so is what no anchor vouches for: a
     * chain that has passed its checks did not need it.
     */
    TrustState withIntermediates(TrustState before, CertificateChain chain) {
        TrustState trust = before;
        for (int i = chain.issuers().size() - 1; i >= 0; i--) {
            ParsedCertificate issuer = ParsedCertificate.parse(chain.issuers().get(i));
            if (!trust.store().hasAnchor(fingerprint(issuer.encoded()))) {
                try {
                    trust = checked(trust, issuer);
                } catch (PkiException e) {
                    LOG.log(System.Logger.Level.DEBUG, "an issuer of the chain is not registered: {0}", e.code());
                }
            }
        }
        return trust;
    }

    private TrustState checked(TrustState trust, ParsedCertificate intermediate) {
        IntermediateRule.check(
                intermediate,
                trust,
                environment.trustPolicy(),
                environment.crypto().x509(),
                environment.now());
        TrustStore more = trust.store().withIntermediate(intermediate);
        return more == trust.store() ? trust : trust.with(more);
    }

    /** Those for which no list is registered yet, in order. */
    NewCrlDistributionPoints newDistributionPoints(TransactionScope scope, Collection<URI> points) {
        LinkedHashSet<URI> fresh = new LinkedHashSet<>(points);
        fresh.removeIf(scope.trust().crls()::knows);
        return new NewCrlDistributionPoints(fresh);
    }
}
