package dev.e2ei.acme.flow;

import dev.e2ei.acme.model.Challenge;
import java.net.URI;
import java.util.Optional;

/**
 * An authorization that has been fetched.
 *
 * @param url its address; unknown if a caller of single steps fetched it
 * @param valid whether the server has accepted the answer to the challenge
 */
record OpenAuthorization(Optional<URI> url, Challenge challenge, boolean valid) {}
