/**
 * The login that brings the id token for {@code wire-oidc-01}: a challenge's target goes in, discovery, authorization
 * code with PKCE and the claims parameter follow, an id token that was looked at comes out (RFC 8252, RFC 7636, RFC 9207,
 * OpenID Connect Core and Discovery). The token's signature is checked by the ACME server; towards us TLS to the token
 * endpoint vouches for it (OpenID Connect Core, section 3.1.3.7).
 */
@NullMarked
package dev.e2ei.acme.oidc;

import org.jspecify.annotations.NullMarked;
