package dev.e2ei.crypto.bc;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;

/** The one declared error for octets that are no key. */
final class InvalidKey {
    private InvalidKey() {}

    static ProviderException because(String reason) {
        return new ProviderException(ErrorCode.INVALID_KEY, reason);
    }
}
