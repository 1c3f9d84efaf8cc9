package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.error.SnapshotRejectedException;
import dev.e2ei.api.error.SnapshotRejectedException.Reason;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.api.error.TrustNotConfiguredException;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.credential.StoredCredential;
import dev.e2ei.core.identity.ClaimedIdentity;
import dev.e2ei.core.identity.IssuedCertificateRule;
import dev.e2ei.core.identity.WireIdentityReader;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.store.Rows;
import dev.e2ei.core.store.SnapshotSeal;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Begins, resumes and keeps track of a client's enrollments, and is what they need of the client. */
final class Enrollments implements EnrollmentHome, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Enrollments.class.getName());

    private final ClientEnvironment environment;
    private final SnapshotSeal seal;
    private final MlsSession session;
    private final WriterSlot writers;
    private final Supplier<TrustState> committedTrust;
    private final Set<DefaultE2eiEnrollment> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Enrollments(
            ClientEnvironment environment,
            SnapshotSeal seal,
            MlsSession session,
            WriterSlot writers,
            Supplier<TrustState> committedTrust) {
        this.environment = environment;
        this.seal = seal;
        this.session = session;
        this.writers = writers;
        this.committedTrust = committedTrust;
    }

    DefaultE2eiEnrollment begin(EnrollmentRequest request) {
        CiphersuiteCrypto crypto = environment.crypto(request.ciphersuite());
        return opened(new EnrollmentCore(this, request, EnrollmentKeyPairs.fresh(request, crypto)));
    }

    /** Begins with the key of the newest credential of a type. */
    DefaultE2eiEnrollment beginWithKeyOf(Rows rows, EnrollmentRequest request, CredentialType type) {
        StoredCredential credential = session.newest(rows, request.ciphersuite(), type);
        if (!credential.ref().clientId().equals(request.clientId())) {
            throw new MlsException(
                    ErrorCode.WRONG_CREDENTIAL,
                    "the request is for " + request.clientId() + ", the credential is of "
                            + credential.ref().clientId());
        }
        SignatureKey key = session.key(rows, credential);
        EnrollmentKeyPairs keys;
        try {
            keys = EnrollmentKeyPairs.withCertificateKey(request, environment.crypto(request.ciphersuite()), key);
        } catch (RuntimeException e) {
            key.close();
            throw e;
        }
        return opened(new EnrollmentCore(this, request, keys));
    }

    /** The handle behind one that a host gives back. */
    DefaultE2eiEnrollment own(E2eiEnrollment enrollment) {
        if (enrollment instanceof DefaultE2eiEnrollment own && own.belongsTo(this)) {
            return own;
        }
        throw new IllegalArgumentException("this enrollment was begun by another client");
    }

    /** Revokes by the certificate's own key. */
    void revoke(Rows rows, StoredCredential credential, RevocationReason reason) {
        CertificateChain chain = credential
                .chain()
                .orElseThrow(() -> new IllegalArgumentException("a Basic credential has no certificate to revoke"));
        URI directory = credential
                .acmeDirectory()
                .orElseThrow(() -> new IllegalStateException(
                        "it is not known where this certificate was issued: its request had no acmeDirectory"));
        try (SignatureKey key = session.key(rows, credential)) {
            environment
                    .protocol()
                    .revoke(new HolderRevocation(
                            environment, directory, chain.leaf().toByteArray(), reason, key));
        }
    }

    /** Names of the newest X.509 credential. */
    EnrollmentRequest.Builder renewalRequest(Rows rows, Ciphersuite suite) {
        StoredCredential credential = session.newest(rows, suite, CredentialType.X509);
        ClaimedIdentity names = WireIdentityReader.read(ParsedCertificate.parse(
                credential.chain().orElseThrow(RowReader::corrupt).leaf()));
        EnrollmentRequest.Builder builder = EnrollmentRequest.builder()
                .clientId(credential.ref().clientId())
                .displayName(names.displayName())
                .handle(names.handle().toString())
                .ciphersuite(suite);
        credential.acmeDirectory().ifPresent(builder::acmeDirectory);
        return builder;
    }

    DefaultE2eiEnrollment resume(Rows rows, Bytes sealed) {
        EnrollmentSnapshot snapshot = open(sealed);
        try {
            requireThisClient(rows, snapshot);
            return opened(new EnrollmentCore(this, snapshot));
        } catch (RuntimeException e) {
            snapshot.keys().close();
            throw e;
        } finally {
            snapshot.wipeSession();
        }
    }

    private EnrollmentSnapshot open(Bytes sealed) {
        byte[] content = seal.open(sealed.toByteArray());
        try {
            RowReader in = new RowReader(content);
            EnrollmentSnapshot snapshot = EnrollmentSnapshot.codec(environment).read(in);
            in.end();
            return snapshot;
        } catch (StorageException e) {
            throw new SnapshotRejectedException(
                    Reason.UNSUPPORTED_FORMAT, "the snapshot does not have the fields of an enrollment", e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private void requireThisClient(Rows rows, EnrollmentSnapshot snapshot) {
        Optional<String> other = session.client(rows)
                .filter(client -> !client.equals(snapshot.request().clientId()))
                .map(Object::toString);
        if (other.isPresent()) {
            throw new SnapshotRejectedException(
                    Reason.OTHER_CLIENT,
                    "the snapshot is of " + snapshot.request().clientId() + ", this client is " + other.get());
        }
        String installed = environment.protocol().name();
        if (!installed.equals(snapshot.protocol())) {
            throw new SnapshotRejectedException(
                    Reason.OTHER_PROTOCOL,
                    "the snapshot was made by the protocol " + snapshot.protocol() + ", this client has " + installed);
        }
    }

    private DefaultE2eiEnrollment opened(EnrollmentCore core) {
        DefaultE2eiEnrollment enrollment = new DefaultE2eiEnrollment(this, core);
        open.add(enrollment);
        if (closed) {
            enrollment.close();
            throw new IllegalStateException("this client has been closed");
        }
        LOG.log(
                System.Logger.Level.DEBUG,
                "enrollment opened for suite {0}, {1} open",
                core.request().ciphersuite().id(),
                open.size());
        return enrollment;
    }

    @Override
    public ClientEnvironment environment() {
        return environment;
    }

    @Override
    public void requireNoWriter(String call) {
        if (writers.ofThisThread().isPresent()) {
            throw new IllegalStateException(call
                    + " talks to servers, and this thread's transaction has written and keeps"
                    + " all other writers waiting: finish or abort it first, and call " + call + " outside of it");
        }
    }

    private TrustState trust() {
        return writers.ofThisThread().map(TransactionScope::trust).orElseGet(committedTrust);
    }

    @Override
    public void requireTrust() {
        if (!trust().store().hasAnchors()) {
            throw new TrustNotConfiguredException();
        }
    }

    @Override
    public IssuedCertificate check(
            byte[] pem, EnrollmentRequest request, EnrollmentKeyPairs keys, Instant requestedAt) {
        TrustState trust = trust();
        if (!trust.store().hasAnchors()) {
            throw new TrustNotConfiguredException();
        }
        return IssuedCertificateRule.check(
                pem,
                request,
                keys.certificate().publicKey(),
                trust.store(),
                trust.crls(),
                environment.trustPolicy(),
                environment.crypto().x509(),
                environment.crypto(request.ciphersuite())::hash,
                requestedAt,
                environment.now());
    }

    @Override
    public byte[] seal(EnrollmentSnapshot snapshot) {
        byte[] content;
        try (RowWriter out = new RowWriter()) {
            EnrollmentSnapshot.codec(environment).write(snapshot, out);
            content = out.toByteArray();
        }
        try {
            return seal.seal(content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    @Override
    public void closed(DefaultE2eiEnrollment enrollment) {
        open.remove(enrollment);
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(open).forEach(DefaultE2eiEnrollment::close);
    }
}
