package dev.e2ei.core.authentication;

import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.credential.Credential;
import dev.e2ei.core.credential.X509Credential;

/**
 * Whether a credential may stand in another one's place, RFC 9420, section 5.3.1: the client and its domain stay, names may
 * change, and what a certificate proved is not given up for a mere name.
 */
final class SuccessionRules {
    private SuccessionRules() {}

    /**
     * Compares two credentials.
     *
     * @param clientBefore the client of the first
     * @param clientAfter the client of the second
     * @throws MessageRejectedException if the second may not succeed the first
     */
    static void check(Credential before, Object clientBefore, Credential after, Object clientAfter) {
        if (before instanceof X509Credential && after instanceof BasicCredential) {
            throw new MessageRejectedException("CR-4", "a Basic credential does not succeed a certificate");
        }
        if (!clientBefore.equals(clientAfter)) {
            throw new MessageRejectedException(
                    "CR-4", "a leaf is replaced by that of the same client, RFC 9420, 5.3.1");
        }
    }
}
