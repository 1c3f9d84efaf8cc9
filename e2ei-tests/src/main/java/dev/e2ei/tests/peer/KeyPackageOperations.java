package dev.e2ei.tests.peer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import java.util.List;
import java.util.Map;

/** Key packages, and the credentials that they are made with. */
final class KeyPackageOperations {
    private final Session session;

    KeyPackageOperations(Session session) {
        this.session = session;
    }

    void addTo(Map<String, Operation> operations) {
        operations.put("keyPackages", this::keyPackages);
        operations.put("keyPackageCount", this::count);
        operations.put(
                "deleteStaleKeyPackages",
                (request, answer) -> session.client().inTransaction(tx -> deleteStale(tx, session, request)));
        operations.put(
                "isEnabled",
                (request, answer) -> answer.put("value", session.client().e2eiIsEnabled(session.suite(request))));
    }

    private void keyPackages(Request request, ObjectNode answer) {
        ArrayNode made = answer.putArray("keyPackages");
        session.client().inTransaction(tx -> {
            CredentialRef credential = session.credential(tx, request);
            tx.generateKeyPackages(credential, request.integer("n", 1))
                    .forEach(keyPackage -> made.add(keyPackage.keyPackage().hex()));
        });
    }

    private void count(Request request, ObjectNode answer) {
        CredentialType type = request.credentialType().orElse(CredentialType.Basic);
        answer.put(
                "count",
                session.client().findCredentials(session.suite(request), type).stream()
                        .mapToInt(credential ->
                                session.client().keyPackages(credential).size())
                        .sum());
    }

    /** Of all credentials of the suite but the newest. */
    static void deleteStale(E2eiTransaction tx, Session session, Request request) {
        List<CredentialRef> ofSuite = tx.credentials().stream()
                .filter(credential -> credential.ciphersuite() == session.suite(request))
                .toList();
        ofSuite.subList(0, ofSuite.size() - 1).forEach(tx::removeKeyPackages);
    }
}
