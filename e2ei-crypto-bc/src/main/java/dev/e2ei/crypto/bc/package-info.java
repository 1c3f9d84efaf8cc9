/**
 * The primitives of the MLS ciphersuites, of certificates and of the sealed store. Octets flow in and out; curves are
 * BouncyCastle's lightweight API, hashes, HMAC and AEADs the JDK's. RFC 9420 section 5.1, RFC 9180, RFC 5280.
 */
@NullMarked
package dev.e2ei.crypto.bc;

import org.jspecify.annotations.NullMarked;
