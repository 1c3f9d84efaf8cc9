/**
 * An identity provider as Wire needs one: a login flows in, an id token with the requested {@code keyauth} and
 * {@code acme_aud} flows out. OpenID Connect Core, authorization code with PKCE, paths and claims as Keycloak has them.
 */
@NullMarked
package dev.e2ei.testkit.idp;

import org.jspecify.annotations.NullMarked;
