package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.conversation.Conversation;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ConversationView;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.store.memory.MemoryStorageProvider;
import dev.e2ei.spi.storage.StorageConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One client with its own store and its own road to the delivery service. */
final class TestMember implements AutoCloseable {
    static final ConversationId ROOM = ConversationId.ofUtf8("room");

    final TestClients world;
    final ClientId id;
    final TestDelivery delivery = new TestDelivery();
    final FailingStorage engine =
            new FailingStorage(new MemoryStorageProvider().open(new StorageConfig("test", Optional.empty(), Map.of())));
    final MlsProfile profile;
    E2eiClient client;

    TestMember(TestClients world, ClientId id, MlsProfile profile) {
        this.world = world;
        this.id = id;
        this.profile = profile;
        this.client = open();
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(world.authority.rootPem()));
    }

    TestMember(TestClients world, ClientId id) {
        this(world, id, MlsProfile.wire());
    }

    private E2eiClient open() {
        return world.builder(1)
                .storageProvider(new TestClients.Keeping(engine))
                .mlsProfile(profile)
                .mlsTransport(delivery)
                .open();
    }

    /** One more client on what is stored. */
    E2eiClient another() {
        return open();
    }

    /** Forgets everything in memory. */
    void restart() {
        client.close();
        client = open();
    }

    CredentialRef basic(Ciphersuite suite) {
        return client.transaction(tx -> tx.mlsInit(id, List.of(suite))).get(0);
    }

    CredentialRef basic() {
        return basic(TestClients.SUITE1);
    }

    /** With a certificate of the world's authority, for a fresh key. */
    CredentialRef certified(Duration lifetime) {
        try (SignatureKey key = SignatureKey.generate(
                world.crypto.forCiphersuite(TestClients.SUITE1).orElseThrow())) {
            CertificateChain chain =
                    world.authority.issue(TestClients.request(id), key.subjectPublicKey(), world.now, lifetime);
            boolean fresh = client.credentials().isEmpty();
            return client.transaction(tx -> fresh
                            ? tx.mlsInitX509(chain, key.privateKey())
                            : tx.addX509Credential(chain, key.privateKey()))
                    .credential();
        }
    }

    CredentialRef certified() {
        return certified(Duration.ofDays(90));
    }

    Bytes keyPackage(CredentialRef credential) {
        return client.transaction(tx -> tx.generateKeyPackage(credential)).keyPackage();
    }

    void create() {
        client.inTransaction(tx -> tx.createConversation(ROOM, ConversationConfig.of(TestClients.SUITE1)));
    }

    <T> T in(Function<Conversation, T> action) {
        return client.transaction(tx -> action.apply(tx.conversation(ROOM)));
    }

    ReceivedMessage read(Bytes message) {
        return in(conversation -> conversation.decrypt(message));
    }

    Bytes send(String text) {
        return in(conversation -> conversation.encrypt(Bytes.ofUtf8(text)));
    }

    void welcomedBy(TestMember other) {
        Bytes welcome = other.delivery.last().welcome().orElseThrow();
        client.inTransaction(tx -> tx.joinByWelcome(welcome));
    }

    ConversationView view() {
        return client.conversation(ROOM);
    }

    @Override
    public void close() {
        client.close();
    }
}
