package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.credential.NewCrlDistributionPoints;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.CrlRegistration;
import dev.e2ei.api.trust.TrustEditor;
import dev.e2ei.core.credential.StoredCredential;
import dev.e2ei.core.store.Rows;
import dev.e2ei.core.x509.CertificatePem;
import dev.e2ei.spi.mls.MlsTransport;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** The host's handle on a transaction: each call goes to the room that does it, within this transaction's scope. */
final class DefaultTransaction extends ConversationTransaction implements E2eiTransaction {
    DefaultTransaction(ClientRooms rooms) {
        super(rooms);
    }

    @Override
    public void finish() {
        scope.commit();
    }

    @Override
    public void abort() {
        scope.rollback();
    }

    @Override
    public void close() {
        if (!scope.over()) {
            scope.rollback();
        }
    }

    @Override
    public E2eiEnrollment e2eiNewEnrollment(EnrollmentRequest request) {
        Objects.requireNonNull(request, "request");
        scope.requireUsable();
        return rooms.enrollments().begin(request);
    }

    @Override
    public E2eiEnrollment e2eiNewActivationEnrollment(EnrollmentRequest request) {
        Objects.requireNonNull(request, "request");
        return rooms.enrollments().beginWithKeyOf(scope.rows(), request, CredentialType.Basic);
    }

    @Override
    public E2eiEnrollment e2eiNewRotateEnrollment(EnrollmentRequest request) {
        Objects.requireNonNull(request, "request");
        return rooms.enrollments().beginWithKeyOf(scope.rows(), request, CredentialType.X509);
    }

    @Override
    public Bytes e2eiEnrollmentStash(E2eiEnrollment enrollment) {
        Objects.requireNonNull(enrollment, "enrollment");
        scope.requireUsable();
        DefaultE2eiEnrollment own = rooms.enrollments().own(enrollment);
        return own.exclusively(core -> {
            own.claim().requireFree();
            Bytes handle = rooms.stash().put(scope.writing(), core.snapshot());
            own.claim().claim();
            scope.afterCommit(own::close);
            scope.afterRollback(own.claim()::release);
            return handle;
        });
    }

    @Override
    public E2eiEnrollment e2eiEnrollmentStashPop(Bytes handle) {
        Objects.requireNonNull(handle, "handle");
        Rows rows = scope.writing();
        DefaultE2eiEnrollment enrollment =
                rooms.enrollments().resume(rows, rooms.stash().take(rows, handle));
        scope.afterRollback(enrollment::close);
        return enrollment;
    }

    @Override
    public List<CredentialRef> mlsInit(ClientId clientId, Collection<Ciphersuite> ciphersuites) {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(ciphersuites, "ciphersuites");
        return rooms.session().initBasic(scope.writing(), clientId, ciphersuites);
    }

    @Override
    public X509Registration e2eiMlsInitOnly(E2eiEnrollment enrollment, CertificateChain chain, MlsTransport transport) {
        Objects.requireNonNull(enrollment, "enrollment");
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(transport, "transport");
        X509Registration registration = e2eiMlsInitOnly(enrollment, chain);
        useDelivery(transport);
        return registration;
    }

    @Override
    public X509Registration e2eiMlsInitOnly(E2eiEnrollment enrollment, CertificateChain chain) {
        Objects.requireNonNull(enrollment, "enrollment");
        Objects.requireNonNull(chain, "chain");
        return rooms.x509().init(scope, enrollment, chain);
    }

    @Override
    public X509Registration saveX509Credential(E2eiEnrollment enrollment, CertificateChain chain) {
        Objects.requireNonNull(enrollment, "enrollment");
        Objects.requireNonNull(chain, "chain");
        return rooms.x509().save(scope, enrollment, chain);
    }

    @Override
    public CertificateChain parseChain(String pem) {
        Objects.requireNonNull(pem, "pem");
        scope.requireUsable();
        return X509Credentials.parse(CertificatePem.parse(pem));
    }

    @Override
    public CertificateChain parseChain(Bytes pem) {
        Objects.requireNonNull(pem, "pem");
        scope.requireUsable();
        return X509Credentials.parse(CertificatePem.parse(pem.toByteArray()));
    }

    @Override
    public void e2eiRevoke(CredentialRef credential, RevocationReason reason) {
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(reason, "reason");
        scope.requireUsable();
        rooms.enrollments().requireNoWriter("e2eiRevoke");
        StoredCredential stored = rooms.session().require(scope.rows(), credential);
        rooms.enrollments().revoke(scope.rows(), stored, reason);
    }

    @Override
    public boolean e2eiIsEnabled(Ciphersuite ciphersuite) {
        Objects.requireNonNull(ciphersuite, "ciphersuite");
        return rooms.session().enabled(scope.rows(), ciphersuite);
    }

    @Override
    public boolean e2eiIsPkiEnvSetup() {
        scope.requireUsable();
        return scope.trust().store().hasAnchors();
    }

    @Override
    public void e2eiRegisterTrustAnchor(String pem) {
        Objects.requireNonNull(pem, "pem");
        scope.requireUsable();
        rooms.trust().addAnchor(scope, pem);
    }

    @Override
    public NewCrlDistributionPoints e2eiRegisterIntermediateCa(String pem) {
        Objects.requireNonNull(pem, "pem");
        scope.requireUsable();
        return rooms.trust().addIntermediate(scope, pem);
    }

    @Override
    public CrlRegistration e2eiRegisterCrl(URI distributionPoint, Bytes crl) {
        Objects.requireNonNull(distributionPoint, "distributionPoint");
        Objects.requireNonNull(crl, "crl");
        scope.requireUsable();
        return rooms.crls().register(scope, distributionPoint, crl);
    }

    @Override
    public TrustEditor trust() {
        scope.requireUsable();
        return new DefaultTrustEditor(rooms.environment(), scope, rooms.trust());
    }
}
