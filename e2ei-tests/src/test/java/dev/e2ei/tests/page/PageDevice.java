package dev.e2ei.tests.page;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.E2eiClientBuilder;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.conversation.WelcomeBundle;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.testkit.Delivery;
import dev.e2ei.testkit.DeliveryService;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A person's device: a client with its store, and its way to the delivery service. */
final class PageDevice implements AutoCloseable {
    private final WireStack stack;
    private final DeliveryService delivery;
    private final StackUser user;
    private final ClientId id;
    private final Supplier<E2eiClientBuilder> settings;
    private final List<WelcomeBundle> joined = new ArrayList<>();
    private E2eiClient client;

    PageDevice(WireStack stack, DeliveryService delivery, StackUser user, Supplier<E2eiClientBuilder> settings) {
        this.stack = stack;
        this.delivery = delivery;
        this.user = user;
        this.settings = settings;
        id = user.newDevice();
        client = open();
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(stack.trustAnchorPem()));
    }

    private E2eiClient open() {
        return settings.get().mlsTransport(delivery.transport(id)).open();
    }

    /** Ends the client and begins it again with the same store. */
    void restart() {
        client.close();
        client = open();
    }

    E2eiClient client() {
        return client;
    }

    ClientId id() {
        return id;
    }

    StackUser user() {
        return user;
    }

    MlsTransport transport() {
        return delivery.transport(id);
    }

    /** A device without certificates. */
    PageDevice basic(Ciphersuite suite) {
        client.inTransaction(tx -> tx.mlsInit(id, List.of(suite)));
        return this;
    }

    EnrollmentRequest request(Ciphersuite suite) {
        return stack.request(user, id, suite);
    }

    IssuedCertificate acquire(E2eiEnrollment enrollment) {
        return enrollment.acquire(stack.hooks(user));
    }

    /** Enrolls a fresh device. */
    X509Registration enroll(Ciphersuite suite) {
        try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(request(suite))) {
            IssuedCertificate issued = acquire(enrollment);
            return client.transaction(tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain()));
        }
    }

    PageDevice enrolled(Ciphersuite suite) {
        enroll(suite);
        return this;
    }

    /** Enrolls a Basic device, or renews a certificate; the key is kept. */
    X509Registration renew(Ciphersuite suite) {
        boolean first = client.findCredentials(suite, CredentialType.X509).isEmpty();
        try (E2eiEnrollment enrollment = first
                ? client.e2eiNewActivationEnrollment(request(suite))
                : client.e2eiNewRotateEnrollment(request(suite))) {
            IssuedCertificate issued = acquire(enrollment);
            return client.transaction(tx -> tx.saveX509Credential(enrollment, issued.chain()));
        }
    }

    CredentialRef credential() {
        List<CredentialRef> all = client.credentials();
        return all.get(all.size() - 1);
    }

    /** A key package of the newest credential. */
    Bytes keyPackage() {
        return client.transaction(tx -> tx.generateKeyPackage(credential())).keyPackage();
    }

    ConversationId create(String name, PageDevice... others) {
        ConversationId conversation = ConversationId.ofUtf8(name);
        client.inTransaction(tx -> tx.createConversation(conversation, ConversationConfig.of(credential())));
        add(conversation, others);
        return conversation;
    }

    /** Adds devices, which join. */
    void add(ConversationId conversation, PageDevice... others) {
        List<Bytes> keyPackages = new ArrayList<>();
        for (PageDevice other : others) {
            keyPackages.add(other.keyPackage());
        }
        if (!keyPackages.isEmpty()) {
            client.inTransaction(tx -> tx.conversation(conversation).addMembers(keyPackages));
        }
        for (PageDevice other : others) {
            other.receive();
        }
    }

    /** Takes what lies in the inbox, in order; welcomes are joined by. */
    List<ReceivedMessage> receive() {
        List<ReceivedMessage> received = new ArrayList<>();
        for (Delivery one : delivery.receive(id)) {
            if (one.kind() == Delivery.Kind.WELCOME) {
                joined.add(client.transaction(tx -> tx.joinByWelcome(one.message())));
            } else {
                received.add(client.transaction(
                        tx -> tx.conversation(one.conversation()).decrypt(one.message())));
            }
        }
        return received;
    }

    /** What the last welcome brought. */
    WelcomeBundle lastJoined() {
        return joined.get(joined.size() - 1);
    }

    /** A text to the others, without the delivery service. */
    Bytes say(ConversationId conversation, String text) {
        return client.transaction(tx -> tx.conversation(conversation).encrypt(Bytes.ofUtf8(text)));
    }

    ReceivedMessage.Application hear(ConversationId conversation, Bytes message) {
        return (ReceivedMessage.Application)
                client.transaction(tx -> tx.conversation(conversation).decrypt(message));
    }

    @Override
    public void close() {
        client.close();
    }
}
