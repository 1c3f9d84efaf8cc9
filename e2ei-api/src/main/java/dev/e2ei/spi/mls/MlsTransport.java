package dev.e2ei.spi.mls;

/**
 * Delivers MLS messages to the delivery service. Called on the thread of the operation that sends; it may use that
 * operation's transaction, for instance to decrypt what it missed before it answers {@code Retry}.
 */
public interface MlsTransport {
    /**
     * Delivers a commit with what belongs to it.
     *
     * @param bundle the commit, its welcome and its group info
     * @return what the delivery service said; the commit is merged only if it was accepted
     */
    MlsTransportResponse sendCommitBundle(CommitBundle bundle);

    /**
     * Delivers a message.
     *
     * @param message an MLSMessage
     * @return what the delivery service said
     */
    MlsTransportResponse sendMessage(byte[] message);
}
