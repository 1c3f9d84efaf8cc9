package dev.e2ei.acme.model;

import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.api.enrollment.AcmeDirectory;
import java.net.URI;
import java.util.Optional;

/** The directory object, RFC 8555, section 7.1.1. All addresses are of one origin. */
public record Directory(URI newNonce, URI newAccount, URI newOrder, URI revokeCert) {
    /**
     * Reads a directory.
     *
     * @param asked where it was asked for; without it, the origin is that of {@code newNonce}
     */
    public static Directory parse(JsonObject object, Optional<URI> asked) {
        URI newNonce = Origin.absolute("member \"newNonce\"", object.text("newNonce"));
        Origin origin = asked.map(url -> Origin.of("the directory", url))
                .orElseGet(() -> Origin.of("member \"newNonce\"", newNonce));
        return new Directory(
                origin.require("member \"newNonce\"", newNonce),
                origin.url(object, "newAccount"),
                origin.url(object, "newOrder"),
                origin.url(object, "revokeCert"));
    }

    public Origin origin() {
        return Origin.of("the directory", newNonce);
    }

    public AcmeDirectory addresses() {
        return new AcmeDirectory(newNonce, newAccount, newOrder, revokeCert);
    }
}
