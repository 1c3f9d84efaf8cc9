package dev.e2ei.core.client;

import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.core.group.GroupRepository;
import dev.e2ei.core.group.GroupState;
import dev.e2ei.core.group.GroupSummary;
import dev.e2ei.core.identity.MemberCredential;
import dev.e2ei.core.pki.TrustRepository;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.store.BufferedRows;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.Rows;
import dev.e2ei.core.store.SealedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a client and its transactions share. Each field does one thing; nothing here decides anything. */
final class ClientRooms implements AutoCloseable {
    private final SealedStore store;
    private final ClientEnvironment environment;
    private final WriterSlot writers = new WriterSlot();
    private final TrustCache trustCache;
    private final GroupRepository groups = new GroupRepository();
    private final GroupCache groupCache = new GroupCache(groups);
    private final MlsSession session;
    private final OwnCredentials credentials;
    private final Conversations conversations = new Conversations(groups);
    private final GroupInfoVerifier groupInfos;
    private final TrustRegistration trust;
    private final CrlRegistrations crls;
    private final Enrollments enrollments;
    private final EnrollmentStash stash;
    private final X509Credentials x509;
    private final ImportedCredentials imported;
    private final KeyPackagePool keyPackages;
    private final TrustRefresher refresher;

    ClientRooms(ClientEnvironment environment, SealedStore store) {
        this.store = store;
        this.environment = environment;
        trustCache = new TrustCache(new TrustRepository(), environment.crypto().random());
        session = new MlsSession(environment);
        credentials = new OwnCredentials(session);
        groupInfos = new GroupInfoVerifier(environment);
        trust = new TrustRegistration(environment);
        crls = new CrlRegistrations(environment, session, conversations);
        enrollments = new Enrollments(environment, store.snapshots(), session, writers, this::committedTrust);
        stash = new EnrollmentStash(environment);
        x509 = new X509Credentials(enrollments, session, trust);
        imported = new ImportedCredentials(environment, session, trust);
        keyPackages = new KeyPackagePool(environment, session);
        refresher = new TrustRefresher(environment, trust, crls, this::knownDevices);
    }

    TransactionScope begin() {
        return new TransactionScope(
                writers, environment.writerTimeout(), trustCache, groupCache, groups, rowsOfTransaction());
    }

    private BufferedRows rowsOfTransaction() {
        return new BufferedRows(store, environment.writerTimeout());
    }

    /** A read outside of transactions. */
    <T> T read(Function<Rows, T> query) {
        try (BufferedRows rows = rowsOfTransaction()) {
            return query.apply(rows);
        }
    }

    private List<MemberCredential> knownDevices() {
        return read(rows -> {
            List<MemberCredential> devices = new ArrayList<>();
            session.x509Credentials(rows)
                    .forEach(own -> devices.add(
                            MemberCredential.x509(0, own.chain().orElseThrow(RowReader::corrupt), own.publicKey())));
            devices.addAll(conversations.certifiedMembers(rows, reader(rows)));
            return devices;
        });
    }

    private Conversations.Reader reader(Rows rows) {
        return new Conversations.Reader() {
            @Override
            public <T extends @Nullable Object> T read(GroupSummary group, Function<GroupState, T> query) {
                return groupCache.read(rows, group.groupId(), query);
            }
        };
    }

    /** What a handle of the client's reads: the store at the moment of the call. */
    ConversationSnapshot.Source source(ConversationId id) {
        return new ConversationSnapshot.Source() {
            @Override
            public <T> T read(Function<ConversationSnapshot, T> query) {
                return ClientRooms.this.read(rows -> {
                    TrustState trust = trustCache.asOf(rows);
                    return groupCache.read(
                            rows,
                            id.octets(),
                            group -> query.apply(new ConversationSnapshot(
                                    environment, credentials, rows, trust, group, environment.now())));
                });
            }
        };
    }

    ConversationWork work(TransactionScope scope) {
        return new ConversationWork(environment, credentials, trust, scope);
    }

    Conversations conversations() {
        return conversations;
    }

    GroupInfoVerifier groupInfos() {
        return groupInfos;
    }

    TrustState committedTrust() {
        return read(trustCache::asOf);
    }

    ClientEnvironment environment() {
        return environment;
    }

    MlsSession session() {
        return session;
    }

    TrustRegistration trust() {
        return trust;
    }

    TrustRefresher refresher() {
        return refresher;
    }

    CrlRegistrations crls() {
        return crls;
    }

    Enrollments enrollments() {
        return enrollments;
    }

    EnrollmentStash stash() {
        return stash;
    }

    X509Credentials x509() {
        return x509;
    }

    ImportedCredentials imported() {
        return imported;
    }

    /** With its key and the key packages that were made with it. */
    void removeCredential(TransactionScope scope, CredentialRef ref) {
        Rows rows = scope.writing();
        session.require(rows, ref);
        conversations.requireUnused(rows, scope.groups().reader(), ref);
        keyPackages.removeAll(rows, ref);
        session.remove(rows, ref);
    }

    KeyPackagePool keyPackages() {
        return keyPackages;
    }

    @Override
    public void close() {
        writers.close();
        try {
            enrollments.close();
        } finally {
            try {
                environment.close();
            } finally {
                try {
                    store.close();
                } finally {
                    groupCache.close();
                }
            }
        }
    }
}
