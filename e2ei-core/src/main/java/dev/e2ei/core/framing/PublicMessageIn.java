package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.proposal.Sender;
import java.util.Optional;

/** A public message as it was received. */
public final class PublicMessageIn implements GroupMessageIn {
    private final PublicMessage message;

    PublicMessageIn(PublicMessage message) {
        this.message = message;
    }

    PublicMessage message() {
        return message;
    }

    @Override
    public Bytes groupId() {
        return message.content().groupId();
    }

    @Override
    public long epoch() {
        return message.content().epoch();
    }

    @Override
    public ContentType contentType() {
        return message.content().content().type();
    }

    /** {@return who it says it is from} */
    public Sender claimedSender() {
        return message.content().sender();
    }

    /** {@return the tag by which an own commit that comes back is recognised} */
    public Optional<Bytes> confirmationTag() {
        return message.auth().confirmationTag();
    }

    @Override
    public String toString() {
        return "PublicMessageIn[" + message.content() + "]";
    }
}
