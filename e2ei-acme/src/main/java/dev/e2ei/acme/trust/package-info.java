/**
 * The trust source {@code acme}: the address of an ACME server and of distribution points flow in, roots, other domains'
 * authorities and revocation lists in DER flow out. Only their wrapping is read here; what they are worth is the engine's
 * business.
 */
@NullMarked
package dev.e2ei.acme.trust;

import org.jspecify.annotations.NullMarked;
