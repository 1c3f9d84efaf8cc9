package dev.e2ei.api.enrollment;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.trust.CertificateChain;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * One enrollment, from the directory to the certificate. Either call {@link #acquire}, which does everything, or make
 * the requests yourself with the steps below: each {@code …Request} gives the body to POST with the content type
 * {@code application/jose+json}, each {@code …Response} takes the body of the answer. The nonce is always the
 * {@code Replay-Nonce} of the last answer. Wire's two challenges may be taken in either order.
 *
 * <p>It lives in memory and outlives the transaction that began it. It belongs to one thread at a time: handing it over
 * is legal, concurrent use is detected and refused with an {@link IllegalStateException}. So is a step out of order;
 * the message names the call to make first. Closing it wipes its keys.
 *
 * <p>Bodies are limited to 1 MiB. A malformed answer is an {@link dev.e2ei.api.error.AcmeProtocolException}, a problem
 * document an {@link dev.e2ei.api.error.AcmeServerException}; the enrollment stays where it was.
 */
public interface E2eiEnrollment extends AutoCloseable {
    /** {@return what is asked for} */
    EnrollmentRequest request();

    /** {@return the chain, once it has been downloaded and has passed all checks} */
    Optional<IssuedCertificate> issued();

    /**
     * Drives all steps that are still to be taken: HTTP, nonces, both challenges, the login, polling, download, checks.
     * Blocks; an interrupt ends it with code {@code INTERRUPTED}. After a retryable error it can be called again and
     * goes on where it stopped.
     *
     * @param hooks the login and the backend, and who is to be told
     * @return the checked certificate
     * @throws dev.e2ei.api.error.TrustNotConfiguredException before anything is sent, if no trust anchor is registered
     * @throws dev.e2ei.api.error.EnrollmentException with the step at which it stopped
     * @throws dev.e2ei.api.error.TransportException if a server cannot be reached in time
     * @throws IllegalStateException if the request has no directory address, or inside a transaction that has written
     */
    IssuedCertificate acquire(EnrollmentHooks hooks);

    /**
     * Everything that is needed to go on in another process, keys included, sealed under the database key with a salt
     * of its own. Valid as long as the order.
     *
     * @return sealed octets, for {@code e2eiResumeEnrollment}
     */
    Bytes snapshot();

    /**
     * Takes the answer to GET of the directory, RFC 8555, section 7.1.1.
     *
     * @param body the body
     * @return the addresses
     */
    AcmeDirectory directoryResponse(Bytes body);

    /**
     * The new account, section 7.3, to be POSTed to {@link AcmeDirectory#newAccount()}.
     *
     * @param previousNonce the last nonce
     * @return the body to POST
     */
    Bytes newAccountRequest(String previousNonce);

    /**
     * Takes the new account. Without the {@code Location} header its address is derived from the member
     * {@code orders}.
     *
     * @param body the body
     */
    void newAccountResponse(Bytes body);

    /**
     * Takes the new account.
     *
     * @param body the body
     * @param location the header {@code Location}: the account's address
     */
    void newAccountResponse(Bytes body, URI location);

    /**
     * The new order, section 7.4, to be POSTed to {@link AcmeDirectory#newOrder()}.
     *
     * @param previousNonce the last nonce
     * @return the body to POST
     */
    Bytes newOrderRequest(String previousNonce);

    /**
     * Takes the new order.
     *
     * @param body the body
     * @return the authorizations to ask for
     */
    NewAcmeOrder newOrderResponse(Bytes body);

    /**
     * Takes the new order, with its address.
     *
     * @param body the body
     * @param location the header {@code Location}: the order's address, kept for {@link #checkOrderRequest}
     * @return the authorizations to ask for
     */
    NewAcmeOrder newOrderResponse(Bytes body, URI location);

    /**
     * An authorization, section 7.5, to be POSTed to its own address; one request for each of the two.
     *
     * @param url the address, from the order
     * @param previousNonce the last nonce
     * @return the body to POST
     */
    Bytes newAuthzRequest(URI url, String previousNonce);

    /**
     * Takes an authorization.
     *
     * @param body the body
     * @return its challenge
     */
    NewAcmeAuthz newAuthzResponse(Bytes body);

    /**
     * The DPoP proof (RFC 9449, with Wire's claims) for the backend's access token endpoint; good for 60 seconds.
     *
     * @param backendNonce the backend's {@code Replay-Nonce}
     * @return the compact JWT for the header {@code DPoP}
     */
    String createDpopToken(String backendNonce);

    /**
     * The DPoP proof with a lifetime of the caller's choice. Backends refuse more than 5 minutes.
     *
     * @param expiry the lifetime, 1 second to 5 minutes
     * @param backendNonce the backend's {@code Replay-Nonce}
     * @return the compact JWT for the header {@code DPoP}
     */
    String createDpopToken(Duration expiry, String backendNonce);

    /**
     * The answer to {@code wire-dpop-01}, to be POSTed to the challenge's address.
     *
     * @param accessToken the backend's access token
     * @param previousNonce the last nonce
     * @return the body to POST
     */
    Bytes newDpopChallengeRequest(String accessToken, String previousNonce);

    /**
     * Takes the outcome of {@code wire-dpop-01}.
     *
     * @param body the body
     */
    void newDpopChallengeResponse(Bytes body);

    /**
     * The answer to {@code wire-oidc-01}, to be POSTed to the challenge's address. The token is sent as it is.
     *
     * @param idToken the identity provider's id token
     * @param previousNonce the last nonce
     * @return the body to POST
     */
    Bytes newOidcChallengeRequest(String idToken, String previousNonce);

    /**
     * Takes the outcome of {@code wire-oidc-01}.
     *
     * @param body the body
     */
    void newOidcChallengeResponse(Bytes body);

    /**
     * Asks for the state of the order, to be POSTed to the order's address.
     *
     * @param orderUrl the order's address
     * @param previousNonce the last nonce
     * @return the body to POST
     */
    Bytes checkOrderRequest(URI orderUrl, String previousNonce);

    /**
     * Takes the state of the order.
     *
     * @param body the body
     * @return the address to finalize at
     */
    URI checkOrderResponse(Bytes body);

    /**
     * The certificate request, section 7.4, to be POSTed to the address that the order check gave.
     *
     * @param previousNonce the last nonce
     * @return the body to POST
     */
    Bytes finalizeRequest(String previousNonce);

    /**
     * Takes the finalized order. While the server is still issuing, it is refused with code {@code ACME_PENDING}: ask for
     * the order with {@link #checkOrderRequest} and give its answer to this method.
     *
     * @param body the body
     * @return the address of the certificate
     */
    URI finalizeResponse(Bytes body);

    /**
     * Asks for the chain, section 7.4.2, to be POSTed to the certificate's address.
     *
     * @param previousNonce the last nonce
     * @return the body to POST
     */
    Bytes certificateRequest(String previousNonce);

    /**
     * Takes the chain as the server sent it and checks it against the request.
     *
     * @param body PEM, leaf first
     * @return the checked certificate
     * @throws dev.e2ei.api.error.CertificateRejectedException with the reason; nothing is kept
     */
    IssuedCertificate certificateResponse(Bytes body);

    /**
     * Revokes the issued certificate with the account's key, RFC 8555, section 7.6, as long as this enrollment lives.
     *
     * @param chain the chain that was issued
     * @param reason why
     */
    void revoke(CertificateChain chain, RevocationReason reason);

    /** Wipes the keys. Closing twice does nothing. */
    @Override
    void close();
}
