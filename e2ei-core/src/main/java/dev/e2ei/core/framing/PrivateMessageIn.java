package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;

/** A private message as it was received. */
public final class PrivateMessageIn implements GroupMessageIn {
    private final PrivateMessage message;

    PrivateMessageIn(PrivateMessage message) {
        this.message = message;
    }

    PrivateMessage message() {
        return message;
    }

    @Override
    public Bytes groupId() {
        return message.groupId();
    }

    @Override
    public long epoch() {
        return message.epoch();
    }

    @Override
    public ContentType contentType() {
        return message.contentType();
    }

    @Override
    public String toString() {
        return "PrivateMessageIn[" + contentType() + " of epoch " + Long.toUnsignedString(epoch()) + "]";
    }
}
