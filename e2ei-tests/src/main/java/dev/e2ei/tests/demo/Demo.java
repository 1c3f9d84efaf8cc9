package dev.e2ei.tests.demo;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ConversationVerification;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.GroupInfoVerification;
import dev.e2ei.api.conversation.IdentityChange;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.api.identity.X509Identity;
import dev.e2ei.api.trust.TrustOutcome;
import dev.e2ei.api.trust.TrustRefresh;
import dev.e2ei.testkit.DeliveryService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Alice with two devices, Bob and Carla enroll and meet; Bob gives his phone away and comes back with a new one; Carla
 * renews her certificate. Ends with an exception at the first thing that is not as it should be.
 */
final class Demo implements AutoCloseable {
    private static final ConversationId CONVERSATION = ConversationId.ofUtf8("the demo's conversation");

    private final DemoStack stack;
    private final DemoStorage storage;
    private final Story story;
    private final DeliveryService delivery = new DeliveryService();
    private final Map<ClientId, DemoDevice> devices = new LinkedHashMap<>();
    private final DemoStack.Person bob;
    private final DemoDevice phone;
    private final DemoDevice laptop;
    private final DemoDevice bobsPhone;
    private final DemoDevice carlasTablet;

    Demo(DemoStack stack, DemoStorage storage, Story story) {
        this.stack = stack;
        this.storage = storage;
        this.story = story;
        DemoStack.Person alice = stack.person("alice_wire", "Alice", "Smith");
        bob = stack.person("bob_wire", "Bob", "Baker");
        phone = device("Alice's phone", alice);
        laptop = device("Alice's laptop", alice);
        bobsPhone = device("Bob's phone", bob);
        carlasTablet = device("Carla's tablet", stack.person("carla_wire", "Carla", "Weiß"));
    }

    private DemoDevice device(String name, DemoStack.Person person) {
        DemoDevice device = new DemoDevice(name, stack, person, storage, delivery);
        devices.put(device.id(), device);
        return device;
    }

    void run() throws IOException {
        firstDevice();
        List.of(laptop, bobsPhone, carlasTablet).forEach(this::enroll);
        meet();
        bobGivesHisPhoneAway();
        restart();
        bobComesBack();
        carlaRenews();
    }

    private void firstDevice() {
        story.chapter("Trust");
        refresh(phone, "Alice's phone learns whom to trust");
        story.chapter("Alice's phone enrolls, ciphersuite " + phone.request().ciphersuite());
        StepLines steps = new StepLines(story.out(), story.time());
        long start = story.time().nanoTime();
        IssuedCertificate issued = phone.enroll(steps);
        story.done("enrolled, in " + steps.taken().size() + " steps", start);
        story.chapter("Its certificate");
        CertificateText.print(
                story.out(), phone.request(), issued, phone.client().trust().verify(issued.chain(), stack.now()));
        phone.uploadKeyPackages(phone.client().credentials().get(0), 2);
    }

    private void enroll(DemoDevice device) {
        if (device == laptop) {
            story.chapter("The others");
        }
        device.client().trust().refresh(stack.trustSource());
        story.timed(device.name() + " enrolls", () -> device.enroll(new EnrollmentListener() {}));
        device.uploadKeyPackages(device.client().credentials().get(0), 2);
    }

    private void meet() {
        story.chapter("A conversation");
        story.timed("made by Alice's phone, the others added and welcomed", () -> {
            List<Bytes> keyPackages = new ArrayList<>();
            List.of(laptop, bobsPhone, carlasTablet)
                    .forEach(device -> keyPackages.add(
                            delivery.keyPackages().claim(device.id()).orElseThrow()));
            phone.client()
                    .inTransaction(tx -> tx.createConversation(
                                    CONVERSATION,
                                    ConversationConfig.of(phone.request().ciphersuite()))
                            .addMembers(keyPackages));
            receiveAll();
        });
        talk(bobsPhone, "Is it you, Alice?", phone);
        show("Everybody has met", phone, E2eiConversationState.Verified);
    }

    private void bobGivesHisPhoneAway() {
        story.chapter("Bob gives his phone away, and revokes its certificate");
        CredentialRef given = bobsPhone.client().credentials().get(0);
        story.timed(
                "revoked with the certificate's own key",
                () -> bobsPhone
                        .client()
                        .inTransaction(tx -> tx.e2eiRevoke(given, RevocationReason.CESSATION_OF_OPERATION)));
        require(E2eiConversationState.Verified, phone.verification(CONVERSATION).state());
        story.line("state", "still Verified: nobody has the revocation list yet");
        for (DemoDevice device : List.of(phone, laptop, carlasTablet)) {
            refresh(device, device.name() + " looks for news");
        }
        show("Bob's phone is revoked", phone, E2eiConversationState.NotVerified);
        require(DeviceVerdict.REVOKED, verdict(phone, bobsPhone));
        try {
            phone.client()
                    .inTransaction(tx -> tx.conversation(CONVERSATION)
                            .encrypt(Bytes.ofUtf8("for verified devices only"), E2eiConversationState.Verified));
            throw new IllegalStateException("a message left although the conversation is not Verified");
        } catch (MlsException refused) {
            story.line("refused", "a message for Verified conversations only: " + refused.code());
        }
    }

