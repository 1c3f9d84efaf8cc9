/**
 * Path validation and revocation, RFC 5280 section 6: parsed certificates and revocation lists flow in with the anchors
 * that are trusted, verified paths with their findings flow out, or a refusal with its reason. One file for each check.
 */
@NullMarked
package dev.e2ei.core.pki;

import org.jspecify.annotations.NullMarked;
