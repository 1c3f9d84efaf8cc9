package dev.e2ei.tests.peer;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.conversation.WirePolicy;
import dev.e2ei.api.credential.CredentialReads;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The client of this process, and what is kept between requests. */
final class Session implements AutoCloseable {
    private final PeerStore store;
    private final RecordingTransport transport = new RecordingTransport();
    private final Map<Integer, E2eiEnrollment> enrollments = new HashMap<>();
    private String databaseName = "";
    private Bytes databaseKey = Bytes.EMPTY;
    private Ciphersuite suite = Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519;
    private WirePolicy policy = WirePolicy.Plaintext;
    private @Nullable E2eiClient client;
    private int lastEnrollment;

    Session(PeerStore store) {
        this.store = store;
    }

    void open(String name, Bytes key, Ciphersuite newSuite, WirePolicy newPolicy) {
        if (client != null) {
            throw new IllegalStateException("already initialised; close first");
        }
        databaseName = name;
        databaseKey = key;
        suite = newSuite;
        policy = newPolicy;
        open();
    }

    private void open() {
        try (Secret key = Secret.copyOf(databaseKey.toByteArray())) {
            client = E2eiClient.builder()
                    .storeLocation(store.location(databaseName))
                    .databaseKey(key)
                    .mlsProfile(MlsProfile.wire().withWirePolicy(policy))
                    .mlsTransport(transport)
                    .open();
        }
    }

    /** Forgets everything and loads what the store has. */
    void restart() {
        close();
        open();
    }

    /** Conversations that are joined by a welcome frame their handshakes as the client's profile says. */
    void joinWith(WirePolicy wanted) {
        if (wanted != policy) {
            policy = wanted;
            restart();
        }
    }

    E2eiClient client() {
        if (client == null) {
            throw new IllegalStateException("init first");
        }
        return client;
    }

    <T> T transaction(Function<? super E2eiTransaction, ? extends T> action) {
        return client().transaction(action);
    }

    RecordingTransport transport() {
        return transport;
    }

    Ciphersuite suite(Request request) {
        return request.suite().orElse(suite);
    }

    void suite(Ciphersuite newSuite) {
        suite = newSuite;
    }

    /** The newest credential of the type asked for; of Basic if none is asked for and there is one. */
    CredentialRef credential(CredentialReads reads, Request request) {
        List<CredentialType> types =
                request.credentialType().map(List::of).orElse(List.of(CredentialType.Basic, CredentialType.X509));
        for (CredentialType type : types) {
            List<CredentialRef> found = reads.findCredentials(suite(request), type);
            if (!found.isEmpty()) {
                return found.get(found.size() - 1);
            }
        }
        throw PeerException.mls("Other", "no credential of this type");
    }

    int keep(E2eiEnrollment enrollment) {
        enrollments.put(++lastEnrollment, enrollment);
        return lastEnrollment;
    }

    E2eiEnrollment enrollment(Request request) {
        E2eiEnrollment found = enrollments.get(request.integer("enrollment", 0));
        if (found == null) {
            throw new IllegalArgumentException("no enrollment " + request.node("enrollment"));
        }
        return found;
    }

    void drop(Request request) {
        enrollments.remove(request.integer("enrollment", 0));
    }

    @Override
    public void close() {
        enrollments.clear();
        transport.forget();
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
