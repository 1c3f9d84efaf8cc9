package dev.e2ei.api.conversation;

import dev.e2ei.api.Bytes;
import java.util.Objects;

/**
 * Somebody outside a conversation who may propose, such as a backend that removes members, RFC 9420, section 12.1.8.1.
 *
 * @param signatureKey the public key in the form of the conversation's suite
 * @param identity the identity of its Basic credential
 */
public record ExternalSender(Bytes signatureKey, Bytes identity) {
    private static final Bytes WIRE_SERVER = Bytes.ofUtf8("wire-server");

    /** {@inheritDoc} */
    public ExternalSender {
        Objects.requireNonNull(identity, "identity");
        if (signatureKey.isEmpty()) {
            throw new IllegalArgumentException("a signature key is not empty");
        }
    }

    /**
     * Wire's backend.
     *
     * @param signatureKey its public key
     * @return the sender, named {@code wire-server}
     */
    public static ExternalSender wireServer(Bytes signatureKey) {
        return new ExternalSender(signatureKey, WIRE_SERVER);
    }
}
