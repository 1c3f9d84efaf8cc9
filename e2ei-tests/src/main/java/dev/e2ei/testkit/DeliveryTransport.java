package dev.e2ei.testkit;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.spi.mls.CommitBundle;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportResponse;
import dev.e2ei.testkit.mls.MessageHead;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A client's way to a delivery service. What the service cannot read it refuses. */
final class DeliveryTransport implements MlsTransport {
    private final DeliveryService service;
    private final ClientId client;
    private final Optional<Consumer<List<Delivery>>> catchUp;

    DeliveryTransport(DeliveryService service, ClientId client, Optional<Consumer<List<Delivery>>> catchUp) {
        this.service = service;
        this.client = client;
        this.catchUp = catchUp;
    }

    @Override
    public MlsTransportResponse sendCommitBundle(CommitBundle bundle) {
        MlsTransportResponse response;
        try {
            MessageHead head = MessageHead.of(bundle.commit());
            response = head.content() == MessageHead.Content.COMMIT
                    ? service.commit(client, new ConversationId(head.groupId()), head.epoch(), bundle)
                    : new MlsTransportResponse.Rejected("a bundle without a commit");
        } catch (IllegalArgumentException e) {
            return new MlsTransportResponse.Rejected("cannot be delivered: " + e.getMessage());
        }
        return caughtUp(response);
    }

    @Override
    public MlsTransportResponse sendMessage(byte[] message) {
        MlsTransportResponse response;
        try {
            Bytes octets = Bytes.of(message);
            MessageHead head = MessageHead.of(octets);
            if (head.content() == MessageHead.Content.COMMIT) {
                return new MlsTransportResponse.Rejected("a commit comes in a bundle");
            }
            Delivery.Kind kind =
                    head.content() == MessageHead.Content.PROPOSAL ? Delivery.Kind.PROPOSAL : Delivery.Kind.APPLICATION;
            Delivery delivery = new Delivery(kind, new ConversationId(head.groupId()), octets);
            response = service.message(client, delivery, head.epoch());
        } catch (IllegalArgumentException e) {
            return new MlsTransportResponse.Rejected("cannot be delivered: " + e.getMessage());
        }
        return caughtUp(response);
    }

    /** The host decrypts what it missed without any lock of the service being held. */
    private MlsTransportResponse caughtUp(MlsTransportResponse response) {
        if (response instanceof MlsTransportResponse.Retry) {
            catchUp.ifPresent(host -> host.accept(service.receive(client)));
        }
        return response;
    }
}
