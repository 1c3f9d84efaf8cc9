package dev.e2ei.core.client;

import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.pki.TrustRepository;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.store.BufferedRows;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.Rows;
import dev.e2ei.core.store.SealedStore;
import java.util.List;
import java.util.function.Function;

/** What a client and its transactions share. Each field does one thing; nothing here decides anything. */
final class ClientRooms implements AutoCloseable {
    private final SealedStore store;
    private final ClientEnvironment environment;
    private final WriterSlot writers = new WriterSlot();
    private final TrustCache trustCache;
    private final MlsSession session;
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
        trust = new TrustRegistration(environment);
        crls = new CrlRegistrations(environment, session);
        enrollments = new Enrollments(environment, store.snapshots(), session, writers, this::committedTrust);
        stash = new EnrollmentStash(environment);
        x509 = new X509Credentials(enrollments, session, trust);
        imported = new ImportedCredentials(environment, session, trust);
        keyPackages = new KeyPackagePool(environment, session);
        refresher = new TrustRefresher(environment, trust, crls, this::knownChains);
    }

    TransactionScope begin() {
        return new TransactionScope(writers, environment.writerTimeout(), trustCache, rowsOfTransaction());
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

    private List<CertificateChain> knownChains() {
        return read(rows -> session.x509Credentials(rows).stream()
                .map(credential -> credential.chain().orElseThrow(RowReader::corrupt))
                .toList());
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
        keyPackages.removeAll(rows, ref);
        session.remove(rows, ref);
    }

    KeyPackagePool keyPackages() {
        return keyPackages;
    }

    @Override
    public void close() {
        try {
            enrollments.close();
        } finally {
            try {
                environment.close();
            } finally {
                store.close();
            }
        }
    }
}
