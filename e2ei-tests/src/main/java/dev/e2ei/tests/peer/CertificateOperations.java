package dev.e2ei.tests.peer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import java.util.Map;

/** Beginning enrollments, putting them away, and using the certificates that come of them. */
final class CertificateOperations {
    private static final int EXPIRY = 90 * 86_400;

    private final Session session;

    CertificateOperations(Session session) {
        this.session = session;
    }

    void addTo(Map<String, Operation> operations) {
        operations.put(
                "newEnrollment",
                (request, answer) -> keep(answer, session.transaction(tx -> {
                    EnrollmentRequest.Builder wanted =
                            EnrollmentRequest.builder().clientId(request.text("clientId"));
                    return tx.e2eiNewEnrollment(complete(wanted, request));
                })));
        operations.put(
                "newActivationEnrollment",
                (request, answer) -> keep(answer, session.transaction(tx -> {
                    EnrollmentRequest.Builder wanted = EnrollmentRequest.builder()
                            .clientId(tx.credentials().get(0).clientId());
                    return tx.e2eiNewActivationEnrollment(complete(wanted, request));
                })));
        operations.put("newRotateEnrollment", (request, answer) -> {
            Ciphersuite suite = session.suite(request);
            EnrollmentRequest wanted = complete(session.client().e2eiRenewalRequest(suite), request);
            keep(answer, session.transaction(tx -> tx.e2eiNewRotateEnrollment(wanted)));
        });
        operations.put("stash", (request, answer) -> {
            E2eiEnrollment enrollment = session.enrollment(request);
            answer.put(
                    "handle",
                    session.transaction(tx -> tx.e2eiEnrollmentStash(enrollment))
                            .hex());
            session.drop(request);
        });
        operations.put(
                "stashPop",
                (request, answer) ->
                        keep(answer, session.transaction(tx -> tx.e2eiEnrollmentStashPop(request.octets("handle")))));
        operations.put("mlsInitOnly", (request, answer) -> use(request, answer, E2eiTransaction::e2eiMlsInitOnly));
        operations.put(
                "saveX509Credential", (request, answer) -> use(request, answer, E2eiTransaction::saveX509Credential));
    }

    private EnrollmentRequest complete(EnrollmentRequest.Builder wanted, Request request) {
        request.optionalText("displayName").ifPresent(wanted::displayName);
        request.optionalText("handle").ifPresent(wanted::handle);
        request.optionalText("team").ifPresent(wanted::team);
        return wanted.expirySec(request.integer("expirySec", EXPIRY))
                .ciphersuite(session.suite(request))
                .build();
    }

    private void keep(ObjectNode answer, E2eiEnrollment enrollment) {
        answer.put("enrollment", session.keep(enrollment));
    }

    /** What is done with a chain. */
    private interface Use {
        X509Registration store(E2eiTransaction tx, E2eiEnrollment enrollment, Bytes pem);
    }

    private void use(Request request, ObjectNode answer, Use use) {
        E2eiEnrollment enrollment = session.enrollment(request);
        Bytes pem = Bytes.ofUtf8(request.text("chain"));
        if (enrollment.issued().isEmpty()) {
            enrollment.certificateResponse(pem);
        }
        X509Registration stored = session.transaction(tx -> {
            X509Registration made = use.store(tx, enrollment, pem);
            LifeOperations.makeKeyPackages(tx, made.credential(), request);
            if (request.flag("deleteStaleKeyPackages")) {
                KeyPackageOperations.deleteStale(tx, session, request);
            }
            return made;
        });
        session.drop(request);
        Identities.writePoints(stored.newCrlDistributionPoints(), answer);
    }
}
