package dev.e2ei.spi.enrollment;

import dev.e2ei.api.enrollment.AcmeDirectory;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.NewAcmeAuthz;
import dev.e2ei.api.enrollment.NewAcmeOrder;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An enrollment that can be taken step by step without I/O. The steps are those of
 * {@link dev.e2ei.api.enrollment.E2eiEnrollment}, which documents them. A step out of order is an
 * {@link IllegalStateException} that names the call to make first; a refused answer changes nothing.
 */
public interface AcmeSession extends EnrollmentSession {
    /**
     * Takes the directory.
     *
     * @param body the answer's body
     * @return the addresses
     */
    AcmeDirectory directoryResponse(byte[] body);

    /**
     * The new account.
     *
     * @param previousNonce the last nonce
     * @return the body to POST
     */
    byte[] newAccountRequest(String previousNonce);

    /**
     * Takes the new account.
     *
     * @param body the answer's body
     * @param location the header, or null
     */
    void newAccountResponse(byte[] body, @Nullable URI location);

    /**
     * The new order.
     *
     * @param previousNonce the last nonce
     * @return the body to POST
     */
    byte[] newOrderRequest(String previousNonce);

    /**
     * Takes the new order.
     *
     * @param body the answer's body
     * @param location the header, or null
     * @return the order
     */
    NewAcmeOrder newOrderResponse(byte[] body, @Nullable URI location);

    /**
     * An authorization.
     *
     * @param url its address
     * @param previousNonce the last nonce
     * @return the body to POST
     */
    byte[] newAuthzRequest(URI url, String previousNonce);

    /**
     * Takes an authorization.
     *
     * @param body the answer's body
     * @return the authorization
     */
    NewAcmeAuthz newAuthzResponse(byte[] body);

    /**
     * The DPoP proof.
     *
     * @param expiry its lifetime
     * @param backendNonce the backend's nonce
     * @return the compact JWT
     */
    String createDpopToken(Duration expiry, String backendNonce);

    /**
     * The answer to {@code wire-dpop-01}.
     *
     * @param accessToken the access token
     * @param previousNonce the last nonce
     * @return the body to POST
     */
    byte[] newDpopChallengeRequest(String accessToken, String previousNonce);

    /**
     * Takes its outcome.
     *
     * @param body the answer's body
     */
    void newDpopChallengeResponse(byte[] body);

    /**
     * The answer to {@code wire-oidc-01}.
     *
     * @param idToken the id token
     * @param previousNonce the last nonce
     * @return the body to POST
     */
    byte[] newOidcChallengeRequest(String idToken, String previousNonce);

    /**
     * Takes its outcome.
     *
     * @param body the answer's body
     */
    void newOidcChallengeResponse(byte[] body);

    /**
     * Asks for the order's state.
     *
     * @param orderUrl the order's address
     * @param previousNonce the last nonce
     * @return the body to POST
     */
    byte[] checkOrderRequest(URI orderUrl, String previousNonce);

    /**
     * Takes the order's state.
     *
     * @param body the answer's body
     * @return the address to finalize at
     */
    URI checkOrderResponse(byte[] body);

    /**
     * The certificate request.
     *
     * @param previousNonce the last nonce
     * @return the body to POST
     */
    byte[] finalizeRequest(String previousNonce);

    /**
     * Takes the finalized order.
     *
     * @param body the answer's body
     * @return the certificate's address
     */
    URI finalizeResponse(byte[] body);

    /**
     * Asks for the chain.
     *
     * @param previousNonce the last nonce
     * @return the body to POST
     */
    byte[] certificateRequest(String previousNonce);

    /**
     * Takes the chain and has it checked.
     *
     * @param body the answer's body
     * @return the checked certificate
     */
    IssuedCertificate certificateResponse(byte[] body);
}
