package dev.e2ei.api.credential;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.Secret;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.spi.mls.MlsTransport;
import java.time.Duration;
import java.util.List;

/** Credentials and key packages inside a transaction. */
public interface CredentialOperations extends CredentialReads {
    /**
     * Initialises MLS with a certificate that came by another road than an enrollment. The same checks are made.
     *
     * @param chain the chain, leaf first
     * @param privateKey the leaf's private key in the form of RFC 9420: the scalar, or the 32 octets of Ed25519's seed; copied
     * @return the credential, and the distribution points to fetch
     * @throws IllegalStateException if MLS is initialised already: use {@code addX509Credential}
     * @throws dev.e2ei.api.error.CertificateRejectedException if chain or key do not pass
     */
    X509Registration mlsInitX509(CertificateChain chain, Secret privateKey);

    /**
     * The same for a ciphersuite, where several have the same signatures; without one, it is the first of the profile.
     *
     * @param ciphersuite the suite
     * @param chain the chain, leaf first
     * @param privateKey as for {@link #mlsInitX509(CertificateChain, Secret)}
     * @return the credential, and the distribution points to fetch
     */
    X509Registration mlsInitX509(Ciphersuite ciphersuite, CertificateChain chain, Secret privateKey);

    /**
     * The same, with a transport for this session.
     *
     * @param chain the chain, leaf first
     * @param privateKey as for {@link #mlsInitX509(CertificateChain, Secret)}
     * @param transport delivers this session's messages
     * @return the credential, and the distribution points to fetch
     */
    X509Registration mlsInitX509(CertificateChain chain, Secret privateKey, MlsTransport transport);

    /**
     * Adds a certificate that came by another road to an initialised session. The same checks are made.
     *
     * @param chain the chain, leaf first; of this client
     * @param privateKey as for {@link #mlsInitX509(CertificateChain, Secret)}
     * @return the credential, and the distribution points to fetch
     * @throws IllegalStateException if MLS is not initialised
     * @throws dev.e2ei.api.error.CertificateRejectedException if chain or key do not pass
     * @throws dev.e2ei.api.error.MlsException if the certificate names another client
     */
    X509Registration addX509Credential(CertificateChain chain, Secret privateKey);

    /**
     * The same for a ciphersuite, where several have the same signatures; without one, it is the first of the profile.
     *
     * @param ciphersuite the suite
     * @param chain the chain, leaf first; of this client
     * @param privateKey as for {@link #mlsInitX509(CertificateChain, Secret)}
     * @return the credential, and the distribution points to fetch
     */
    X509Registration addX509Credential(Ciphersuite ciphersuite, CertificateChain chain, Secret privateKey);

    /**
     * Removes a credential, its key, and the key packages that were made with it.
     *
     * @param credential a credential of this client
     * @throws dev.e2ei.api.error.MlsException with code {@code CREDENTIAL_IN_USE}, naming the conversation, while one uses it
     */
    void removeCredential(CredentialRef credential);

    /**
     * Makes a key package whose lifetime is the profile's, at most until the certificate ends. It is durable before this
     * returns.
     *
     * @param credential a credential of this client
     * @return the key package, to be uploaded
     */
    LocalKeyPackage generateKeyPackage(CredentialRef credential);

    /**
     * Makes a key package. It is durable before this returns.
     *
     * @param credential a credential of this client
     * @param lifetime from now on; cut where the certificate ends
     * @return the key package, to be uploaded
     */
    LocalKeyPackage generateKeyPackage(CredentialRef credential, Duration lifetime);

    /**
     * Makes several key packages in one go. They are durable before this returns.
     *
     * @param credential a credential of this client
     * @param count 1 to 1000
     * @return the key packages, to be uploaded
     */
    List<LocalKeyPackage> generateKeyPackages(CredentialRef credential, int count);

    /**
     * Deletes the key packages that were made with a credential, and their keys. A welcome that uses one of them cannot be
     * taken afterwards.
     *
     * @param credential the credential
     * @return how many there were
     */
    int removeKeyPackages(CredentialRef credential);

    /**
     * Deletes one key package and its keys.
     *
     * @param ref which
     * @return whether it was there
     */
    boolean removeKeyPackage(KeyPackageRef ref);

    /**
     * Deletes the key packages whose lifetime has ended.
     *
     * @return how many there were
     */
    int removeExpiredKeyPackages();
}
