package dev.e2ei.tests.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.Secret;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.trust.CertificateChain;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Opening, closing, restarting, and the first credential. */
final class LifeOperations {
    private static final int KEY_SIZE = 32;
    private static final byte KEY_OCTET = 7;

    private final Session session;

    LifeOperations(Session session) {
        this.session = session;
    }

    void addTo(Map<String, Operation> operations) {
        operations.put("version", (request, answer) -> answer.put("version", version()));
        operations.put("init", this::init);
        operations.put("mlsInit", (request, answer) -> session.transaction(tx -> mlsInit(tx, request)));
        operations.put("close", (request, answer) -> session.close());
        operations.put("restart", (request, answer) -> session.restart());
        operations.put(
                "setTransportResponse", (request, answer) -> session.transport().answerWith(request.node("response")));
    }

    private static String version() {
        String version = LifeOperations.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private void init(Request request, ObjectNode answer) {
        String name = request.optionalText("databaseName").orElse("default");
        Bytes key = request.optionalOctets("databaseKey").orElse(Bytes.of(usualKey()));
        session.open(name, key, request.suites().get(0), request.wirePolicy());
        session.client().inTransaction(tx -> {
            request.optionalText("trustAnchor").ifPresent(tx::e2eiRegisterTrustAnchor);
            if (tx.credentials().isEmpty()) {
                firstCredential(tx, request);
            }
        });
        answer.put("databaseName", name);
        answer.put("version", version());
    }

    private void firstCredential(E2eiTransaction tx, Request request) {
        JsonNode credential = request.node("credential");
        if (credential.path("type").asText().equals("x509")) {
            List<Bytes> chain = new Request((ObjectNode) credential).list("chain", Request::parse);
            byte[] key =
                    Request.parse(credential.path("signPrivateKey").asText()).toByteArray();
            try (Secret privateKey = Secret.take(key)) {
                makeKeyPackages(
                        tx,
                        tx.mlsInitX509(new CertificateChain(chain), privateKey).credential(),
                        request);
            }
        } else if (!request.flag("deferred") && request.optionalText("clientId").isPresent()) {
            mlsInit(tx, request);
        }
    }

    private List<CredentialRef> mlsInit(E2eiTransaction tx, Request request) {
        List<CredentialRef> made = tx.mlsInit(ClientId.parse(request.text("clientId")), request.suites());
        session.suite(request.suites().get(0));
        made.forEach(credential -> makeKeyPackages(tx, credential, request));
        return made;
    }

    static void makeKeyPackages(E2eiTransaction tx, CredentialRef credential, Request request) {
        int count = request.integer("nbKeyPackage", 0);
        if (count > 0) {
            tx.generateKeyPackages(credential, count);
        }
    }

    private static byte[] usualKey() {
        byte[] key = new byte[KEY_SIZE];
        Arrays.fill(key, KEY_OCTET);
        return key;
    }
}
