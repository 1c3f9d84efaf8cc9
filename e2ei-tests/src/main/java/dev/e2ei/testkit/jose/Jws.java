package dev.e2ei.testkit.jose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.testkit.jose.JwsRejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;

/**
 * A JWS that was read and not yet verified, RFC 7515.
 *
 * @param header the protected header
 * @param payload the payload
 * @param signature the signature
 * @param signingInput what was signed, as ASCII text
 */
public record Jws(ObjectNode header, Bytes payload, Bytes signature, String signingInput) {
    private static final int MAX_LENGTH = 1 << 16;
    private static final Set<String> FLATTENED = Set.of("protected", "payload", "signature");

    /**
     * Reads the compact serialization.
     *
     * @param text at most 64 KiB
     * @return the JWS
     * @throws JwsRejectedException if it is anything else
     */
    public static Jws parseCompact(String text) {
        if (text.length() > MAX_LENGTH) {
            throw malformed("a JWS of more than 64 KiB");
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw malformed("a compact JWS has three parts");
        }
        return of(parts[0], parts[1], parts[2]);
    }

    /**
     * Reads the flattened JSON serialization; an unprotected header is refused.
     *
     * @param octets at most 64 KiB
     * @return the JWS
     * @throws JwsRejectedException if it is anything else
     */
    public static Jws parseFlattened(byte[] octets) {
        if (octets.length > MAX_LENGTH) {
            throw malformed("a JWS of more than 64 KiB");
        }
        ObjectNode json = Json.readObject(octets);
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FLATTENED.contains(name)) {
                throw malformed("a flattened JWS has no member " + name);
            }
        }
        return of(Json.text(json, "protected"), Json.text(json, "payload"), Json.text(json, "signature"));
    }

    private static Jws of(String header, String payload, String signature) {
        return new Jws(
                Json.readObject(Base64Url.decode(header)),
                Bytes.of(Base64Url.decode(payload)),
                Bytes.of(Base64Url.decode(signature)),
                header + "." + payload);
    }

    private static JwsRejectedException malformed(String message) {
        return new JwsRejectedException(Reason.MALFORMED, message);
    }

    /**
     * The payload as JSON.
     *
     * @return the object
     * @throws JwsRejectedException if it is none
     */
    public ObjectNode claims() {
        return Json.readObject(payload.toByteArray());
    }

    /** {@return the compact serialization} */
    public String compact() {
        return signingInput + "." + Base64Url.encode(signature.toByteArray());
    }

    byte[] input() {
        return signingInput.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** {@return the algorithm's name only} */
    @Override
    public String toString() {
        return "Jws[" + header.path("alg").asText() + "]";
    }
}
