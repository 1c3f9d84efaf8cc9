package dev.e2ei.tests.demo;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ConversationVerification;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.LocalKeyPackage;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.testkit.Delivery;
import dev.e2ei.testkit.DeliveryService;
import java.util.ArrayList;
import java.util.List;

/** A device: a client with its store on disk and its way to the delivery service. */
final class DemoDevice implements AutoCloseable {
    private final String name;
    private final DemoStack stack;
    private final DemoStack.Person person;
    private final DemoStorage storage;
    private final DeliveryService delivery;
    private final EnrollmentRequest request;
    private E2eiClient client;

    DemoDevice(String name, DemoStack stack, DemoStack.Person person, DemoStorage storage, DeliveryService delivery) {
        this.name = name;
        this.stack = stack;
        this.person = person;
        this.storage = storage;
        this.delivery = delivery;
        request = person.newDevice();
        client = open();
    }

    private E2eiClient open() {
        return storage.settings(stack.clientBuilder(), name)
                .mlsTransport(delivery.transport(id()))
                .open();
    }

    void restart() {
        client.close();
        client = open();
    }

    String name() {
        return name;
    }

    ClientId id() {
        return request.clientId();
    }

    EnrollmentRequest request() {
        return request;
    }

    E2eiClient client() {
        return client;
    }

    /** The first certificate; it initialises MLS. */
    IssuedCertificate enroll(EnrollmentListener listener) {
        try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(request)) {
            IssuedCertificate issued = enrollment.acquire(person.hooks().withListener(listener));
            client.inTransaction(tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain()));
            return issued;
        }
    }

    /** A new certificate for the key that the device has. */
    CredentialRef renew(EnrollmentListener listener) {
        EnrollmentRequest renewal = client.e2eiRenewalRequest(request.ciphersuite())
                .team(request.team().orElseThrow())
                .expiry(request.expiry())
                .build();
        try (E2eiEnrollment enrollment = client.e2eiNewRotateEnrollment(renewal)) {
            IssuedCertificate issued = enrollment.acquire(person.hooks().withListener(listener));
            return client.transaction(tx -> tx.saveX509Credential(enrollment, issued.chain()))
                    .credential();
        }
    }

    /** Uploads fresh key packages of a credential in place of those that lie at the delivery service. */
    void uploadKeyPackages(CredentialRef credential, int count) {
        List<LocalKeyPackage> fresh = client.transaction(tx -> tx.generateKeyPackages(credential, count));
        delivery.keyPackages().delete(id());
        delivery.keyPackages()
                .upload(id(), fresh.stream().map(LocalKeyPackage::keyPackage).toList());
    }

    ConversationVerification verification(ConversationId conversation) {
        return client.conversation(conversation).verification();
    }

    Bytes say(ConversationId conversation, String text) {
        return client.transaction(tx -> tx.conversation(conversation).encrypt(Bytes.ofUtf8(text)));
    }

    ReceivedMessage.Application hear(ConversationId conversation, Bytes message) {
        return (ReceivedMessage.Application)
                client.transaction(tx -> tx.conversation(conversation).decrypt(message));
    }

    /** Reads what lies in the inbox; a welcome is joined by. */
    List<ReceivedMessage> receive() {
        List<ReceivedMessage> received = new ArrayList<>();
        for (Delivery one : delivery.receive(id())) {
            client.inTransaction(tx -> {
                if (one.kind() == Delivery.Kind.WELCOME) {
                    tx.joinByWelcome(one.message());
                } else {
                    received.add(tx.conversation(one.conversation()).decrypt(one.message()));
                }
            });
        }
        return received;
    }

    @Override
    public void close() {
        client.close();
    }
}
