package dev.e2ei.api;

import dev.e2ei.api.conversation.ConversationOperations;
import dev.e2ei.api.credential.CredentialOperations;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.NewCrlDistributionPoints;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.CrlRegistration;
import dev.e2ei.api.trust.TrustEditor;
import dev.e2ei.spi.mls.MlsTransport;
import java.net.URI;
import java.util.Collection;
import java.util.List;

/**
 * A transaction: its writes are kept back and reach the store together at {@link #finish}. It sees its own writes. The
 * writer lock is taken at the first write and waits for another thread's transaction, up to a limit.
 *
 * <p>It belongs to the thread that began it. After {@code finish}, {@code abort} or {@code close} every call is an
 * {@link IllegalStateException}.
 */
public interface E2eiTransaction extends ConversationOperations, CredentialOperations, AutoCloseable {
    /**
     * Commits: all writes reach the store in one storage transaction, durable when this returns.
     *
     * @throws dev.e2ei.api.error.StorageException if they do not; nothing is changed then
     */
    void finish();

    /**
     * Drops all writes since the last operation with an effect outside: a message encrypted, a proposal or commit sent, a
     * key package made. Each of those has made the transaction durable up to and including itself.
     */
    void abort();

    /** Aborts, unless finished. */
    @Override
    void close();

    /**
     * Begins an enrollment with a fresh signature key. Nothing is stored.
     *
     * @param request what is asked for
     * @return the enrollment, which outlives the transaction
     */
    E2eiEnrollment e2eiNewEnrollment(EnrollmentRequest request);

    /**
     * Like {@link E2eiClient#e2eiNewActivationEnrollment}.
     *
     * @param request what is asked for
     * @return the enrollment, which outlives the transaction
     */
    E2eiEnrollment e2eiNewActivationEnrollment(EnrollmentRequest request);

    /**
     * Like {@link E2eiClient#e2eiNewRotateEnrollment}.
     *
     * @param request what is asked for
     * @return the enrollment, which outlives the transaction
     */
    E2eiEnrollment e2eiNewRotateEnrollment(EnrollmentRequest request);

    /**
     * Puts an enrollment away in the store; it is closed when this transaction commits, and usable again when it does not.
     *
     * @param enrollment an enrollment of this client
     * @return a handle for {@link #e2eiEnrollmentStashPop}
     */
    Bytes e2eiEnrollmentStash(E2eiEnrollment enrollment);

    /**
     * Takes a stashed enrollment out of the store; with the transaction's end it is gone from there.
     *
     * @param handle what {@link #e2eiEnrollmentStash} gave
     * @return the enrollment
     * @throws dev.e2ei.api.error.SnapshotRejectedException if there is none, or it cannot be resumed
     */
    E2eiEnrollment e2eiEnrollmentStashPop(Bytes handle);

    /**
     * Initialises MLS with Basic credentials, one for each suite, with fresh keys.
     *
     * @param clientId the client
     * @param ciphersuites at least one suite
     * @return the credentials, in the order of the suites
     * @throws IllegalStateException if MLS is initialised already
     */
    List<CredentialRef> mlsInit(ClientId clientId, Collection<Ciphersuite> ciphersuites);

    /**
     * Stores the certificate as a credential and initialises MLS with it, atomically. The checks are made again. The
     * enrollment is used up when this transaction commits.
     *
     * @param enrollment a completed enrollment of this client
     * @param chain the chain that was issued
     * @param transport delivers this session's messages
     * @return the credential, and the distribution points to fetch
     * @throws IllegalArgumentException if the enrollment is another client's
     * @throws IllegalStateException if MLS is initialised already: use {@code saveX509Credential}; or if the enrollment
     *     is not completed, or used
     * @throws dev.e2ei.api.error.CertificateRejectedException if the chain is not the enrollment's
     */
    X509Registration e2eiMlsInitOnly(E2eiEnrollment enrollment, CertificateChain chain, MlsTransport transport);

    /**
     * The same, with the transport of the builder, or one that is found.
     *
     * @param enrollment a completed enrollment of this client
     * @param chain the chain that was issued
     * @return the credential, and the distribution points to fetch
     */
    X509Registration e2eiMlsInitOnly(E2eiEnrollment enrollment, CertificateChain chain);

    /**
     * Stores the certificate as one more credential of an initialised session. The checks are made again. The enrollment
     * is used up when this transaction commits.
     *
     * @param enrollment a completed enrollment of this client
     * @param chain the chain that was issued
     * @return the credential, and the distribution points to fetch
     * @throws IllegalArgumentException if the enrollment is another client's
     * @throws IllegalStateException if MLS is not initialised: use {@code e2eiMlsInitOnly}; or if the enrollment is not
     *     completed, or used
     * @throws dev.e2ei.api.error.CertificateRejectedException if the chain is not the enrollment's
     * @throws dev.e2ei.api.error.MlsException if the certificate names another client
     */
    X509Registration saveX509Credential(E2eiEnrollment enrollment, CertificateChain chain);

    /**
     * {@link #e2eiMlsInitOnly(E2eiEnrollment, CertificateChain, MlsTransport)} with the chain as the server sent it.
     *
     * @param enrollment a completed enrollment of this client
     * @param pem the chain as for {@link #parseChain(String)}
     * @param transport delivers this session's messages
     * @return the credential, and the distribution points to fetch
     */
    default X509Registration e2eiMlsInitOnly(E2eiEnrollment enrollment, String pem, MlsTransport transport) {
        return e2eiMlsInitOnly(enrollment, parseChain(pem), transport);
    }

