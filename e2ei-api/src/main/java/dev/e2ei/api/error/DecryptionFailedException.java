package dev.e2ei.api.error;

/** An authenticated decryption failed. It is not said whether key, nonce, associated data or ciphertext was wrong. */
@SuppressWarnings("serial")
public final class DecryptionFailedException extends ProviderException {
    /** The same for every cause. */
    public DecryptionFailedException() {
        super(ErrorCode.DECRYPTION_FAILED, "decryption failed");
    }
}
