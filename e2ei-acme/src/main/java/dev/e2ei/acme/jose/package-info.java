/**
 * JOSE as Wire's ACME uses it: keys (RFC 7517, 7518, 8037) and signing capabilities flow in, flattened JWS (RFC 7515) and
 * compact JWT (RFC 7519), among them DPoP proofs (RFC 9449), flow out; compact JWT of others are read without verifying
 * them. No private key is ever here.
 */
@NullMarked
package dev.e2ei.acme.jose;

import org.jspecify.annotations.NullMarked;
