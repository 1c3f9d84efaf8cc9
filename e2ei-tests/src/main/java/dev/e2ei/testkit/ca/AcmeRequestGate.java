package dev.e2ei.testkit.ca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.http.Request;
import dev.e2ei.testkit.jose.Jwk;
import dev.e2ei.testkit.jose.Jws;
import dev.e2ei.testkit.jose.JwsRejectedException;
import dev.e2ei.testkit.jose.JwsVerification;
import java.util.Optional;

/** Lets in what is signed as RFC 8555, section 6.2 to 6.5, wants it, in the order in which step-ca looks. */
final class AcmeRequestGate {
    private static final String CONTENT_TYPE = "application/jose+json";

    private final AcmeStore store;
    private final JwsVerification verification = JwsVerification.ofClients();

    AcmeRequestGate(AcmeStore store) {
        this.store = store;
    }

    /** Signed by an account. */
    SignedRequest byAccount(Request request, String accountPrefix) {
        SignedRequest signed = open(request, accountPrefix);
        signed.signer();
        return signed;
    }

    /** Signed by a key that the JWS brings along. */
    SignedRequest byKey(Request request, String accountPrefix) {
        SignedRequest signed = open(request, accountPrefix);
        if (signed.account().isPresent()) {
            throw AcmeProblemException.malformed("jwk expected in protected header");
        }
        return signed;
    }

    /** Either. */
    SignedRequest open(Request request, String accountPrefix) {
        String contentType = request.header("Content-Type").orElse("");
        if (!contentType.equals(CONTENT_TYPE)) {
            throw AcmeProblemException.malformed("expected content-type to be in [" + CONTENT_TYPE + "]");
        }
        Jws jws;
        try {
            jws = Jws.parseFlattened(request.body().toByteArray());
        } catch (JwsRejectedException e) {
            throw AcmeProblemException.malformed("failed to parse JWS from request body: " + e.getMessage());
        }
        checkHeader(request, jws.header());
        Optional<Account> account = Optional.empty();
        Jwk key;
        if (jws.header().has("kid")) {
            account = Optional.of(account(jws.header().path("kid").asText(), accountPrefix));
            key = account.get().key;
        } else {
            key = key(jws.header());
        }
        verify(jws, key);
        return new SignedRequest(request, account, key, jws.payload());
    }

    private void checkHeader(Request request, ObjectNode header) {
        try {
            verification.algorithm(header);
        } catch (JwsRejectedException e) {
            String type = switch (e.reason()) {
                case UNSUPPORTED_ALGORITHM -> "badSignatureAlgorithm";
                default -> "malformed";
            };
            throw AcmeProblemException.of(type, e.getMessage());
        }
        boolean refused = request.due().contains(Misbehaviour.badNonce());
        if (!store.useNonce(header.path("nonce").asText()) || refused) {
            throw AcmeProblemException.of("badNonce", "the nonce was not given out, or was used before");
        }
        if (!header.path("url").asText().equals(request.uri().toString())) {
            throw AcmeProblemException.malformed("url header in JWS does not match request url");
        }
        if (header.has("jwk") == header.has("kid")) {
            throw AcmeProblemException.malformed("either jwk or kid has to be in the protected header");
        }
    }

    private Account account(String kid, String prefix) {
        if (!kid.startsWith(prefix)) {
            throw AcmeProblemException.malformed("kid does not have the required prefix");
        }
        Account account = store.account(kid.substring(prefix.length()))
                .orElseThrow(() -> AcmeProblemException.of("accountDoesNotExist", "account does not exist"));
        if (!account.status().equals("valid")) {
            throw AcmeProblemException.of("unauthorized", "account is not active");
        }
        return account;
    }

    private static Jwk key(ObjectNode header) {
        try {
            return Jwk.parse(header.path("jwk"));
        } catch (JwsRejectedException e) {
            throw AcmeProblemException.of("badPublicKey", e.getMessage());
        }
    }

    private void verify(Jws jws, Jwk key) {
        try {
            verification.verify(jws, key);
        } catch (JwsRejectedException e) {
            throw AcmeProblemException.malformed("error verifying jws: " + e.getMessage());
        }
    }
}
