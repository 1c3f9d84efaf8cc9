package dev.e2ei.acme.jose;

import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import java.util.Locale;

/**
 * A JWT in compact serialization, RFC 7519 and RFC 7515, section 7.1. Reading verifies no signature: what is read is a
 * token that somebody else will verify.
 */
public record CompactJwt(JsonObject header, JsonObject claims) {
    /** The longest token that is read, in characters: with it, a request stays below {@link AcmeJws#MAX_OCTETS}. */
    public static final int MAX_LENGTH = 32 * 1024;

    /**
     * Reads header and claims.
     *
     * @throws JoseException if the text is not a signed JWT
     */
    public static CompactJwt parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new JoseException("the token is longer than " + MAX_LENGTH + " characters");
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new JoseException("a signed compact JWT has three parts");
        }
        JsonObject header = object("header", parts[0]);
        JsonObject claims = object("payload", parts[1]);
        if (Base64Url.decode(parts[2]).length == 0) {
            throw new JoseException("the token is not signed");
        }
        requireKeyPair(header);
        return new CompactJwt(header, claims);
    }

    /** Whoever verifies the token has a public key: without a signature, or with a shared secret, it is a forgery. */
    private static void requireKeyPair(JsonObject header) {
        String algorithm;
        try {
            algorithm = header.text("alg").toUpperCase(Locale.ROOT);
        } catch (JsonException malformed) {
            throw new JoseException("the token's header: " + malformed.getMessage());
        }
        if (algorithm.equals("NONE")) {
            throw new JoseException("the token is not signed");
        }
        if (algorithm.startsWith("HS")) {
            throw new JoseException("the token is not signed by a key pair");
        }
        // RFC 7515 section 4.1.11: nobody understands extensions that RFC 7519 does not have
        if (header.has("crit")) {
            throw new JoseException("the token has critical extensions");
        }
    }

    /** Signs and writes a token. */
    public static String write(JsonObject header, JsonObject claims, JwsSigner signer) {
        String signingInput = Base64Url.encode(Json.write(header)) + "." + Base64Url.encode(Json.write(claims));
        return signingInput + "." + signer.sign(signingInput);
    }

    private static JsonObject object(String part, String text) {
        try {
            return Json.parseObject(Base64Url.decode(text));
        } catch (JsonException malformed) {
            throw new JoseException("the token's " + part + ": " + malformed.getMessage());
        }
    }
}
