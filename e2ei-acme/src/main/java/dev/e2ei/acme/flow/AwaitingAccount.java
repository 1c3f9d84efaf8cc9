package dev.e2ei.acme.flow;

import dev.e2ei.acme.jose.AcmeJws;
import dev.e2ei.acme.jose.JwsSigner;
import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonArray;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.model.Account;
import dev.e2ei.acme.model.Directory;
import dev.e2ei.api.enrollment.EnrollmentStep;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** There is no account yet. Each enrollment has one of its own: step-ca ties tokens to an account's newest order. */
record AwaitingAccount(Directory directory) implements EnrollmentState {
    // step-ca wants a contact, and there is nobody whom the CA should write to
    private static final String CONTACT = "anonymous@anonymous.invalid";

    /** The new account, section 7.3. */
    byte[] request(JwsSigner signer, String nonce) {
        JsonObject payload = JsonObject.builder()
                .put("termsOfServiceAgreed", true)
                .put("contact", JsonArray.ofTexts(List.of(CONTACT)))
                .put("onlyReturnExisting", false)
                .build();
        return AcmeJws.withJwk(signer, nonce, directory.newAccount(), Json.write(payload));
    }

    /** Takes the account; without {@code location} its address is derived from {@code orders}. */
    AwaitingOrder accept(byte[] body, Optional<URI> location) {
        Account account = Answer.read(
                EnrollmentStep.ACCOUNT, body, object -> Account.parse(object, location, directory.origin()));
        return new AwaitingOrder(directory, account.url());
    }

    @Override
    public String nextCall() {
        return "newAccountResponse";
    }
}
