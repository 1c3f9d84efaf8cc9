package dev.e2ei.acme.flow;

import dev.e2ei.acme.jose.AcmeJws;
import dev.e2ei.acme.jose.Base64Url;
import dev.e2ei.acme.jose.JwsSigner;
import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.model.Directory;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.error.AcmeServerException;
import java.net.URI;
import java.util.Optional;

/**
 * A revocation by the holder, RFC 8555, section 7.6: signed by the account under which the certificate was issued, or by
 * the certificate's own key. A certificate that has been revoked already is a success: what was wanted is so, and only
 * thus can the request be repeated after a broken connection.
 */
final class Revocation {
    private final Directory directory;
    private final Optional<URI> account;
    private final JwsSigner signer;

    private Revocation(Directory directory, Optional<URI> account, JwsSigner signer) {
        this.directory = directory;
        this.account = account;
        this.signer = signer;
    }

    static Revocation byAccount(AccountAddress account, JwsSigner signer) {
        return new Revocation(account.directory(), Optional.of(account.account()), signer);
    }

    static Revocation byCertificate(Directory directory, JwsSigner signer) {
        return new Revocation(directory, Optional.empty(), signer);
    }

    void send(AcmeExchange server, byte[] certificate, RevocationReason reason) {
        JsonObject.Builder payload = JsonObject.builder().put("certificate", Base64Url.encode(certificate));
        // RFC 5280 section 5.3.1: no reason is said by saying nothing
        if (reason != RevocationReason.UNSPECIFIED) {
            payload.put("reason", reason.code());
        }
        byte[] octets = Json.write(payload.build());
        URI url = directory.revokeCert();
        try {
            server.post(
                    EnrollmentStep.REVOCATION,
                    directory.newNonce(),
                    url,
                    Repeat.ONCE,
                    Optional.empty(),
                    nonce -> account.map(address -> AcmeJws.withKeyId(signer, address, nonce, url, octets))
                            .orElseGet(() -> AcmeJws.withJwk(signer, nonce, url, octets)));
        } catch (AcmeServerException refused) {
            if (!refused.problem().is("alreadyRevoked")) {
                throw refused;
            }
        }
    }
}
