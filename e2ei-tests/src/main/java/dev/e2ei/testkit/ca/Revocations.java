package dev.e2ei.testkit.ca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.jose.Base64Url;
import dev.e2ei.testkit.jose.Jwk;
import dev.e2ei.testkit.jose.JwsRejectedException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.cert.X509CertificateHolder;

/** Revocation by the holder, RFC 8555, section 7.6: signed by the account to which it was issued, or by its own key. */
final class Revocations {
    private final AcmeStore store;
    private final RevocationList list;

    Revocations(AcmeStore store, RevocationList list) {
        this.store = store;
        this.list = list;
    }

    void revoke(SignedRequest request, Instant now) {
        ObjectNode payload = request.json();
        IssuedLeaf leaf = leaf(payload.path("certificate").asText());
        if (request.account().isPresent()) {
            if (request.account().get() != leaf.account()) {
                throw AcmeProblemException.of("unauthorized", "the account is not the certificate's");
            }
        } else if (!isKeyOf(request.key(), leaf)) {
            throw AcmeProblemException.of(
                    "unauthorized", "verification of JWS using the certificate's public key failed");
        }
        int reason = payload.path("reason").asInt(0);
        boolean known = !payload.has("reason")
                || payload.path("reason").isIntegralNumber() && reason >= 0 && reason <= 10 && reason != 7;
        if (!known) {
            throw AcmeProblemException.of("badRevocationReason", "reasonCode out of bounds");
        }
        if (!list.revoke(leaf.serial(), reason, now)) {
            throw AcmeProblemException.of("alreadyRevoked", "the certificate was revoked before");
        }
    }

    private IssuedLeaf leaf(String base64Url) {
        try {
            byte[] der = Base64Url.decode(base64Url);
            X509CertificateHolder certificate = new X509CertificateHolder(der);
            return store.issued(certificate.getSerialNumber())
                    .filter(leaf -> Arrays.equals(leaf.der().toByteArray(), der))
                    .orElseThrow(() -> AcmeProblemException.malformed("a certificate that was not issued here"));
        } catch (JwsRejectedException | IOException e) {
            throw AcmeProblemException.malformed("error parsing certificate");
        }
    }

    private static boolean isKeyOf(Jwk key, IssuedLeaf leaf) {
        return Jwk.of(leaf.template().key()).equals(key);
    }
}
