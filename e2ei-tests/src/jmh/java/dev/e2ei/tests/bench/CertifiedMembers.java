package dev.e2ei.tests.bench;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.E2eiClientBuilder;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.mls.CommitBundle;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportResponse;
import dev.e2ei.spi.storage.StorageProvider;
import dev.e2ei.testkit.ca.CaProfile;
import dev.e2ei.testkit.ca.LeafTemplate;
import dev.e2ei.testkit.ca.TestCertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** Clients of suite 1, each with its certificate of one CA and its store in memory, and a delivery that accepts all. */
final class CertifiedMembers implements AutoCloseable {
    static final Ciphersuite SUITE = Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519;
    private static final String DOMAIN = "wire.example";

    private final Instant now = Instant.now();
    private final TestCertificateAuthority authority = TestCertificateAuthority.create(CaProfile.of(DOMAIN), now);
    private final CiphersuiteCrypto crypto = ServiceLoader.load(CryptoProvider.class)
            .findFirst()
            .orElseThrow()
            .forCiphersuite(SUITE)
            .orElseThrow();
    private final List<E2eiClient> open = new ArrayList<>();
    private int conversations;

    /** Keeps what was sent last. */
    static final class Accepting implements MlsTransport {
        CommitBundle last;

        @Override
        public MlsTransportResponse sendCommitBundle(CommitBundle bundle) {
            last = bundle;
            return new MlsTransportResponse.Accepted();
        }

        @Override
        public MlsTransportResponse sendMessage(byte[] message) {
            return new MlsTransportResponse.Accepted();
        }
    }

    E2eiClient member(Accepting transport) {
        return open(E2eiClient.builder().storageProvider("memory"), transport);
    }

    E2eiClient member(Accepting transport, StorageProvider storage) {
        return open(E2eiClient.builder().storageProvider(storage), transport);
    }

    private E2eiClient open(E2eiClientBuilder builder, Accepting transport) {
        E2eiClient client;
        try (Secret key = Secret.take(new byte[32])) {
            client = builder.storeName(UUID.randomUUID().toString())
                    .databaseKey(key)
                    .mlsTransport(transport)
                    .clock(() -> now)
                    .open();
        }
        open.add(client);
        KeyPairOctets keys = crypto.generateSignatureKeyPair();
        CertificateChain chain = chain(keys.publicKey());
        try (Secret privateKey = Secret.take(keys.privateKey())) {
            client.inTransaction(tx -> {
                tx.e2eiRegisterTrustAnchor(authority.rootPem());
                tx.mlsInitX509(chain, privateKey);
            });
        }
        return client;
    }

    private CertificateChain chain(byte[] publicKey) {
        int number = open.size();
        ClientId id = ClientId.parse(new UUID(0x4000, number) + ":" + Integer.toHexString(number) + "@" + DOMAIN);
        try {
            LeafTemplate template = LeafTemplate.of(
                            DOMAIN,
                            "Member " + number,
                            "wireapp://%40member_" + number + "@" + DOMAIN,
                            id.uri(),
                            SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
                                    new Ed25519PublicKeyParameters(publicKey, 0)))
                    .valid(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(90)));
            return new CertificateChain(List.of(authority.issue(template), authority.intermediate()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Bytes keyPackage(E2eiClient client) {
        return client.transaction(tx -> tx.generateKeyPackage(credential(tx.credentials())).keyPackage());
    }

    private static CredentialRef credential(List<CredentialRef> credentials) {
        return credentials.get(credentials.size() - 1);
    }

    void trustAnother(E2eiClient client) {
        String other = TestCertificateAuthority.create(CaProfile.of(DOMAIN), now).rootPem();
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(other));
    }

    ConversationId freshId() {
        conversations++;
        return ConversationId.ofUtf8("conversation " + conversations);
    }

    @Override
    public void close() {
        open.forEach(E2eiClient::close);
    }
}
