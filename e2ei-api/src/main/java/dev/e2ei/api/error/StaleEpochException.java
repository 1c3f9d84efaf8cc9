package dev.e2ei.api.error;

/** A message belongs to an epoch whose keys are gone, or to one that is more than one ahead, RFC 9420, section 15.3. */
@SuppressWarnings("serial")
public final class StaleEpochException extends MlsException {
    private final long messageEpoch;
    private final long currentEpoch;

    /**
     * A message of another time.
     *
     * @param messageEpoch the message's epoch, unsigned
     * @param currentEpoch the conversation's epoch, unsigned
     */
    public StaleEpochException(long messageEpoch, long currentEpoch) {
        super(
                ErrorCode.STALE_EPOCH,
                "the message is of epoch " + Long.toUnsignedString(messageEpoch) + ", the conversation is in epoch "
                        + Long.toUnsignedString(currentEpoch));
        this.messageEpoch = messageEpoch;
        this.currentEpoch = currentEpoch;
    }

    /** {@return the message's epoch, unsigned} */
    public long messageEpoch() {
        return messageEpoch;
    }

    /** {@return the conversation's epoch, unsigned} */
    public long currentEpoch() {
        return currentEpoch;
    }
}
