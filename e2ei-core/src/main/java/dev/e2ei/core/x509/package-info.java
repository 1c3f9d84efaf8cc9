/**
 * Certificates, revocation lists and certificate requests as RFC 5280 and RFC 2986 write them: DER or PEM flows in, and
 * whole, immutable values that keep the received octets flow out. Nothing here decides whom to trust.
 */
@NullMarked
package dev.e2ei.core.x509;

import org.jspecify.annotations.NullMarked;
