package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.store.Rows;
import dev.e2ei.core.x509.ParsedCertificate;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes a credential of a completed enrollment: the first one of a fresh session, or one more. The checks are made again
 * on the chain that the host gives, and nothing is written before all have passed.
 */
final class X509Credentials {
    private final Enrollments enrollments;
    private final MlsSession session;
    private final TrustRegistration trust;

    X509Credentials(Enrollments enrollments, MlsSession session, TrustRegistration trust) {
        this.enrollments = enrollments;
        this.session = session;
        this.trust = trust;
    }

    /** Initialises MLS for the certificate's client. */
    X509Registration init(TransactionScope scope, E2eiEnrollment enrollment, CertificateChain chain) {
        DefaultE2eiEnrollment own = enrollments.own(enrollment);
        Rows rows = scope.writing();
        session.requireFresh(rows);
        return own.exclusively(core -> {
            X509Registration registration = store(scope, own, core, completed(own, core, chain));
            session.init(rows, core.request().clientId());
            return registration;
        });
    }

    /** Adds to an initialised session. */
    X509Registration save(TransactionScope scope, E2eiEnrollment enrollment, CertificateChain chain) {
        DefaultE2eiEnrollment own = enrollments.own(enrollment);
        Rows rows = scope.writing();
        ClientId client = session.requireInitialised(rows, "e2eiMlsInitOnly");
        return own.exclusively(core -> {
            MlsSession.requireOwn(client, core.request().clientId());
            return store(scope, own, core, completed(own, core, chain));
        });
    }

    /** A chain as a server sends it. */
    static CertificateChain parse(List<Bytes> certificates) {
        if (certificates.isEmpty()) {
            throw new PkiException(ErrorCode.CERTIFICATE_MALFORMED, "there is no certificate in this text");
        }
        certificates.forEach(ParsedCertificate::parse);
        return new CertificateChain(certificates);
    }

    private static IssuedCertificate completed(DefaultE2eiEnrollment own, EnrollmentCore core, CertificateChain chain) {
        own.claim().requireFree();
        if (core.issued().isEmpty()) {
            throw new IllegalStateException(
                    "this enrollment is not completed: acquire, or certificateResponse, has to return first");
        }
        return core.recheck(chain.toPem().getBytes(StandardCharsets.US_ASCII));
    }

    private X509Registration store(
            TransactionScope scope, DefaultE2eiEnrollment own, EnrollmentCore core, IssuedCertificate certificate) {
        TrustState known = trust.withIntermediates(scope.trust(), certificate.chain());
        CredentialRef ref = session.add(
                scope.writing(),
                core.request().clientId(),
                core.request().ciphersuite(),
                core.keys().certificate(),
                certificate.chain(),
                core.request().acmeDirectory());
        scope.changeTrust(known);
        own.claim().claim();
        scope.afterCommit(own.claim()::use);
        scope.afterRollback(own.claim()::release);
        return new X509Registration(ref, trust.newDistributionPoints(scope, certificate.crlDistributionPoints()));
    }
}
