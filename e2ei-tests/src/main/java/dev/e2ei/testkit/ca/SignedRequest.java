package dev.e2ei.testkit.ca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.testkit.http.Request;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.testkit.jose.Jwk;
import dev.e2ei.testkit.jose.JwsRejectedException;
import java.util.Optional;

/**
 * A request whose JWS was verified.
 *
 * @param http the request itself
 * @param account the account that signed it; empty where the JWS brought its key along
 * @param key the key that signed it
 * @param payload the payload; empty for POST-as-GET
 */
record SignedRequest(Request http, Optional<Account> account, Jwk key, Bytes payload) {
    ObjectNode json() {
        try {
            return Json.readObject(payload.toByteArray());
        } catch (JwsRejectedException e) {
            throw AcmeProblemException.malformed("failed to unmarshal the payload: " + e.getMessage());
        }
    }

    Account signer() {
        return account.orElseThrow(() -> AcmeProblemException.malformed("kid expected"));
    }

    @Override
    public String toString() {
        return "SignedRequest[" + http + "]";
    }
}
