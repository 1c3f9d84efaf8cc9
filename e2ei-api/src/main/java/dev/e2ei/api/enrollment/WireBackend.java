package dev.e2ei.api.enrollment;

import dev.e2ei.api.id.ClientId;

/** The two calls of Wire's backend that an enrollment needs, made by the host as the logged-in user. */
public non-sealed interface WireBackend extends BackendAccess {
    /**
     * Fetches a nonce: {@code HEAD /clients/{device}/nonce}, header {@code Replay-Nonce}.
     *
     * @param client the client that enrolls
     * @return the nonce
     */
    String nonce(ClientId client);

    /**
     * Trades the proof for an access token: {@code POST /clients/{device}/access-token} with the header {@code DPoP}.
     *
     * @param client the client that enrolls
     * @param dpopProof the compact JWT, to be sent as it is
     * @return the member {@code token} of the answer
     */
    String accessToken(ClientId client, String dpopProof);
}
