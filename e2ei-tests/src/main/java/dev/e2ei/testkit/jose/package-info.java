/**
 * JWS as the kit's servers verify and sign it: octets of a JWS and a JWK flow in, a verified payload or a typed refusal
 * flows out. RFC 7515, 7517, 7518, 7638, 8037.
 */
@NullMarked
package dev.e2ei.testkit.jose;

import org.jspecify.annotations.NullMarked;
