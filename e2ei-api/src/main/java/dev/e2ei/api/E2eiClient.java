package dev.e2ei.api;

import dev.e2ei.api.conversation.ConversationReads;
import dev.e2ei.api.credential.CredentialReads;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.trust.ClientTrust;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One client of Wire's end-to-end identity: its store, its trust, its credentials.
 *
 * <p>Safe for use by several threads: one writer at a time, reads beside it. Calls block, can be interrupted and are
 * friendly to virtual threads. Closing it closes the store; enrollments that are still open are wiped.
 */
public interface E2eiClient extends ConversationReads, CredentialReads, AutoCloseable {
    /** {@return a builder that looks for providers where this library was loaded from} */
    static E2eiClientBuilder builder() {
        return new E2eiClientBuilder();
    }

    /**
     * Runs an action in a transaction: committed when it returns, rolled back when it throws.
     *
     * @param <T> what the action gives
     * @param action what is done; it must not keep the transaction
     * @return what the action gave
     */
    <T> T transaction(Function<? super E2eiTransaction, ? extends T> action);

    /**
     * Runs an action without a result in a transaction: committed when it returns, rolled back when it throws.
     *
     * @param action what is done; it must not keep the transaction
     */
    void inTransaction(Consumer<? super E2eiTransaction> action);

    /**
     * Begins a transaction that belongs to the calling thread; end it with {@code finish}, {@code abort} or
     * {@code close}.
     *
     * @return the transaction
     */
    E2eiTransaction newTransaction();

    /**
     * Begins an enrollment with a fresh signature key. Nothing is stored.
     *
     * @param request what is asked for
     * @return the enrollment
     */
    E2eiEnrollment e2eiNewEnrollment(EnrollmentRequest request);

    /**
     * Begins an enrollment that certifies the key of the client's newest Basic credential for the suite.
     *
     * @param request what is asked for; its client id has to be this client's
     * @return the enrollment
     * @throws dev.e2ei.api.error.MlsException if there is no Basic credential for the suite
     */
    E2eiEnrollment e2eiNewActivationEnrollment(EnrollmentRequest request);

    /**
     * Begins an enrollment that renews the certificate of the client's newest X.509 credential and keeps its key.
     *
     * @param request what is asked for; its client id has to be this client's. {@link #e2eiRenewalRequest} gives one
     *     with the present name and handle
     * @return the enrollment
     * @throws dev.e2ei.api.error.MlsException if there is no X.509 credential for the suite
     */
    E2eiEnrollment e2eiNewRotateEnrollment(EnrollmentRequest request);

    /**
     * A request with client id, display name and handle of the newest X.509 credential for the suite, to be completed
     * with a team and an expiry.
     *
     * @param ciphersuite the suite
     * @return a builder
     * @throws dev.e2ei.api.error.MlsException if there is no X.509 credential for the suite
     */
    EnrollmentRequest.Builder e2eiRenewalRequest(Ciphersuite ciphersuite);

    /**
     * Goes on with an enrollment from a sealed snapshot, in this or in another process with the same database key.
     *
     * @param snapshot what {@code snapshot} or the listener's {@code checkpoint} gave
     * @return the enrollment, where it was
     * @throws dev.e2ei.api.error.SnapshotRejectedException with the reason
     */
    E2eiEnrollment e2eiResumeEnrollment(Bytes snapshot);

    /** {@return whether a trust anchor is registered} */
    boolean e2eiIsPkiEnvSetup();

    /**
     * Whether this client uses an X.509 credential for the suite.
     *
     * @param ciphersuite the suite
     * @return true if there is an X.509 credential for it
     * @throws dev.e2ei.api.error.MlsException if MLS is not initialised, or no credential at all is there for the suite
     */
    boolean e2eiIsEnabled(Ciphersuite ciphersuite);

    /** {@return what this client trusts, for reading and for keeping it up to date} */
    ClientTrust trust();

    /** Closes the store. Closing twice does nothing; any other call afterwards is an {@link IllegalStateException}. */
    @Override
    void close();
}
