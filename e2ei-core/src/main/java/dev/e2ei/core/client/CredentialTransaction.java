package dev.e2ei.core.client;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.Secret;
import dev.e2ei.api.credential.CredentialOperations;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.KeyPackageRef;
import dev.e2ei.api.credential.LocalKeyPackage;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.spi.mls.MlsTransport;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The part of a transaction that is about credentials and key packages. */
abstract class CredentialTransaction implements CredentialOperations {
    final ClientRooms rooms;
    final TransactionScope scope;

    CredentialTransaction(ClientRooms rooms) {
        this.rooms = rooms;
        this.scope = rooms.begin();
    }

    @Override
    public final X509Registration mlsInitX509(CertificateChain chain, Secret privateKey) {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(privateKey, "privateKey");
        return init(Optional.empty(), chain, privateKey);
    }

    @Override
    public final X509Registration mlsInitX509(Ciphersuite ciphersuite, CertificateChain chain, Secret privateKey) {
        Objects.requireNonNull(ciphersuite, "ciphersuite");
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(privateKey, "privateKey");
        return init(Optional.of(ciphersuite), chain, privateKey);
    }

    @Override
    public final X509Registration mlsInitX509(CertificateChain chain, Secret privateKey, MlsTransport transport) {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(privateKey, "privateKey");
        Objects.requireNonNull(transport, "transport");
        X509Registration registration = init(Optional.empty(), chain, privateKey);
        useDelivery(transport);
        return registration;
    }

    /** At once for this transaction, for the session once it is committed. */
    final void useDelivery(MlsTransport transport) {
        scope.useDelivery(transport);
        scope.afterCommit(() -> rooms.environment().useDelivery(transport));
    }

    private X509Registration init(Optional<Ciphersuite> suite, CertificateChain chain, Secret privateKey) {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(privateKey, "privateKey");
        return rooms.imported().init(scope, suite, chain, privateKey);
    }

    @Override
    public final X509Registration addX509Credential(CertificateChain chain, Secret privateKey) {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(privateKey, "privateKey");
        return add(Optional.empty(), chain, privateKey);
    }

    @Override
    public final X509Registration addX509Credential(
            Ciphersuite ciphersuite, CertificateChain chain, Secret privateKey) {
        Objects.requireNonNull(ciphersuite, "ciphersuite");
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(privateKey, "privateKey");
        return add(Optional.of(ciphersuite), chain, privateKey);
    }

    private X509Registration add(Optional<Ciphersuite> suite, CertificateChain chain, Secret privateKey) {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(privateKey, "privateKey");
        return rooms.imported().add(scope, suite, chain, privateKey);
    }

    @Override
    public final void removeCredential(CredentialRef credential) {
        Objects.requireNonNull(credential, "credential");
        rooms.removeCredential(scope, credential);
    }

    @Override
    public final LocalKeyPackage generateKeyPackage(CredentialRef credential) {
        Objects.requireNonNull(credential, "credential");
        return generateKeyPackages(credential, 1).get(0);
    }

    @Override
    public final LocalKeyPackage generateKeyPackage(CredentialRef credential, Duration lifetime) {
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(lifetime, "lifetime");
        Objects.requireNonNull(lifetime, "lifetime");
        return rooms.keyPackages().generate(scope, credential, 1, lifetime).get(0);
    }

    @Override
    public final List<LocalKeyPackage> generateKeyPackages(CredentialRef credential, int count) {
        Objects.requireNonNull(credential, "credential");
        return rooms.keyPackages().generate(scope, credential, count);
    }

    @Override
    public final int removeKeyPackages(CredentialRef credential) {
        Objects.requireNonNull(credential, "credential");
        return rooms.keyPackages().removeAll(scope.writing(), credential);
    }

    @Override
    public final boolean removeKeyPackage(KeyPackageRef ref) {
        Objects.requireNonNull(ref, "ref");
        return rooms.keyPackages().remove(scope.writing(), ref);
    }

    @Override
    public final int removeExpiredKeyPackages() {
        return rooms.keyPackages().removeExpired(scope.writing());
    }

    @Override
    public final List<CredentialRef> credentials() {
        return rooms.session().credentials(scope.rows());
    }

    @Override
    public final List<LocalKeyPackage> keyPackages(CredentialRef credential) {
        Objects.requireNonNull(credential, "credential");
        return rooms.keyPackages().list(scope.rows(), credential);
    }
}