    /**
     * {@link #e2eiMlsInitOnly(E2eiEnrollment, CertificateChain, MlsTransport)} with the chain as the server sent it.
     *
     * @param enrollment a completed enrollment of this client
     * @param pem the chain as for {@link #parseChain(Bytes)}
     * @param transport delivers this session's messages
     * @return the credential, and the distribution points to fetch
     */
    default X509Registration e2eiMlsInitOnly(E2eiEnrollment enrollment, Bytes pem, MlsTransport transport) {
        return e2eiMlsInitOnly(enrollment, parseChain(pem), transport);
    }

    /**
     * {@link #e2eiMlsInitOnly(E2eiEnrollment, CertificateChain)} with the chain as the server sent it.
     *
     * @param enrollment a completed enrollment of this client
     * @param pem the chain as for {@link #parseChain(String)}
     * @return the credential, and the distribution points to fetch
     */
    default X509Registration e2eiMlsInitOnly(E2eiEnrollment enrollment, String pem) {
        return e2eiMlsInitOnly(enrollment, parseChain(pem));
    }

    /**
     * {@link #e2eiMlsInitOnly(E2eiEnrollment, CertificateChain)} with the chain as the server sent it.
     *
     * @param enrollment a completed enrollment of this client
     * @param pem the chain as for {@link #parseChain(Bytes)}
     * @return the credential, and the distribution points to fetch
     */
    default X509Registration e2eiMlsInitOnly(E2eiEnrollment enrollment, Bytes pem) {
        return e2eiMlsInitOnly(enrollment, parseChain(pem));
    }

    /**
     * {@link #saveX509Credential(E2eiEnrollment, CertificateChain)} with the chain as the server sent it.
     *
     * @param enrollment a completed enrollment of this client
     * @param pem the chain as for {@link #parseChain(String)}
     * @return the credential, and the distribution points to fetch
     */
    default X509Registration saveX509Credential(E2eiEnrollment enrollment, String pem) {
        return saveX509Credential(enrollment, parseChain(pem));
    }

    /**
     * {@link #saveX509Credential(E2eiEnrollment, CertificateChain)} with the chain as the server sent it.
     *
     * @param enrollment a completed enrollment of this client
     * @param pem the chain as for {@link #parseChain(Bytes)}
     * @return the credential, and the distribution points to fetch
     */
    default X509Registration saveX509Credential(E2eiEnrollment enrollment, Bytes pem) {
        return saveX509Credential(enrollment, parseChain(pem));
    }

    /**
     * Reads a chain as a server sends it.
     *
     * @param pem PEM text, leaf first; at most 8 certificates of at most 64 KiB
     * @return the chain; its signatures are not looked at
     * @throws dev.e2ei.api.error.PkiException if it is not strict PEM and DER
     */
    CertificateChain parseChain(String pem);

    /**
     * Reads a chain as a server sends it.
     *
     * @param pem the octets of PEM text, leaf first; at most 8 certificates of at most 64 KiB
     * @return the chain; its signatures are not looked at
     * @throws dev.e2ei.api.error.PkiException if it is not strict PEM and DER
     */
    CertificateChain parseChain(Bytes pem);

    /**
     * Revokes a certificate of this client, signed with the certificate's own key, RFC 8555, section 7.6. Talks to the
     * ACME server at which it was issued.
     *
     * @param credential an X.509 credential of this client
     * @param reason why
     * @throws IllegalStateException inside a transaction that has written
     */
    void e2eiRevoke(CredentialRef credential, RevocationReason reason);

    /**
     * Whether this client uses an X.509 credential for the suite.
     *
     * @param ciphersuite the suite
     * @return as {@link E2eiClient#e2eiIsEnabled}
     */
    boolean e2eiIsEnabled(Ciphersuite ciphersuite);

    /** {@return whether a trust anchor is registered} */
    boolean e2eiIsPkiEnvSetup();

    /**
     * Registers a root as a trust anchor. Registering it again does nothing.
     *
     * @param pem one certificate as PEM
     * @throws dev.e2ei.api.error.PkiException if it is not a self-signed CA certificate that is valid now
     */
    void e2eiRegisterTrustAnchor(String pem);

    /**
     * Registers an intermediate, such as another domain's. A root that is registered already is passed over.
     *
     * @param pem one certificate as PEM
     * @return its distribution points that have no registered list yet
     * @throws dev.e2ei.api.error.TrustNotConfiguredException if no trust anchor is registered
     * @throws dev.e2ei.api.error.PkiException if no path from it to an anchor verifies
     */
    NewCrlDistributionPoints e2eiRegisterIntermediateCa(String pem);

    /**
     * Registers a revocation list. Only one that is signed by a known issuer, and not older than the one in force, is
     * taken. What it lists is revoked from then on, even when the list has expired or names another distribution point; it
     * clears only certificates that it is about, RFC 5280, section 6.3.3.
     *
     * @param distributionPoint the address under which certificates name it, at most 2048 octets
     * @param crl the list in DER, at most 64 MiB less 64 KiB, or the same in one X509 CRL block of strict PEM (RFC 7468)
     * @return what it changed
     * @throws dev.e2ei.api.error.PkiException with code {@code CRL_REJECTED}; nothing is changed then
     */
    CrlRegistration e2eiRegisterCrl(URI distributionPoint, Bytes crl);

    /** {@return what this client trusts, for reading and changing} */
    TrustEditor trust();
}
