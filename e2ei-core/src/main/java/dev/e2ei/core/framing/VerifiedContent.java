package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.schedule.SecretTree;
import java.util.Optional;

/** Content whose sender is proven: the key of that leaf, key package or external sender signed it for this epoch. */
public final class VerifiedContent {
    private final AuthenticatedContent authenticated;
    private final Bytes senderKey;
    private final Optional<SecretTree> secretTree;

    VerifiedContent(AuthenticatedContent authenticated, Bytes senderKey, Optional<SecretTree> secretTree) {
        this.authenticated = authenticated;
        this.senderKey = senderKey;
        this.secretTree = secretTree;
    }

    /** {@return the content with signature and tag} */
    public AuthenticatedContent authenticated() {
        return authenticated;
    }

    /** {@return the content} */
    public Content content() {
        return authenticated.content().content();
    }

    /** {@return who sent it} */
    public Sender sender() {
        return authenticated.content().sender();
    }

    /** {@return the signature key that proves it} */
    public Bytes senderKey() {
        return senderKey;
    }

    /** {@return what was protected, but not hidden with it} */
    public Bytes authenticatedData() {
        return authenticated.content().authenticatedData();
    }

    /** {@return of private messages: the epoch's keys without this message's, in force once they are stored} */
    public Optional<SecretTree> secretTree() {
        return secretTree;
    }

    @Override
    public String toString() {
        return "VerifiedContent[" + authenticated.content() + "]";
    }
}
