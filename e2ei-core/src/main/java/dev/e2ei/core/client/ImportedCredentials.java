package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.Secret;
import dev.e2ei.api.SignatureScheme;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.error.CertificateRejectedException;
import dev.e2ei.api.error.CertificateRejectedException.Reason;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.api.error.TrustNotConfiguredException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.identity.DeviceCertificateRule;
import dev.e2ei.core.identity.WireIdentityReader;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.store.Rows;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import java.util.Optional;

/**
 * Makes a credential of a certificate that came by another road than an enrollment. It has to pass what an enrollment's
 * passes, and nothing is written before it has.
 */
final class ImportedCredentials {
    private final ClientEnvironment environment;
    private final MlsSession session;
    private final TrustRegistration trust;

    ImportedCredentials(ClientEnvironment environment, MlsSession session, TrustRegistration trust) {
        this.environment = environment;
        this.session = session;
        this.trust = trust;
    }

    /** Initialises MLS for the certificate's client. */
    X509Registration init(
            TransactionScope scope, Optional<Ciphersuite> suite, CertificateChain chain, Secret privateKey) {
        Rows rows = scope.writing();
        session.requireFresh(rows);
        Ciphersuite chosen = suite.orElseGet(() -> suiteOf(chain));
        try (SignatureKey key = key(chosen, privateKey)) {
            IssuedCertificate certificate = checked(scope, chain, chosen, key);
            ClientId client = client(certificate);
            X509Registration registration = store(scope, client, chosen, key, certificate);
            session.init(rows, client);
            return registration;
        }
    }

    /** Adds to an initialised session. */
    X509Registration add(
            TransactionScope scope, Optional<Ciphersuite> suite, CertificateChain chain, Secret privateKey) {
        Rows rows = scope.writing();
        ClientId owner = session.requireInitialised(rows, "mlsInitX509");
        Ciphersuite chosen = suite.orElseGet(() -> suiteOf(chain));
        try (SignatureKey key = key(chosen, privateKey)) {
            IssuedCertificate certificate = checked(scope, chain, chosen, key);
            MlsSession.requireOwn(owner, client(certificate));
            return store(scope, owner, chosen, key, certificate);
        }
    }

    /** The first suite of the profile whose signatures the certificate's key makes. */
    private Ciphersuite suiteOf(CertificateChain chain) {
        try {
            SignatureScheme scheme = ParsedCertificate.parse(chain.leaf())
                    .publicKey()
                    .scheme()
                    .orElseThrow(ImportedCredentials::noSuite);
            return environment.profile().ciphersuites().stream()
                    .filter(suite -> suite.signatureScheme() == scheme)
                    .findFirst()
                    .orElseThrow(ImportedCredentials::noSuite);
        } catch (MalformedCertificateException e) {
            throw new CertificateRejectedException(Reason.MALFORMED, e.getMessage(), e);
        }
    }

    private static CertificateRejectedException noSuite() {
        return new CertificateRejectedException(
                Reason.PROFILE, "the certificate's key is one of no ciphersuite of this client's profile");
    }

    private SignatureKey key(Ciphersuite suite, Secret privateKey) {
        CiphersuiteCrypto crypto = environment.crypto(suite);
        try {
            Bytes publicKey = Bytes.of(privateKey.use(crypto::signaturePublicKey));
            return new SignatureKey(crypto, publicKey, privateKey.copy());
        } catch (ProviderException e) {
            throw new CertificateRejectedException(
                    Reason.KEY_MISMATCH, "the private key is none of " + suite.signatureScheme(), e);
        }
    }

    private IssuedCertificate checked(
            TransactionScope scope, CertificateChain chain, Ciphersuite suite, SignatureKey key) {
        TrustState trusted = scope.trust();
        if (!trusted.store().hasAnchors()) {
            throw new TrustNotConfiguredException();
        }
        return new DeviceCertificateRule(
                        trusted,
                        environment.trustPolicy(),
                        environment.crypto().x509(),
                        environment.crypto(suite)::hash,
                        environment.now())
                .check(chain, suite, key.publicKey());
    }

    private static ClientId client(IssuedCertificate certificate) {
        return WireIdentityReader.read(
                        ParsedCertificate.parse(certificate.chain().leaf()))
                .clientId();
    }

    private X509Registration store(
            TransactionScope scope,
            ClientId client,
            Ciphersuite suite,
            SignatureKey key,
            IssuedCertificate certificate) {
        TrustState known = trust.withIntermediates(scope.trust(), certificate.chain());
        CredentialRef ref = session.add(scope.writing(), client, suite, key, certificate.chain(), Optional.empty());
        scope.changeTrust(known);
        return new X509Registration(ref, trust.newDistributionPoints(scope, certificate.crlDistributionPoints()));
    }
}
