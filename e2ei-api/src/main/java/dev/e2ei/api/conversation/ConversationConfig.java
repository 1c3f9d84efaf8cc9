package dev.e2ei.api.conversation;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.credential.CredentialRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a conversation is created or joined.
 *
 * @param ciphersuite the suite
 * @param credential the own credential; without one, the newest X.509 credential of the suite, else the newest Basic one
 * @param externalSenders who may propose from outside; of a new conversation only
 * @param wirePolicy how handshakes are framed; without one, as the client's profile says
 */
public record ConversationConfig(
        Ciphersuite ciphersuite,
        Optional<CredentialRef> credential,
        List<ExternalSender> externalSenders,
        Optional<WirePolicy> wirePolicy) {
    /** {@inheritDoc} */
    public ConversationConfig {
        Objects.requireNonNull(ciphersuite, "ciphersuite");
        externalSenders = List.copyOf(externalSenders);
        Objects.requireNonNull(wirePolicy, "wirePolicy");
        if (credential.isPresent() && credential.get().ciphersuite() != ciphersuite) {
            throw new IllegalArgumentException("the credential is for another ciphersuite");
        }
    }

    /**
     * For a suite, with the newest credential.
     *
     * @param ciphersuite the suite
     * @return the configuration
     */
    public static ConversationConfig of(Ciphersuite ciphersuite) {
        return new ConversationConfig(ciphersuite, Optional.empty(), List.of(), Optional.empty());
    }

    /**
     * With one credential, for its suite.
     *
     * @param credential the credential
     * @return the configuration
     */
    public static ConversationConfig of(CredentialRef credential) {
        return new ConversationConfig(credential.ciphersuite(), Optional.of(credential), List.of(), Optional.empty());
    }

    /**
     * This configuration with external senders.
     *
     * @param senders who may propose from outside
     * @return the other configuration
     */
    public ConversationConfig withExternalSenders(List<ExternalSender> senders) {
        return new ConversationConfig(ciphersuite, credential, senders, wirePolicy);
    }

    /**
     * This configuration with a framing of handshakes.
     *
     * @param policy the framing
     * @return the other configuration
     */
    public ConversationConfig withWirePolicy(WirePolicy policy) {
        return new ConversationConfig(ciphersuite, credential, externalSenders, Optional.of(policy));
    }
}
