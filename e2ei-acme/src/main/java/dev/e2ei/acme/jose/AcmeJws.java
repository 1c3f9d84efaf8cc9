package dev.e2ei.acme.jose;

import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/**
 * The body of an ACME request: a JWS in flattened JSON serialization (RFC 7515, section 7.2.2) whose protected header
 * names algorithm, key, nonce and address (RFC 8555, section 6.2).
 */
public final class AcmeJws {
    /** The largest body that is made, in octets. */
    public static final int MAX_OCTETS = 64 * 1024;

    private AcmeJws() {}

    /** A request of an account that has an address already. */
    public static byte[] withKeyId(JwsSigner signer, URI account, String nonce, URI url, byte[] payload) {
        return sign(signer, Optional.of(account), nonce, url, payload);
    }

    /** A request that carries its own key: for a new account, and for a revocation with the certificate's key. */
    public static byte[] withJwk(JwsSigner signer, String nonce, URI url, byte[] payload) {
        return sign(signer, Optional.empty(), nonce, url, payload);
    }

    private static byte[] sign(JwsSigner signer, Optional<URI> account, String nonce, URI url, byte[] payload) {
        JsonObject.Builder header = JsonObject.builder().put("alg", signer.key().algorithm());
        account.ifPresent(address -> header.put("kid", address.toString()));
        // Wire's clients send it; RFC 8555 neither asks for it nor forbids it
        header.put("typ", "JWT");
        if (account.isEmpty()) {
            header.put("jwk", Jwk.write(signer.key()));
        }
        header.put("nonce", nonce).put("url", url.toString());

        String protectedHeader = Base64Url.encode(Json.write(header.build()));
        String encodedPayload = Base64Url.encode(payload);
        byte[] body = Json.write(JsonObject.builder()
                .put("protected", protectedHeader)
                .put("payload", encodedPayload)
                .put("signature", signer.sign(protectedHeader + "." + encodedPayload))
                .build());
        if (body.length > MAX_OCTETS) {
            throw new IllegalArgumentException("the request has " + body.length + " octets, more than " + MAX_OCTETS);
        }
        return body;
    }
}