    private void restart() throws IOException {
        story.chapter("All devices restart");
        Bytes before = phone.client().conversation(CONVERSATION).epochAuthenticator();
        story.timed(
                devices.size() + " stores closed and opened again (" + storage.engine() + ")",
                () -> devices.values().forEach(DemoDevice::restart));
        require(before, phone.client().conversation(CONVERSATION).epochAuthenticator());
        require(
                E2eiConversationState.NotVerified,
                phone.verification(CONVERSATION).state());
        story.line("on disk", storage.size() + " octets; same epoch, same state, same reason");
    }

    private void bobComesBack() {
        story.chapter("Bob's new phone");
        DemoDevice newPhone = device("Bob's new phone", bob);
        enroll(newPhone);
        refresh(newPhone, "it looks for news");
        Bytes groupInfo = delivery.groupInfo(CONVERSATION).orElseThrow();
        GroupInfoVerification outside = story.timed(
                "group info verified before joining", () -> newPhone.client().verifyGroupInfo(groupInfo));
        require(true, outside.invalid().isEmpty());
        require(E2eiConversationState.NotVerified, outside.state());
        story.line("before", "tree valid, " + outside.state() + " with the old phone in it");
        story.timed("joined by an external commit", () -> {
            newPhone.client()
                    .inTransaction(tx -> tx.joinByExternalCommit(
                            groupInfo, ConversationConfig.of(newPhone.request().ciphersuite())));
            receiveAll();
        });
        story.timed("Alice's phone removes Bob's old one", () -> {
            phone.client().inTransaction(tx -> tx.conversation(CONVERSATION).removeMembers(List.of(bobsPhone.id())));
            receiveAll();
        });
        require(false, bobsPhone.client().conversation(CONVERSATION).isActive());
        talk(newPhone, "It is me again", laptop);
        show("Bob is back with a new phone", newPhone, E2eiConversationState.Verified);
    }

    private void carlaRenews() {
        story.chapter("Carla renews her certificate");
        CredentialRef old = carlasTablet.client().credentials().get(0);
        CredentialRef renewed = story.timed(
                "a new certificate for the key that she has", () -> carlasTablet.renew(new EnrollmentListener() {}));
        carlasTablet.client().inTransaction(tx -> tx.conversation(CONVERSATION).setCredentialByRef(renewed));
        carlasTablet.uploadKeyPackages(renewed, 2);
        carlasTablet.client().inTransaction(tx -> tx.removeCredential(old));
        for (ReceivedMessage message : phone.receive()) {
            ((ReceivedMessage.Commit) message).changes().changed().forEach(this::tell);
        }
        receiveAll();
        talk(carlasTablet, "Nothing else has changed", phone);
        show("Carla has a new certificate", laptop, E2eiConversationState.Verified);
    }

    private void tell(IdentityChange change) {
        require(change.before().thumbprint(), change.after().thumbprint());
        story.line("same key", change.after().thumbprint().base64Url());
        story.line(
                "serial",
                proven(change.before()).serialNumber() + ", now "
                        + proven(change.after()).serialNumber());
    }

    private void receiveAll() {
        devices.values().forEach(DemoDevice::receive);
    }

    private void talk(DemoDevice from, String text, DemoDevice to) {
        ReceivedMessage.Application heard = to.hear(CONVERSATION, from.say(CONVERSATION, text));
        X509Identity sender = proven(heard.sender().now().orElseThrow());
        require(text, heard.plaintext().utf8());
        story.line("message", "\"" + text + "\", from " + sender.displayName() + ", " + sender.handle());
    }

    private static X509Identity proven(WireIdentity identity) {
        return identity.x509Identity().orElseThrow();
    }

    private void refresh(DemoDevice device, String why) {
        TrustRefresh refreshed = story.timed(why, () -> device.client().trust().refresh(stack.trustSource()));
        for (TrustOutcome outcome : refreshed.outcomes()) {
            outcome.failure().ifPresent(failure -> {
                throw failure;
            });
            story.line(
                    outcome.kind().toString().toLowerCase(Locale.ROOT),
                    outcome.address() + ", " + outcome.registered() + " new");
        }
    }

    private DeviceVerdict verdict(DemoDevice viewer, DemoDevice whose) {
        return viewer.client()
                .conversation(CONVERSATION)
                .getDeviceIdentities(List.of(whose.id()))
                .get(0)
                .verdict();
    }

    private void show(String title, DemoDevice viewer, E2eiConversationState wanted) {
        ConversationVerification report = viewer.verification(CONVERSATION);
        Map<ClientId, String> names = new LinkedHashMap<>();
        devices.forEach((id, device) -> names.put(id, device.name()));
        story.show(new Story.Scene(title, viewer.name(), names, report));
        require(wanted, report.state());
    }

    private static void require(Object wanted, Object found) {
        if (!wanted.equals(found)) {
            throw new IllegalStateException("it should be " + wanted + ", it is " + found);
        }
    }

    @Override
    public void close() {
        devices.values().forEach(DemoDevice::close);
    }
}
