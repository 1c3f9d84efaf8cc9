/**
 * Credentials, RFC 9420, section 5.3, as this client stores its own. In flow a public key, its private key and, for X.509,
 * the chain; out flow references, newest first found.
 */
@NullMarked
package dev.e2ei.core.credential;

import org.jspecify.annotations.NullMarked;
