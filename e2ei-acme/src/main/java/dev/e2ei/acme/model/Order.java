package dev.e2ei.acme.model;

import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.api.error.AcmeProblem;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The order object, RFC 8555, section 7.1.3.
 *
 * @param expires when the server forgets it; always there while the order is open
 * @param notAfter the end of the certificate's validity, if the server repeats it
 * @param authorizations the addresses of the two authorizations
 * @param certificate where the chain is, once the order is valid
 * @param error why the order is invalid
 */
public record Order(
        OrderStatus status,
        Optional<Instant> expires,
        Optional<Instant> notAfter,
        List<URI> authorizations,
        URI finalizeUrl,
        Optional<URI> certificate,
        Optional<AcmeProblem> error) {

    /** Reads an order and makes sure that it is for the identifiers that were asked for. */
    public static Order parse(JsonObject object, WireIdentifiers requested, Origin origin) {
        OrderStatus status = OrderStatus.parse(object.text("status"));
        requested.requireSame(object.array("identifiers"));
        List<URI> authorizations = object.array("authorizations").texts("authorizations").stream()
                .map(text -> origin.url("an element of \"authorizations\"", text))
                .toList();
        if (authorizations.size() != 2 || new HashSet<>(authorizations).size() != 2) {
            throw new JsonException("an order of Wire's has two authorizations");
        }
        Optional<Instant> expires = Rfc3339.optional(object, "expires");
        if (expires.isEmpty() && (status == OrderStatus.PENDING || status == OrderStatus.VALID)) {
            throw new JsonException("member \"expires\" is missing");
        }
        Optional<Instant> notBefore = Rfc3339.optional(object, "notBefore");
        Optional<Instant> notAfter = Rfc3339.optional(object, "notAfter");
        if (notBefore.isPresent() && notAfter.isPresent() && notAfter.get().isBefore(notBefore.get())) {
            throw new JsonException("member \"notAfter\" is before member \"notBefore\"");
        }
        Optional<URI> certificate =
                object.optionalText("certificate").map(text -> origin.url("member \"certificate\"", text));
        if (status == OrderStatus.VALID && certificate.isEmpty()) {
            throw new JsonException("the order is valid, but member \"certificate\" is missing");
        }
        return new Order(
                status,
                expires,
                notAfter,
                authorizations,
                origin.url(object, "finalize"),
                certificate,
                Problem.optional(object, "error"));
    }
}
