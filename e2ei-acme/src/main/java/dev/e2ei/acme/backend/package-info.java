/**
 * Wire's backend over HTTP: a client id and a DPoP proof go in, a nonce and an access token come out, or the backend's
 * label for its refusal.
 */
@NullMarked
package dev.e2ei.acme.backend;

import org.jspecify.annotations.NullMarked;
