package dev.e2ei.acme.flow;

import dev.e2ei.acme.model.ReplayNonce;
import dev.e2ei.spi.acme.TransportResponse;
import java.util.Optional;

/** The nonce for the next request, RFC 8555, section 6.5: that of the server's last answer, used once. */
final class NoncePool {
    private Optional<String> nonce;

    NoncePool(Optional<String> nonce) {
        this.nonce = nonce;
    }

    /** Keeps the nonce of an answer. One that breaks the syntax is ignored, as section 6.5.1 demands. */
    void offer(TransportResponse response) {
        ReplayNonce.of(response.all("Replay-Nonce")).ifPresent(fresh -> nonce = Optional.of(fresh));
    }

    Optional<String> take() {
        Optional<String> taken = nonce;
        nonce = Optional.empty();
        return taken;
    }

    /** The nonce that would be used next. */
    Optional<String> next() {
        return nonce;
    }
}
